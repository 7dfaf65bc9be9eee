import type { Entry } from "../entry";
import { inTurn } from "./edit";
import type { Edit } from "./edit";
import { hasCodes, newCodesStep, newKeyStep, passwordStep, sessionsStep } from "./lost-device";
import { addTasks, setTask, tasksUnder } from "./tasks";
import type { Task } from "./tasks";

/** Where the steps after the use of a backup code stand in the note of their account. */
const title = "2FA steps";

/** What the guides say is to be done once a backup code had to be used. */
export function stepsAfterUse(entry: Entry): string[] {
	return [passwordStep, sessionsStep, ...(hasCodes(entry) ? [`Only if the phone is lost or was stolen: ${lower(newKeyStep)}`] : []), newCodesStep];
}

/** The steps of an account as its note has them. */
export function stepsIn(text: string): Task[] {
	return text.toLowerCase().includes(title.toLowerCase()) ? tasksUnder(text, title) : [];
}

/** Puts the steps at the end of the note, open; those that stand there from a use before are open again. */
export function addSteps(text: string, entry: Entry): Edit {
	const steps = stepsAfterUse(entry);
	return inTurn(text, [(now) => addTasks(now, `## ${title}`, steps), ...steps.map((step) => (now: string) => setTask(now, title, { text: step, isDone: false }))]);
}

/** Ticks a step, or opens it again. */
export function setStep(text: string, step: Task): Edit {
	return setTask(text, title, step);
}

/** Ticks the step that says so once the codes were renewed, where there is one. */
export function tickRenewed(text: string): string {
	const edit = setStep(text, { text: newCodesStep, isDone: true });
	return "text" in edit ? edit.text : text;
}

function lower(step: string): string {
	return step.slice(0, 1).toLowerCase() + step.slice(1);
}
