import { normalizePath, type TFile } from "obsidian";
import { oneLine } from "../../note/inert";
import { linkIn, lostDeviceKey, lostDeviceNote, lostDeviceOf, shown } from "../../note/lost-device";
import { noteName } from "../../note/name";
import { taskLists, type Task } from "../../note/tasks";
import type { Parts } from "../parts";
import { titleOf, today } from "../views/draw";
import type { Account } from "./accounts";
import { freePath, makeFolder } from "./creating";

/** A note about a lost device, as last read. */
export interface LostDeviceNote {
	file: TFile;
	/** "" where the person does not know which. */
	device: string;
	lists: StepList[];
}

/** The steps under one heading: those of an account where the heading links to one. */
export interface StepList {
	/** The heading as it stands there, by which edits name it, and as it is shown. */
	title: string;
	words: string;
	tasks: Task[];
	account: Account | undefined;
}

/** Reads every note about a lost device, the latest first. */
export async function lostDeviceNotes(parts: Parts): Promise<LostDeviceNote[]> {
	const { vault, metadataCache } = parts.app;
	const files = vault.getMarkdownFiles().filter((file) => lostDeviceKey in (metadataCache.getFileCache(file)?.frontmatter ?? {}));
	const notes = await Promise.all(files.sort((a, b) => b.stat.ctime - a.stat.ctime).map((file) => readLostDevice(parts, file)));
	return notes.filter((note) => note !== null);
}

/** Reads one; null where the note is none, or gone. */
export async function readLostDevice({ app, accounts }: Parts, file: TFile): Promise<LostDeviceNote | null> {
	const text = await app.vault.read(file).catch(() => "");
	const device = lostDeviceOf(text);
	if (device === null) return null;
	const accountOf = (title: string): Account | undefined => {
		const link = linkIn(title);
		const found = link === null ? null : app.metadataCache.getFirstLinkpathDest(link, file.path);
		return found === null ? undefined : accounts.at(found.path);
	};
	const lists = taskLists(text).filter(({ tasks }) => tasks.length > 0);
	return { file, device, lists: lists.map(({ title, tasks }) => ({ title, words: shown(title), tasks, account: accountOf(title) })) };
}

/** How many steps of it are done, and of how many. */
export function progressOf({ lists }: LostDeviceNote): { done: number; all: number } {
	const tasks = lists.flatMap((list) => list.tasks);
	return { done: tasks.filter(({ isDone }) => isDone).length, all: tasks.length };
}

/** Writes the note, never over another; null where it could not be written. */
export async function createLostDeviceNote(parts: Parts, device: string, accounts: readonly Account[]): Promise<TFile | null> {
	const { app, clock, stored: { settings } } = parts;
	const name = oneLine(device);
	try {
		const path = await freePath(app, settings.folder, [noteName(`Lost ${name === "" ? "device" : name} ${today(clock.now)}`, "")]);
		const linkOf = ({ path: target }: Account): string | null => {
			const file = app.vault.getFileByPath(target);
			return file === null ? null : app.metadataCache.fileToLinktext(file, path);
		};
		await makeFolder(app, path);
		return await app.vault.create(normalizePath(path), lostDeviceNote(name, accounts.map((account) => ({ entry: account.entry, title: titleOf(account), link: linkOf(account) }))));
	} catch {
		return null;
	}
}
