import { describe, expect, it } from "vitest";
import { addTasks, setTask, taskLists, tasksUnder } from "../../src/note/tasks";

const note = "---\nissuer: GitHub\n---\n## Other\n- [ ] Change the password\n\n## Steps\r\n\r\n- [ ] Change the password\r\n* [x] End other sessions\r\n  1. [-] Renew\r\n- [ ]   Change the password  \r\n- [] no\r\n- [ ]no\r\n\r\n```\r\n- [ ] code\r\n```\r\n\r\n### Later\r\n- [ ] Tell Ann\r\n\r\n## Next\r\n- [ ] Rest\r\n";

describe("the tasks of a section", () => {
	it("are read with those of its lower headings, and none of code or other sections", () => {
		expect(tasksUnder(note, "Steps").map(({ text, isDone }) => `${isDone ? "x" : " "} ${text}`))
			.toEqual(["  Change the password", "x End other sessions", "x Renew", "  Change the password", "  Tell Ann"]);
		expect(tasksUnder(note, "No such")).toEqual([]);
	});

	it("are told heading by heading, each once", () => {
		expect(taskLists(note).map(({ title, tasks }) => [title, tasks.length])).toEqual([["Other", 1], ["Steps", 4], ["Later", 1], ["Next", 1]]);
	});

	it.each([
		["an open one", { text: "Tell Ann", isDone: true }, "- [ ] Tell Ann", "- [x] Tell Ann"],
		["a done one", { text: "End other sessions", isDone: false }, "* [x] End", "* [ ] End"],
		["one ticked in another way", { text: "Renew", isDone: false }, "1. [-] Renew", "1. [ ] Renew"],
		["the first of equal ones", { text: "Change the password", isDone: true }, "\r\n- [ ] Change the password\r\n", "\r\n- [x] Change the password\r\n"],
	])("are ticked by their text: %s", (_, task, from, to) => {
		expect(setTask(note, "Steps", task)).toEqual({ text: note.replace(from, to) });
	});

	it("are ticked one after the other where they are equal, and stay as they are then", () => {
		let text = note;
		for (let i = 0; i < 3; i++) {
			const edit = setTask(text, "Steps", { text: "Change the password", isDone: true });
			if ("text" in edit) text = edit.text;
		}
		expect(tasksUnder(text, "Steps").filter(({ isDone }) => !isDone).map((task) => task.text)).toEqual(["Tell Ann"]);
		expect(text.length).toBe(note.length);
	});

	it("are named when gone", () => expect(setTask(note, "Steps", { text: "Rest", isDone: true })).toEqual({ reason: "gone" }));

	it("are added where they are missing, and only there", () => {
		const added = addTasks(note, "## Steps", ["Change the password", "Call the bank", "End other sessions"]);
		expect(added).toEqual({ text: note.replace("Tell Ann\r\n", "Tell Ann\r\n- [ ] Call the bank\r\n") });
		expect("text" in added && addTasks(added.text, "## Steps", ["Call the bank"])).toEqual(added);
		expect(addTasks("Words.\n", "## Steps", ["One", "Two"])).toEqual({ text: "Words.\n\n## Steps\n\n- [ ] One\n- [ ] Two\n" });
	});
});
