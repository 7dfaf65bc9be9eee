/**
 * The host itself, against what is known of the app (the API's type definitions, and how the app behaves): what a
 * plugin can do here it can do there, and what fails there fails here. Each probe below is a plugin of a few lines.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import type { Layout } from "../host/watch";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const clean = { undocumented: [], misuse: [], network: [], errors: [] };
const note = "---\nissuer: GitHub\ncode: 0012\n---\n\nText with `code` and [[b]].\n\n```2fa\n[[GitHub]]\n```\n\n# Last\n";
const open = (file: string, mode = "preview"): Layout => ({ main: [{ type: "markdown", state: { file, mode }, active: true }] });

/** A stage with a plugin whose onload is `onload`; `obsidian` and `plugin` are at hand, `log` ends up in `window.log`. */
function probe(onload: string, options: StageOptions = {}, members = ""): Promise<Stage> {
	const main = `const obsidian = require("obsidian"); window.log = []; const log = (...words) => window.log.push(words.join(" "));
module.exports = class Probe extends obsidian.Plugin { async onload() { const plugin = this, { app } = this; window.plugin = this; ${onload} } ${members} };`;
	return openStage({ probe: { main }, ...options });
}

const log = (stage: Stage): Promise<string[]> => stage.page.evaluate("window.log");
const run = <T>(stage: Stage, code: string): Promise<T> => stage.page.evaluate<T>(`(async () => { const { plugin } = window; const { app } = plugin; ${code} })()`);

describe("the start", () => {
	it("runs onload first, then announces files, then is ready with the layout, then resolved", async () => {
		const onload = `
			log("onload", app.vault.getFiles().length);
			plugin.registerEvent(app.vault.on("create", file => log("create", file.path)));
			plugin.registerEvent(app.metadataCache.on("changed", file => log("changed", file.path)));
			app.workspace.onLayoutReady(() => log("ready", app.workspace.getActiveFile().path));
			plugin.registerEvent(app.metadataCache.on("resolved", () => log("resolved", app.metadataCache.getFileCache(app.vault.getFileByPath("a.md")).frontmatter.code)));`;
		const stage = await probe(onload, { files: { "2FA/a.md": note, "a.md": note }, workspace: open("a.md") });
		await stage.cached();
		expect(await log(stage)).toEqual(["onload 0", "create 2FA", "create 2FA/a.md", "create a.md", "ready a.md", "resolved 12"]);
		expect(await stage.noticed()).toEqual(clean);
		await stage.close();
	});

	it("puts a deferred view into tabs in the background, of the same type, until it is shown", async () => {
		const onload = `
			class Pane extends obsidian.ItemView { getViewType() { return "pane"; } getDisplayText() { return "Pane"; } async onOpen() { log("open"); } }
			plugin.registerView("pane", leaf => new Pane(leaf));
			const leaf = () => app.workspace.getLeavesOfType("pane")[0];
			app.workspace.onLayoutReady(() => log(leaf().isDeferred, leaf().view instanceof Pane, leaf().view.getViewType()));
			window.reveal = async () => { await app.workspace.revealLeaf(leaf()); log(leaf().isDeferred, leaf().view instanceof Pane); };`;
		const stage = await probe(onload, { workspace: { right: { collapsed: false, leaves: [{ type: "other", active: true }, { type: "pane" }] } } });
		await stage.page.evaluate("reveal()");
		expect(await log(stage)).toEqual(["true false pane", "open", "false true"]);
		await stage.close();
	});

	it("keeps vault, layout, data and device storage over a restart", async () => {
		const onload = `log(JSON.stringify(await plugin.loadData()), app.loadLocalStorage("k"), app.secretStorage.getSecret("s"));
			plugin.onDone = async () => { await plugin.saveData({ a: 1 }); app.saveLocalStorage("k", 2); app.secretStorage.setSecret("s", "t"); };`;
		const stage = await probe(onload, { files: { "a.md": "1", "b.md": "2" } });
		expect(await log(stage)).toEqual(["null  "]);
		await run(stage, "await plugin.onDone()");
		await stage.write("a.md", "changed");
		await stage.openNote("b.md");
		await stage.restart();
		expect(await log(stage)).toEqual(['{"a":1} 2 t']);
		expect(await stage.storage()).toEqual({ k: "2", "host-secret-s": "t" });
		expect(await stage.read("a.md")).toBe("changed");
		expect(await run(stage, "return app.workspace.getActiveFile().path")).toBe("b.md");
		await stage.close();
	});

	it("calls onUserEnable only when enabled by hand, and onExternalSettingsChange only for others' writes", async () => {
		const members = `onUserEnable() { window.log.push("user"); } onExternalSettingsChange() { window.log.push("external"); }`;
		const stage = await probe("", {}, members);
		await run(stage, "await plugin.saveData({ a: 1 })");
		expect(await log(stage)).toEqual([]);
		await stage.write(".obsidian/plugins/two-factor-notes/data.json", "{}");
		expect(await log(stage)).toEqual(["external"]);
		await stage.disable();
		await stage.enable();
		expect(await log(stage)).toEqual(["user"]);
		await stage.close();
	});
});

describe("strictness", () => {
	it("refuses modules the app would not give on a phone, and parts of the API it lacks", async () => {
		const stage = await probe(`for (const name of ["electron", "fs", "node:crypto", "lodash"]) try { require(name); } catch (error) { log(error.message); }
			try { obsidian.noSuchThing; } catch (error) { log(error.message); } try { obsidian.stripHeading(); } catch (error) { log(error.message); }`);
		expect(await log(stage)).toHaveLength(6);
		expect((await stage.noticed()).misuse).toHaveLength(4);
		await stage.close();
	});

	it("notices members that the type definitions do not have, and icons that do not exist", async () => {
		const onload = `app.plugins; app.workspace.leftRibbon.items; "setting" in app; app.vault.getConfig; obsidian.setIcon(createDiv(), "no-such-icon"); plugin.mine = 1; plugin.mine; plugin._unset?.x;`;
		const stage = await probe(onload);
		const { undocumented, misuse } = await stage.noticed();
		expect(undocumented.map((text) => text.split(" at ")[0])).toEqual(["App.plugins", "Documented.items", '"setting" in …', "Vault.getConfig", "Probe._unset"]);
		expect(misuse).toEqual(['There is no icon "no-such-icon": nothing is drawn.']);
		await stage.close();
	});

	it("throws on views, code blocks and CLI commands registered twice", async () => {
		const twice = (call: string): string => `try { ${call}; ${call}; } catch (error) { log(error.message); }`;
		const stage = await probe(["plugin.registerView('v', () => null)", "plugin.registerMarkdownCodeBlockProcessor('2fa', () => {})", "plugin.registerCliHandler('two-factor-notes:x', '', null, () => '')"].map(twice).join("\n"));
		expect(await log(stage)).toEqual([expect.stringContaining("view type"), expect.stringContaining("Code block"), expect.stringContaining("already registered")]);
		await stage.close();
	});

	it("offers nothing that obsidian.d.ts does not have", async () => {
		const known = documented();
		const stage = await probe(`plugin.registerView("v", leaf => new (class extends obsidian.ItemView { getViewType() { return "v"; } getDisplayText() { return "v"; } })(leaf));`, { files: { "a.md": note }, workspace: open("a.md", "source") });
		const offered: Record<string, string[]> = await run(stage, `
			const { exported } = window.host; const offered = {};
			const leaf = app.workspace.getMostRecentLeaf(); const made = {
				App: app, Vault: app.vault, Workspace: app.workspace, MetadataCache: app.metadataCache, FileManager: app.fileManager, WorkspaceLeaf: leaf, MarkdownView: leaf.view,
				Editor: leaf.view.editor, TFile: app.vault.getFileByPath("a.md"), Modal: new exported.Modal(app), Menu: new exported.Menu(), Setting: new exported.Setting(createDiv()),
				SettingGroup: new exported.SettingGroup(createDiv()), Notice: new exported.Notice(""), Scope: app.scope, Keymap: app.keymap,
				MarkdownPreviewView: leaf.view.previewMode, WorkspaceSidedock: app.workspace.rightSplit, DataAdapter: app.vault.adapter };
			for (const [name, value] of Object.entries(exported)) offered[name] = typeof value === "function" && value.prototype ? Object.getOwnPropertyNames(value.prototype).concat(Object.getOwnPropertyNames(value)) : [];
			for (const [name, object] of Object.entries(made)) offered[name] = (offered[name] ?? []).concat(Object.keys(object));
			return offered;`);
		const plain = new Set(["constructor", "prototype", "length", "name", "then"]);
		const extra = Object.entries(offered).flatMap(([name, members]) => {
			const have = known.get(name);
			if (!have) return [name];
			// A library of its own, handed on whole.
			if (name === "moment") return [];
			return members.filter((member) => !member.startsWith("$") && !plain.has(member) && !have.has(member)).map((member) => `${name}.${member}`);
		});
		// Not documented: noticed when used. The drawers' and docks' other members are not made.
		expect(extra).toEqual(["Editor.cm"]);
		await stage.close();
	});
});

/** Names in obsidian.d.ts: of everything exported, with the members of classes, inherited ones included. */
function documented(): Map<string, Set<string>> {
	const file = path.resolve(import.meta.dirname, "../../node_modules/obsidian/obsidian.d.ts");
	const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
	const own = new Map<string, { members: string[]; parents: string[] }>();
	for (const statement of source.statements) {
		if (ts.isFunctionDeclaration(statement) && statement.name) own.set(statement.name.text, { members: [], parents: [] });
		if (ts.isVariableStatement(statement)) for (const one of statement.declarationList.declarations) own.set(one.name.getText(), { members: [], parents: [] });
		if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) continue;
		const members = statement.members.flatMap((member) => (member.name ? [member.name.getText()] : []));
		const parents = (statement.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.expression.getText()));
		own.set(statement.name?.text ?? "", { members, parents });
	}
	const all = (name: string): string[] => [...(own.get(name)?.members ?? []), ...(own.get(name)?.parents ?? []).flatMap(all)];
	return new Map([...own.keys()].map((name) => [name, new Set(all(name))]));
}

describe("components and events", () => {
	it("loads children after onload, and unloads them first, newest first", async () => {
		const onload = `class C extends obsidian.Component { constructor(n) { super(); this.n = n; } onload() { log("load", this.n); } onunload() { log("unload", this.n); } }
			const parent = new C("parent"); parent.addChild(new C("a")); parent.addChild(new C("b")); parent.register(() => log("cleanup")); parent.load(); parent.unload();`;
		const stage = await probe(onload);
		expect(await log(stage)).toEqual(["load parent", "load a", "load b", "unload b", "unload a", "cleanup", "unload parent"]);
		await stage.close();
	});

	it("goes on with other listeners when one throws, and keeps the error", async () => {
		const stage = await probe(`const events = new obsidian.Events(); events.on("x", () => { throw new Error("broken"); }); events.on("x", () => log("second")); events.trigger("x");`);
		expect(await log(stage)).toEqual(["second"]);
		expect((await stage.noticed()).errors[0]).toContain("broken");
		await stage.close();
	});

	it("gives keys to the dialog on top, else to the active view, else to the app", async () => {
		const onload = `app.scope.register(["Mod"], "k", () => (log("app"), false));
			class Pane extends obsidian.ItemView { constructor(leaf) { super(leaf); this.scope = new obsidian.Scope(app.scope); this.scope.register(["Mod"], "k", () => (log("view"), false)); } getViewType() { return "pane"; } getDisplayText() { return ""; } }
			plugin.registerView("pane", leaf => new Pane(leaf));
			window.modal = new obsidian.Modal(app); modal.scope.register(["Mod"], "k", () => (log("modal"), false));
			app.workspace.onLayoutReady(() => app.workspace.ensureSideLeaf("pane", "right", { active: true }));`;
		const stage = await probe(onload);
		await stage.page.keyboard.press("Control+k");
		await run(stage, "modal.open()");
		await stage.page.keyboard.press("Control+k");
		await stage.page.keyboard.press("Escape");
		await run(stage, "app.workspace.setActiveLeaf(app.workspace.getMostRecentLeaf())");
		await stage.page.keyboard.press("Control+k");
		expect(await log(stage)).toEqual(["view", "modal", "app"]);
		await stage.close();
	});
});

describe("secrets of the device", () => {
	it("take plain ids alone, and are open to every plugin", async () => {
		const stage = await probe(`const { secretStorage } = app; log(secretStorage.getSecret("none"), secretStorage.listSecrets().length);
			for (const id of ["A", "a_b", "", "two words"]) try { secretStorage.setSecret(id, "x"); log("kept"); } catch { log("refused"); }
			secretStorage.setSecret("two-factor-2", "x"); log(secretStorage.listSecrets(), secretStorage.getSecret("two-factor-2"), secretStorage instanceof obsidian.SecretStorage);`);
		expect(await log(stage)).toEqual([" 0", "refused", "refused", "refused", "refused", "two-factor-2 x true"]);
		expect(await stage.noticed()).toEqual(clean);
		await stage.close();
	});
});

describe("files", () => {
	const failing = (code: string): string => `return await (async () => { ${code} })().then(() => "no error", error => error.message);`;

	it("creates only what is not there, in folders that are, under names that disks take", async () => {
		const stage = await probe("", { files: { "a.md": "" } });
		expect(await run(stage, failing(`await app.vault.create("a.md", "")`))).toContain("already exists");
		expect(await run(stage, failing(`await app.vault.create("no/a.md", "")`))).toContain("ENOENT");
		expect(await run(stage, failing(`await app.vault.create("a:b.md", "")`))).toContain("cannot contain");
		expect(await run(stage, failing(`await app.vault.createFolder("f"); await app.vault.create("f/x.md", "t")`))).toBe("no error");
		expect(await stage.read("f/x.md")).toBe("t");
		await stage.failWrites("f/", "ENOSPC: no space left on device");
		expect(await run(stage, failing(`await app.vault.modify(app.vault.getFileByPath("f/x.md"), "u")`))).toContain("ENOSPC");
		expect(await stage.read("f/x.md")).toBe("t");
		await stage.close();
	});

	it("processes one at a time, with a callback that is not async, and writes nothing when it throws", async () => {
		const stage = await probe("", { files: { "a.md": "" } });
		await run(stage, `const file = app.vault.getFileByPath("a.md"); await Promise.all([1, 2, 3].map(n => app.vault.process(file, text => text + n)))`);
		expect(await stage.read("a.md")).toBe("123");
		expect(await run(stage, failing(`await app.vault.process(app.vault.getFileByPath("a.md"), async () => "lost")`))).toContain("promise");
		expect(await run(stage, failing(`await app.vault.process(app.vault.getFileByPath("a.md"), () => { throw new Error("give up"); })`))).toBe("give up");
		expect(await stage.read("a.md")).toBe("123");
		await stage.close();
	});

	it("updates the cache after the write, later; a rename fires no 'changed'", async () => {
		const onload = `for (const name of ["changed", "deleted"]) plugin.registerEvent(app.metadataCache.on(name, file => log(name, file.path)));
			for (const name of ["modify", "rename", "delete"]) plugin.registerEvent(app.vault.on(name, (file, old) => log(name, file.path, old ?? "")));`;
		const stage = await probe(onload, { files: { "a.md": note, "b.md": "[[a]]" } });
		await stage.cached();
		const stale = await run(stage, `const file = app.vault.getFileByPath("a.md"); await app.vault.modify(file, "---\\ncode: 7\\n---\\n"); return app.metadataCache.getFileCache(file).frontmatter.code`);
		expect(stale).toBe(12);
		await stage.cached();
		expect(await run(stage, `return app.metadataCache.getFileCache(app.vault.getFileByPath("a.md")).frontmatter.code`)).toBe(7);
		await stage.rename("a.md", "c.md");
		await stage.cached();
		expect(await stage.read("b.md")).toBe("[[c]]");
		await stage.remove("c.md");
		expect((await log(stage)).map((line) => line.trim())).toEqual(["modify a.md", "changed a.md", "rename c.md a.md", "modify b.md", "changed b.md", "deleted c.md", "delete c.md"]);
		await stage.close();
	});

	it("reads a new note, and says so, whether the app made it or sync brought it", async () => {
		const stage = await probe(`plugin.registerEvent(app.metadataCache.on("changed", (file, text, cache) => log(file.path, cache.frontmatter.code)));`, { files: { "a.md": note } });
		await run(stage, `await app.vault.create("made.md", "---\\ncode: 1\\n---\\n")`);
		await stage.cached();
		await stage.write("f/brought.md", "---\ncode: 2\n---\n");
		await stage.cached();
		expect(await log(stage)).toEqual(["made.md 1", "f/brought.md 2"]);
		await stage.close();
	});

	it("names sections as the type definitions do", async () => {
		const text = "---\na: 1\n---\n# h\n\ntext\n\n- a\n\n1. b\n\n> c\n\n***\n\n~~~\nd\n~~~\n\n    e\n\n| f |\n| - |\n| g |\n";
		const stage = await probe("", { files: { "a.md": text } });
		await stage.cached();
		expect(await run(stage, `return app.metadataCache.getCache("a.md").sections.map(one => one.type)`)).toEqual(["yaml", "heading", "paragraph", "list", "list", "blockquote", "thematicBreak", "code", "code", "table"]);
		await stage.close();
	});

	it("reads frontmatter as the app's YAML does: numbers lose their zeros, bad YAML gives none", async () => {
		const stage = await probe("", { files: { "a.md": "---\na: 0012\nb: 1e3\nc: 0x1F\nd: 2026-01-10\ne: \"0012\"\n---\n", "bad.md": "---\na: [\n---\n" } });
		await stage.cached();
		expect(await run(stage, `return app.metadataCache.getFileCache(app.vault.getFileByPath("a.md")).frontmatter`)).toEqual({ a: 12, b: 1000, c: 31, d: "2026-01-10", e: "0012" });
		expect(await run(stage, `return app.metadataCache.getFileCache(app.vault.getFileByPath("bad.md")).frontmatter ?? null`)).toBeNull();
		await stage.close();
	});

	it("finds frontmatter behind a byte order mark, keeps the mark, and shows no property as text", async () => {
		const stage = await probe("", { files: { "a.md": `\ufeff${note}` }, workspace: open("a.md") });
		await stage.cached();
		expect(await run(stage, `return app.metadataCache.getCache("a.md").frontmatter.issuer`)).toBe("GitHub");
		expect(await stage.page.locator(".metadata-property").count()).toBe(2);
		expect(await stage.page.locator(".markdown-preview-view p").allInnerTexts()).toEqual(["Text with code and b."]);
		await stage.setMode("live");
		expect(await stage.page.locator(".cm-content").innerText()).not.toContain("issuer");
		await run(stage, `await app.fileManager.processFrontMatter(app.vault.getFileByPath("a.md"), front => { delete front.code; })`);
		expect(await stage.read("a.md")).toBe(`\ufeff${note.replace("code: 0012\n", "")}`);
		await stage.close();
	});

	it("prints nothing about odd frontmatter", async () => {
		const stage = await probe("", { files: { "a.md": "---\n? [a]\n: !odd b\n---\n" } });
		await stage.cached();
		expect(await run(stage, `return Object.values(app.metadataCache.getCache("a.md").frontmatter)`)).toEqual(["b"]);
		expect(stage.console).toEqual([]);
		await stage.close();
	});

	it("rewrites the whole block in processFrontMatter: comments, quotes, flow lists and zeros go, long text is folded", async () => {
		const long = "word ".repeat(30).trim();
		const stage = await probe("", { files: { "a.md": `---\n# why\nb: 'x'\nlist: [1, 2]\ncode: 0012\nlong: ${long}\n---\nbody\n` } });
		await run(stage, `await app.fileManager.processFrontMatter(app.vault.getFileByPath("a.md"), front => { front.new = true; })`);
		const text = (await stage.read("a.md")) ?? "";
		expect(text).toMatch(/^---\nb: x\nlist:\n {2}- 1\n {2}- 2\ncode: 12\nlong: word [\s\S]*\n {2}word [\s\S]*new: true\n---\nbody\n$/);
		expect(text).not.toContain("why");
		await stage.close();
	});

	it("hides files whose name begins with a dot, and counts reads", async () => {
		const stage = await probe("", { files: { ".hidden/a.md": "", "a.md": "x" } });
		await run(stage, `await app.vault.cachedRead(app.vault.getFileByPath("a.md"))`);
		expect(await run(stage, `return app.vault.getFiles().map(file => file.path)`)).toEqual(["a.md"]);
		expect((await stage.reads())["a.md"]).toBe(1);
		await stage.close();
	});
});

describe("reading view", () => {
	const processors = `
		plugin.registerMarkdownPostProcessor((el, ctx) => log("section", el.className, ctx.sourcePath, ctx.frontmatter?.issuer));
		plugin.registerMarkdownCodeBlockProcessor("2fa", (source, el, ctx) => {
			const child = new obsidian.MarkdownRenderChild(el.createDiv("inner")); child.onunload = () => log("end", source); ctx.addChild(child);
			el.addEventListener("click", () => { const at = ctx.getSectionInfo(el); log("lines", at.lineStart, at.lineEnd); });
		});`;

	it("calls processors for each section, and gives code blocks their element and lines", async () => {
		const stage = await probe(processors, { files: { "a.md": note }, workspace: open("a.md") });
		await stage.page.locator(".block-language-2fa").dispatchEvent("click");
		expect(await log(stage)).toEqual(["section el-p a.md GitHub", "section el-pre a.md GitHub", "section el-h1 a.md GitHub", "lines 7 9"]);
		await stage.close();
	});

	it("draws only sections that changed, and ends their children; disabling the plugin ends none", async () => {
		const stage = await probe(processors, { files: { "a.md": note }, workspace: open("a.md") });
		await stage.write("a.md", note.replace("Text", "Other"));
		expect(await log(stage)).not.toContain("end [[GitHub]]");
		await stage.disable();
		expect(await log(stage)).not.toContain("end [[GitHub]]");
		await stage.write("a.md", note.replace("[[GitHub]]", "x"));
		await expect.poll(() => log(stage)).toContain("end [[GitHub]]");
		await stage.close();
	});

	it("ends a child whose element is not in the section", async () => {
		const stage = await probe(`plugin.registerMarkdownCodeBlockProcessor("2fa", (source, el, ctx) => { const child = new obsidian.MarkdownRenderChild(createDiv()); child.onunload = () => log("end"); ctx.addChild(child); });`, { files: { "a.md": note }, workspace: open("a.md") });
		await expect.poll(() => log(stage)).toEqual(["end"]);
		expect((await stage.noticed()).misuse).toHaveLength(1);
		await stage.close();
	});

	it("renders an embedded note with its own path, and shows properties", async () => {
		const stage = await probe(processors, { files: { "a.md": "---\ntags: [2fa, x]\nn: 1\n---\n![[b]]", "f/b.md": "```2fa\nin b\n```" }, workspace: open("a.md") });
		await expect.poll(() => log(stage)).toContain("section el-pre f/b.md ");
		expect(await stage.page.locator('.metadata-property[data-property-key="tags"] .multi-select-pill').allInnerTexts()).toEqual(["2fa", "x"]);
		await stage.close();
	});

	it("renders Markdown for a component, which ends what was drawn", async () => {
		const stage = await probe(processors + `window.component = new obsidian.Component(); component.load(); window.el = document.body.createDiv();`);
		await run(stage, "await obsidianRender()".replace("obsidianRender()", `window.host.exported.MarkdownRenderer.render(app, "**b**\\n\\n\`\`\`2fa\\nx\\n\`\`\`", el, "p.md", component); component.unload()`));
		expect(await stage.page.evaluate("el.querySelector('strong').textContent")).toBe("b");
		expect(await log(stage)).toContain("end x");
		await stage.close();
	});
});

describe("editing", () => {
	const widget = `plugin.registerMarkdownCodeBlockProcessor("2fa", (source, el, ctx) => { el.setText("drawn " + source); const child = new obsidian.MarkdownRenderChild(el); child.onunload = () => log("end"); ctx.addChild(child); log("front", ctx.frontmatter, ctx.getSectionInfo(el)); });`;

	it("shows a code block drawn, and as source while the cursor is in it", async () => {
		const stage = await probe(widget, { files: { "a.md": note }, workspace: open("a.md", "source") });
		expect(await stage.page.locator(".cm-embed-block").innerText()).toContain("drawn [[GitHub]]");
		expect(await log(stage)).toEqual(["front  "]);
		await run(stage, "app.workspace.activeEditor.editor.setCursor(8, 0)");
		expect(await stage.page.locator(".cm-embed-block").count()).toBe(0);
		await expect.poll(() => log(stage)).toContain("end");
		await stage.setMode("source");
		expect(await stage.page.locator(".cm-content").innerText()).toContain("code: 0012");
		await stage.close();
	});

	it("keeps drawn blocks apart by the note's lines and a small margin, not by what reading view adds", async () => {
		const main = `module.exports = class extends require("obsidian").Plugin { onload() { this.registerMarkdownCodeBlockProcessor("2fa", (source, el) => { el.setText(source); el.addClass("mine"); }); } };`;
		const text = "above\n\n```2fa\na\n```\n\n```2fa\nb\n```\n\nbelow\n";
		const stage = await openStage({ probe: { main, css: ".mine { margin-block: 16px; }" }, files: { "a.md": text }, workspace: open("a.md", "source") });
		const gaps = await stage.page.locator(".cm-line:not(:empty):has-text('o'), .mine").evaluateAll((found) => {
			const boxes = found.map((el) => el.getBoundingClientRect());
			return boxes.slice(1).map((box, index) => Math.round(box.top - (boxes[index]?.bottom ?? 0)));
		});
		expect(gaps).toEqual([28, 32, 28]);
		await stage.close();
	});

	it("saves what is typed two seconds later, or when asked", async () => {
		const stage = await probe("", { files: { "a.md": "one\n" }, workspace: open("a.md", "source"), clock: 1_800_000_000_000 });
		await stage.page.click(".cm-content");
		await stage.page.keyboard.press("Control+End");
		await stage.page.keyboard.type("two");
		await stage.advance(1900);
		expect(await stage.read("a.md")).toBe("one\n");
		await stage.advance(200);
		await expect.poll(() => stage.read("a.md")).toBe("one\ntwo");
		await stage.page.keyboard.type("!");
		await run(stage, "await app.workspace.activeEditor.save()");
		expect(await stage.read("a.md")).toBe("one\ntwo!");
		await stage.close();
	});

	it("merges a write from outside into unsaved typing, with the app's notice", async () => {
		const stage = await probe("", { files: { "a.md": note }, workspace: open("a.md", "source"), clock: 1_800_000_000_000 });
		await run(stage, `app.workspace.activeEditor.editor.replaceRange("typed ", { line: 5, ch: 0 })`);
		await stage.write("a.md", note.replace("code: 0012", "code: 0013"));
		await expect.poll(() => stage.notices()).toEqual([expect.stringContaining("modified externally")]);
		await stage.advance(3000);
		await expect.poll(() => stage.read("a.md")).toBe(note.replace("code: 0012", "code: 0013").replace("Text", "typed Text"));
		await stage.close();
	});

	it("undoes edits, and hands live preview and the file to editor extensions", async () => {
		const onload = `const { ViewPlugin } = require("@codemirror/view");
			plugin.registerEditorExtension(ViewPlugin.define(view => (log(view.state.field(obsidian.editorLivePreviewField), view.state.field(obsidian.editorInfoField).file?.path), {})));`;
		const stage = await probe(onload, { files: { "a.md": "abc" }, workspace: open("a.md", "source") });
		expect((await log(stage)).at(-1)).toBe("true a.md");
		expect(await run(stage, `const { editor } = app.workspace.activeEditor; editor.transaction({ changes: [{ text: "x", from: { line: 0, ch: 1 }, to: { line: 0, ch: 2 } }] }); const now = editor.getValue(); editor.undo(); return [now, editor.getValue()]`)).toEqual(["axc", "abc"]);
		await stage.close();
	});

	it("leaves the editor of a note in reading view behind the file", async () => {
		const stage = await probe("", { files: { "a.md": "one" }, workspace: open("a.md") });
		expect(await run(stage, "const view = app.workspace.activeEditor; return [view.getViewData(), view.editor.getValue()]")).toEqual(["one", ""]);
		await stage.close();
	});
});

describe("dialogs, menus, settings", () => {
	it("keeps the focus in a dialog and closes it with Escape", async () => {
		const stage = await probe(`window.modal = new (class extends obsidian.Modal { onOpen() { this.setTitle("T"); new obsidian.Setting(this.contentEl).addText(t => t).addButton(b => b.setButtonText("Go").setCta()); } onClose() { log("closed"); } })(app);`);
		await run(stage, "modal.open()");
		const focus = (): Promise<string> => stage.page.evaluate("document.activeElement.tagName");
		expect(await focus()).toBe("INPUT");
		await stage.page.keyboard.press("Tab");
		expect(await focus()).toBe("BUTTON");
		await stage.page.keyboard.press("Tab");
		expect(await focus()).toBe("INPUT");
		await stage.page.keyboard.press("Escape");
		expect(await log(stage)).toEqual(["closed"]);
		await stage.close();
	});

	it("chooses from a fuzzy list with the keyboard", async () => {
		const stage = await probe(`window.modal = new (class extends obsidian.FuzzySuggestModal { getItems() { return ["GitHub", "Google", "Proton"]; } getItemText(item) { return item; } onChooseItem(item) { log(item); } })(app);`);
		await run(stage, "modal.open()");
		await stage.page.keyboard.type("g");
		await stage.page.keyboard.press("ArrowDown");
		await stage.page.keyboard.press("Enter");
		expect(await log(stage)).toEqual(["Google"]);
		await stage.close();
	});

	it("offers the plugin's items in the menu of a file", async () => {
		const stage = await probe(`plugin.registerEvent(app.workspace.on("file-menu", (menu, file, source) => menu.addItem(item => item.setTitle("Mine").setIcon("key-round").onClick(() => log(file.path, source)))));`, { files: { "a.md": "" } });
		await stage.page.click('[data-path="a.md"]', { button: "right" });
		await stage.page.click("text=Mine");
		expect(await log(stage)).toEqual(["a.md file-explorer-context-menu"]);
		expect(await stage.page.locator(".menu").count()).toBe(0);
		await stage.close();
	});

	it("draws settings from definitions, checks and saves values", async () => {
		const onload = `plugin.settings = { name: "x", minutes: 5 };
			plugin.addSettingTab(new (class extends obsidian.PluginSettingTab { display() { log("display"); } getSettingDefinitions() { return [
				{ name: "Minutes", control: { type: "number", key: "minutes" } },
				{ type: "group", heading: "More", items: [
					{ name: "Name", visible: () => plugin.settings.minutes > 5, control: { type: "text", key: "name", validate: v => v ? undefined : "Needed." } },
					{ name: "Do", action: () => log("action") }, { name: "Own", render: setting => { setting.setDesc("drawn"); return () => log("cleanup"); } } ] } ]; } })(app, plugin));`;
		const stage = await probe(onload);
		await stage.openSettings();
		expect(await stage.page.locator("text=Name").isVisible()).toBe(false);
		await stage.page.fill(".setting-item input[type=number]", "7");
		await expect.poll(() => stage.data()).toContain('"minutes": 7');
		await stage.page.fill(".setting-item input[type=text]", "");
		await expect.poll(() => stage.page.locator(".setting-item-error").innerText()).toBe("Needed.");
		expect(await stage.data()).toContain('"name": "x"');
		await stage.page.click("text=Do");
		await stage.page.keyboard.press("Escape");
		expect(await log(stage)).toEqual(["action", "cleanup"]);
		await stage.close();
	});

	it("offers switches, lists and sliders among them", async () => {
		const onload = `plugin.settings = { on: false, when: "60", size: 3 };
			plugin.addSettingTab(new (class extends obsidian.PluginSettingTab { getSettingDefinitions() { return [
				{ name: "On", control: { type: "toggle", key: "on" } }, { name: "When", control: { type: "dropdown", key: "when", options: { 0: "At once", 60: "After a minute" } } },
				{ name: "Size", control: { type: "slider", key: "size", min: 1, max: 5, step: 1, displayFormat: n => n + " px" } } ]; } })(app, plugin));`;
		const stage = await probe(onload);
		await stage.openSettings();
		const row = (name: string): ReturnType<Stage["page"]["locator"]> => stage.page.locator(".setting-item").filter({ hasText: name });
		await row("On").locator(".checkbox-container").click();
		await row("When").locator("select").selectOption("At once");
		expect(await row("Size").locator(".slider-value").innerText()).toBe("3 px");
		await row("Size").locator("input").fill("5");
		await expect.poll(async () => JSON.parse((await stage.data()) ?? "{}") as unknown).toEqual({ on: true, when: "0", size: 5 });
		await stage.close();
	});

	it("asks for a confirmation, closed by each of its buttons unless that says otherwise", async () => {
		const stage = await probe(`window.ask = () => { const modal = new obsidian.ConfirmationModal(app).setTitle("Sure?").setContent("Really.").setCloseCallback(() => log("closed"));
			modal.addCheckbox("All of them", on => log("all", on)); modal.addButton(b => b.setButtonText("Stay").onClick(async () => true));
			modal.addButton(b => b.setButtonText("Do").setDestructive().setInitialFocus().onClick(() => { log("done"); })); modal.addCancelButton(); modal.open(); };`);
		await stage.page.evaluate("ask()");
		await stage.page.getByLabel("All of them").check();
		await stage.page.getByRole("button", { name: "Stay" }).click();
		await stage.page.getByRole("button", { name: "Do" }).press("Enter");
		await expect.poll(() => log(stage)).toEqual(["all true", "done", "closed"]);
		await stage.page.evaluate("ask()");
		expect(await stage.page.evaluate("document.activeElement.textContent")).toBe("Do");
		await stage.page.getByRole("button", { name: "Cancel" }).click();
		expect(await stage.page.locator(".modal").count()).toBe(0);
		await stage.page.evaluate("ask()");
		expect(await stage.disable()).toEqual([expect.stringContaining("modal-container")]);
		await stage.close();
	});

	it("draws menus with ticks, and lines between what belongs together", async () => {
		const stage = await probe(`window.show = () => { const menu = new obsidian.Menu(); for (const name of ["Left", "Right"]) menu.addItem(item => item.setTitle(name).setChecked(name === "Left"));
			menu.addSeparator().addItem(item => item.setTitle("Last")).addSeparator().showAtPosition({ x: 100, y: 100 }); };`);
		await stage.page.evaluate("show()");
		expect(await stage.page.evaluate(`[...document.querySelector(".menu").children].map(el => el.textContent || "-")`)).toEqual(["Left", "Right", "-", "Last"]);
		expect(await stage.page.getByRole("menuitemcheckbox", { checked: true }).innerText()).toBe("Left");
		await stage.close();
	});

	it("runs commands from the palette, only those that can run", async () => {
		const onload = `plugin.addCommand({ id: "a", name: "First", callback: () => log("first") }); plugin.addCommand({ id: "b", name: "Second", checkCallback: checking => checking ? false : log("never") }); plugin.addCommand({ id: "c", name: "Third", editorCallback: editor => log(editor.getValue()) });`;
		const stage = await probe(onload, { files: { "a.md": "text" }, workspace: open("a.md", "source") });
		expect(await stage.commands()).toEqual(["a", "c"]);
		await stage.page.keyboard.press("Control+p");
		await stage.page.keyboard.type("third");
		await stage.page.keyboard.press("Enter");
		await stage.setMode("reading");
		expect([await stage.run("c"), await stage.run("b"), await stage.run("a")]).toEqual([false, false, true]);
		expect(await log(stage)).toEqual(["text", "first"]);
		await stage.close();
	});

	it("has no status bar on a phone, and sides that are drawers", async () => {
		const stage = await probe(`plugin.addStatusBarItem().setText("bar"); plugin.registerView("pane", leaf => new (class extends obsidian.ItemView { getViewType() { return "pane"; } getDisplayText() { return "Pane"; } async onOpen() { this.contentEl.setText("inside"); } })(leaf)); log(obsidian.Platform.isPhone, obsidian.Platform.isMobile, document.body.hasClass("is-phone"));`, { phone: true });
		expect(await log(stage)).toEqual(["true true true"]);
		expect(await stage.page.locator(".status-bar").isVisible()).toBe(false);
		await run(stage, `await app.workspace.ensureSideLeaf("pane", "right", { reveal: true })`);
		await expect.poll(() => stage.page.locator("text=inside").isVisible()).toBe(true);
		await stage.page.mouse.click(10, 300);
		expect(await stage.page.locator("text=inside").isVisible()).toBe(false);
		await stage.close();
	});
});

describe("pop-out windows", () => {
	const pane = `plugin.registerView("pane", leaf => new (class extends obsidian.ItemView { getViewType() { return "pane"; } getDisplayText() { return "Pane"; }
			async onOpen() { this.contentEl.setText("inside"); window.away = this.contentEl.onWindowMigrated(win => log("migrated", win === activeWindow)); } async onClose() { log("closed"); } })(leaf));
		for (const name of ["window-open", "window-close"]) plugin.registerEvent(app.workspace.on(name, (container, win) => log(name, container.win === win, container.doc === win.document)));`;
	const withPane: StageOptions = { workspace: { right: { collapsed: false, leaves: [{ type: "pane", active: true }] } }, files: { "a.md": note } };

	it("have a document, constructors and styles of their own, and take views over as they are", async () => {
		const stage = await probe(pane, withPane);
		const popup = await stage.popOut("pane");
		expect(await popup.locator(".workspace-leaf").innerText()).toContain("inside");
		expect(await stage.page.locator(".mod-right-split .workspace-leaf").count()).toBe(0);
		expect(await log(stage)).toEqual(["window-open true true", "migrated true"]);
		expect(await run(stage, `const { contentEl } = app.workspace.getLeavesOfType("pane")[0].view; const made = contentEl.createDiv();
			return [contentEl.doc === document, contentEl.win === activeWindow, made instanceof HTMLElement, made.instanceOf(HTMLElement), made.createSpan("x").hasClass("x"), contentEl.isShown()];`)).toEqual([false, true, false, true, true, true]);
		expect(await popup.evaluate("getComputedStyle(document.body).backgroundColor")).toBe(await stage.page.evaluate("getComputedStyle(document.body).backgroundColor"));
		await stage.setTheme("dark");
		expect(await popup.evaluate("document.body.className")).toContain("theme-dark");
		await stage.close();
	});

	it("show and edit notes", async () => {
		const stage = await probe(`plugin.registerMarkdownCodeBlockProcessor("2fa", (source, el) => el.setText("drawn"));`, withPane);
		const popup = await stage.popOut("a.md");
		expect(await popup.locator(".block-language-2fa").innerText()).toBe("drawn");
		await popup.locator(".cm-line").last().click();
		await popup.keyboard.type("typed");
		await run(stage, `await app.workspace.getLeavesOfType("markdown")[0].view.save()`);
		expect(await stage.read("a.md")).toContain("typed");
		expect((await stage.noticed()).errors).toEqual([]);
		await stage.close();
	});

	it("have the focus one at a time, and what opens opens there", async () => {
		const stage = await probe(`${pane} app.scope.register(["Mod"], "k", () => (log("key"), false)); plugin.addCommand({ id: "ask", name: "Ask", callback: () => { new obsidian.Modal(app).open(); new obsidian.Notice("Here"); } });`, withPane);
		const popup = await stage.popOut("pane");
		const focus = (): Promise<unknown> => run(stage, `return [activeDocument === document, document.hasFocus(), activeDocument.hasFocus()]`);
		expect(await focus()).toEqual([false, false, true]);
		await popup.keyboard.press("Control+k");
		await stage.run("ask");
		expect([await popup.locator(".modal").count(), await popup.locator(".notice").count(), await stage.page.locator(".modal, .notice").count()]).toEqual([1, 1, 0]);
		await popup.keyboard.press("Escape");
		await stage.page.locator(".nav-file-title").first().click({ button: "right" });
		expect(await focus()).toEqual([true, true, true]);
		expect([await popup.locator(".menu").count(), await stage.page.locator(".menu").count()]).toEqual([0, 1]);
		await stage.setFocused(false);
		expect(await focus()).toEqual([true, false, false]);
		await stage.setFocused(true, popup);
		expect(await focus()).toEqual([false, false, true]);
		expect(await log(stage)).toContain("key");
		await stage.close();
	});

	it("are hidden each for itself", async () => {
		const stage = await probe(pane, withPane);
		const popup = await stage.popOut("pane");
		await stage.setHidden(true, popup);
		expect([await popup.evaluate("document.hidden"), await stage.page.evaluate("document.visibilityState")]).toEqual([true, "visible"]);
		await stage.close();
	});

	it.each([
		["a person", (_stage: Stage, popup: Stage["page"]) => popup.evaluate("window.close()")],
		["its last tab", (_stage: Stage, popup: Stage["page"]) => popup.locator(".workspace-tab-header-inner-close-button").click()],
	])("are closed by %s, and their views with them", async (_who, close) => {
		const stage = await probe(`${pane} plugin.registerEvent(app.workspace.on("window-open", (_, win) => plugin.registerDomEvent(win, "focus", () => {})));`, withPane);
		const popup = await stage.popOut("pane");
		await close(stage, popup);
		await expect.poll(() => log(stage)).toEqual(["window-open true true", "migrated true", "window-close true true", "closed"]);
		expect(await run(stage, `return [app.workspace.getLeavesOfType("pane").length, activeWindow === window]`)).toEqual([0, true]);
		expect(await stage.page.evaluate("window.host.noticed.errors")).toEqual([]);
		await stage.close();
	});

	it("count when it is looked for what a plugin left", async () => {
		const stage = await probe(`${pane} plugin.onMore = () => { activeWindow.addEventListener("focus", () => {}); activeDocument.body.createDiv("stray"); };`, withPane);
		await stage.popOut("pane");
		await run(stage, "plugin.onMore(); away()");
		expect(await stage.disable()).toEqual([expect.stringContaining("listener pop-out 1: Window focus"), expect.stringContaining("div.stray")]);
		await stage.close();
	});

	it("are not there on a phone", async () => {
		const stage = await probe("", { phone: true });
		expect(await run(stage, `try { app.workspace.getLeaf("window"); return "opened"; } catch (error) { return error.message; }`)).toContain("phone");
		await stage.close();
	});
});

describe("what surrounds the app", () => {
	it("refuses the network, and lists who asked", async () => {
		const onload = `const tries = [() => fetch("https://example.org/a"), () => obsidian.requestUrl("https://example.org/b"), () => new WebSocket("wss://example.org/c"), () => navigator.sendBeacon("https://example.org/d"), () => new XMLHttpRequest().open("GET", "https://example.org/e")];
			for (const one of tries) try { await one(); log("went out"); } catch { log("refused"); }
			document.body.createEl("img", { attr: { src: "https://example.org/f.png" } });
			try { new Function("return 1")(); log("code from text"); } catch { log("refused"); }`;
		const stage = await probe(onload);
		expect(await log(stage)).toEqual(Array(6).fill("refused"));
		await expect.poll(async () => (await stage.noticed()).network.filter((line) => line.includes("example.org")).length).toBe(6);
		await stage.close();
	});

	it("lists what a worker asked for, and refuses it", async () => {
		const script = `"use strict"; fetch("https://example.org/w").catch(() => postMessage("refused"));`;
		const stage = await probe(`const url = URL.createObjectURL(new Blob([${JSON.stringify(script)}])); const worker = new Worker(url); URL.revokeObjectURL(url); worker.onmessage = event => log(event.data);`);
		await expect.poll(() => log(stage)).toEqual(["refused"]);
		await expect.poll(async () => (await stage.noticed()).network).toEqual([expect.stringContaining("https://example.org/w")]);
		await stage.close();
	});

	it("runs WebAssembly in a worker from a blob, unless both are taken away", async () => {
		const script = `const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); WebAssembly.instantiate(bytes).then(() => postMessage("wasm"))`;
		const onload = `log(typeof WebAssembly, typeof Worker); if (typeof Worker === "function") { const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(script)}]))); worker.onmessage = event => log(event.data); }`;
		const stage = await probe(onload);
		await expect.poll(() => log(stage)).toEqual(["object function", "wasm"]);
		await stage.close();
		const poor = await probe(onload, { noWasm: true, noWorker: true });
		expect(await log(poor)).toEqual(["undefined undefined"]);
		await poor.close();
	});

	it("has a clock that stands until it is moved", async () => {
		const onload = `log(Date.now(), new Date().toISOString()); plugin.registerInterval(window.setInterval(() => log("tick", Date.now()), 1000)); window.setTimeout(() => log("late"), 2500);`;
		const stage = await probe(onload, { clock: Date.UTC(2026, 10, 22, 12) });
		await stage.advance(2999);
		const start = Date.UTC(2026, 10, 22, 12);
		expect(await log(stage)).toEqual([`${start} 2026-11-22T12:00:00.000Z`, `tick ${start + 1000}`, `tick ${start + 2000}`, "late"]);
		await stage.close();
	});

	it("has a clipboard that can be read by tests, refuses, and wants focus", async () => {
		const stage = await probe("");
		const write = (text: string): Promise<string> => run(stage, `return await navigator.clipboard.writeText("${text}").then(() => "copied", error => error.name)`);
		expect(await write("one")).toBe("copied");
		await stage.refuseClipboard(true);
		expect(await write("two")).toBe("NotAllowedError");
		expect(await stage.clipboard()).toBe("one");
		await stage.close();
	});

	it("on a phone, takes only what is copied at once after a tap", async () => {
		const onload = `for (const wait of [0, 100]) { const button = document.body.createEl("button", { text: "Copy" + wait }); button.setCssStyles({ position: "fixed", top: wait + "px", zIndex: 99 });
			button.onclick = async () => { if (wait) await sleep(wait); navigator.clipboard.writeText("x" + wait).then(() => log("copied"), error => log(error.name)); }; }`;
		const stage = await probe(onload, { phone: true });
		await stage.page.tap("text=Copy0");
		await stage.page.tap("text=Copy100");
		await expect.poll(() => log(stage)).toEqual(["copied", "NotAllowedError"]);
		await stage.close();
	});

	it("answers its command line and its links", async () => {
		const stage = await probe(`plugin.registerCliHandler("two-factor-notes:list", "Lists", { account: { description: "which", required: true } }, params => "got " + params.account); plugin.registerObsidianProtocolHandler("two", params => log(params.action, params.x));`);
		expect(await stage.cli("two-factor-notes:list", { account: "a" })).toBe("got a");
		expect(await stage.cli("two-factor-notes:list")).toContain("Missing");
		await stage.protocol("two", { x: "1" });
		expect(await log(stage)).toEqual(["two 1"]);
		await stage.close();
	});
});

describe("disabling", () => {
	const tidy = `plugin.registerInterval(window.setInterval(() => {}, 1000)); plugin.registerEvent(app.vault.on("modify", () => {})); plugin.registerDomEvent(document, "click", () => {});
		plugin.addCommand({ id: "a", name: "A", callback: () => {} }); plugin.addRibbonIcon("key-round", "R", () => {}); plugin.addStatusBarItem(); plugin.registerMarkdownCodeBlockProcessor("2fa", () => {});
		plugin.registerView("pane", leaf => new (class extends obsidian.ItemView { getViewType() { return "pane"; } getDisplayText() { return "Pane"; } })(leaf));`;

	it("finds nothing left of a tidy plugin, whose tabs stay and come back", async () => {
		const stage = await probe(tidy, { workspace: { right: { collapsed: false, leaves: [{ type: "pane", active: true }] } } });
		expect(await stage.disable()).toEqual([]);
		expect(await stage.page.locator(".mod-right-split .workspace-leaf").innerText()).toContain("no longer active");
		await stage.enable();
		await expect.poll(() => stage.page.locator(".mod-right-split .workspace-leaf").innerText()).not.toContain("no longer active");
		expect(await stage.noticed()).toEqual(clean);
		await stage.close();
	});

	it("takes stock once views have closed, however long that takes", async () => {
		const slow = `plugin.registerView("pane", leaf => new (class extends obsidian.ItemView { getViewType() { return "pane"; } getDisplayText() { return "Pane"; }
			async onOpen() { this.registerDomEvent(window, "focus", () => {}); } async onClose() { await sleep(100); log("closed"); } })(leaf));`;
		const stage = await probe(slow, { workspace: { right: { collapsed: false, leaves: [{ type: "pane", active: true }, { type: "pane" }] } } });
		expect(await stage.disable()).toEqual([]);
		expect(await log(stage)).toEqual(["closed"]);
		await stage.close();
	});

	it.each([
		["an interval", `window.setInterval(() => {}, 1000);`, /interval of 1000 ms/],
		["a timeout", `window.setTimeout(() => {}, 60000);`, /timeout of 60000 ms/],
		["an event", `app.vault.on("modify", () => {});`, /event Vault 'modify'/],
		["a listener", `document.addEventListener("visibilitychange", () => {});`, /listener HTMLDocument visibilitychange/],
		["a child of its own", `const c = new obsidian.Component(); c.load(); c.registerDomEvent(window, "focus", () => {});`, /listener Window focus/],
		["a node", `document.body.createDiv("stray");`, /div\.stray/],
		["a style", `document.head.createEl("style", { text: "a{}" });`, /in the head: style/],
		["an open dialog", `new obsidian.Modal(app).open();`, /modal-container/],
	])("finds %s left behind", async (_what, onload, expected) => {
		const stage = await probe(onload);
		expect(await stage.disable()).toEqual([expect.stringMatching(expected)]);
		await stage.close();
	});
});
