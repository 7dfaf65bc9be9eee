import { appendUnder, sectionNamed, sectionsOf } from "./body";
import { inTurn } from "./edit";
import type { Edit } from "./edit";
import type { Line } from "./lines";

/** A task of a list, as the note says it. */
export interface Task {
	text: string;
	isDone: boolean;
}

/** The tasks under a heading (its title, without #), those under its lower headings included. */
export function tasksUnder(text: string, title: string): Task[] {
	return found(text, title).map(({ task }) => task);
}

/** Each heading's title with the tasks under it, those under its lower headings not included. */
export function taskLists(text: string): { title: string; tasks: Task[] }[] {
	return sectionsOf(text).map(({ title, lines }) => ({ title, tasks: lines.flatMap(taskOn).map(({ task }) => task) }));
}

/** Ticks the first open task of this text under the heading, or unticks the first done one; one that is so already stays. */
export function setTask(text: string, title: string, wanted: Task): Edit {
	const named = found(text, title).filter(({ task }) => task.text === wanted.text);
	if (named.length === 0) return { reason: "gone" };
	const other = named.find(({ task }) => task.isDone !== wanted.isDone);
	return { text: other ? text.slice(0, other.at) + (wanted.isDone ? "x" : " ") + text.slice(other.at + 1) : text };
}

/** Adds the tasks that are not there yet, open, at the end of the section under `heading` (`## Steps`), which is made when missing. */
export function addTasks(text: string, heading: string, tasks: readonly string[]): Edit {
	const title = heading.replace(/^#+\s+/, "");
	return inTurn(text, tasks.map((task) => (now) => {
		const isThere = tasksUnder(now, title).some((other) => other.text === task.trim());
		return isThere ? { text: now } : appendUnder(now, heading, `- [ ] ${task.trim()}`);
	}));
}

/** The tasks with the place of the sign between their brackets. */
function found(text: string, title: string): { task: Task; at: number }[] {
	return (sectionNamed(text, title)?.lines ?? []).flatMap(taskOn);
}

/** Any sign but a blank ticks a task, as in Obsidian. */
function taskOn({ from, text }: Line): { task: Task; at: number }[] {
	const [, start, sign, words] = /^(\s*(?:[-*+]|\d+[.)])[ \t]+\[)(.)\][ \t]+(.*)$/.exec(text) ?? [];
	if (start === undefined || words === undefined) return [];
	return [{ task: { text: words.trim(), isDone: sign !== " " }, at: from + start.length }];
}
