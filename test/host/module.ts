/** What `require` gives the plugin. */
import * as commands from "@codemirror/commands";
import * as language from "@codemirror/language";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";
import * as lezerCommon from "@lezer/common";
import * as lezerHighlight from "@lezer/highlight";
import * as lezerLr from "@lezer/lr";
import moment from "moment";
import { App } from "./app";
import { MetadataCache } from "./cache";
import { FileSystemAdapter } from "./disk";
import { Component, debounce, Events } from "./events";
import { FileManager } from "./files";
import { getIcon, setIcon } from "./icons";
import { Keymap, Scope } from "./keymap";
import { WorkspaceLeaf } from "./leaf";
import { MarkdownPreviewRenderer, MarkdownRenderChild, MarkdownRenderer } from "./markdown";
import { Editor } from "./editor";
import { editorInfoField, editorLivePreviewField } from "./live-preview";
import { MarkdownPreviewView, MarkdownView } from "./markdown-view";
import { Menu, MenuItem, MenuSeparator } from "./menu";
import { ConfirmationButton, ConfirmationModal, Modal } from "./modal";
import { displayTooltip, Notice, setTooltip } from "./notice";
import { Platform } from "./platform";
import { Plugin } from "./plugin";
import { SecretStorage } from "./secret";
import * as setting from "./setting";
import { PluginSettingTab, SettingTab } from "./settings-tab";
import { FuzzySuggestModal, SuggestModal } from "./suggest";
import * as text from "./text";
import { TAbstractFile, TFile, TFolder, Vault } from "./vault";
import { FileView, ItemView, TextFileView, View } from "./view";
import { note } from "./watch";
import { Workspace } from "./workspace";

function requestUrl(request: string | { url: string }): never {
	const url = typeof request === "string" ? request : request.url;
	note("network", `requestUrl ${url}`);
	throw new Error("requestUrl is refused: the plugin must not use the network.");
}

function lacking(name: string): never {
	throw new Error(`The host does not have "${name}" of the obsidian module.`);
}

/** Ours, not the app's. */
const inner = new Set(["readFrontmatter", "rewriteFrontmatter"]);

export const exported: Record<string, unknown> = {
	...Object.fromEntries(Object.entries(text).filter(([name]) => !inner.has(name))),
	...setting,
	App, Component, ConfirmationButton, ConfirmationModal, debounce, displayTooltip, Editor, editorInfoField, editorLivePreviewField, Events,
	FileManager, FileSystemAdapter, FileView, FuzzySuggestModal, getIcon, ItemView, Keymap, MarkdownPreviewRenderer, MarkdownPreviewView, MarkdownRenderChild,
	MarkdownRenderer, MarkdownView, Menu, MenuItem, MenuSeparator, MetadataCache, Modal, moment, Notice, Platform, Plugin, PluginSettingTab,
	request: requestUrl, requestUrl, Scope, SecretStorage, setIcon, SettingTab, setTooltip, SuggestModal, TAbstractFile, TextFileView, TFile, TFolder, Vault,
	View, Workspace, WorkspaceLeaf,
};

const modules: Record<string, unknown> = {
	obsidian: new Proxy(exported, {
		get: (target, key) => (typeof key !== "string" || key in target || key === "__esModule" || key === "then" || key === "default" ? Reflect.get(target, key) : lacking(key)) as unknown,
	}),
	"@codemirror/commands": commands,
	"@codemirror/language": language,
	"@codemirror/state": state,
	"@codemirror/view": view,
	"@lezer/common": lezerCommon,
	"@lezer/highlight": lezerHighlight,
	"@lezer/lr": lezerLr,
};

export function requireModule(name: string): unknown {
	if (name in modules) return modules[name];
	note("misuse", `require("${name}") was refused.`);
	throw new Error(`Cannot find module '${name}'`);
}
