import { expect, it } from "vitest";
import { addSteps, setStep, stepsAfterUse, stepsIn, tickRenewed } from "../../src/note/after-use";
import { readEntry } from "../../src/note/read";

const note = "---\r\nissuer: GitHub\r\ntotp_seed: JBSWY3DPEHPK3PXP\r\nbackup_codes: [a]\r\n---\r\nWords.\r\n";
const section = "\r\n## 2FA steps\r\n\r\n- [ ] Change the password\r\n- [ ] End all other sessions\r\n- [ ] Only if the phone is lost or was stolen: set a new secret key\r\n- [ ] Renew the backup codes\r\n";
const entryOf = (text: string) => readEntry(text).entry ?? expect.fail("no account");
const added = (text: string): string => {
	const edit = addSteps(text, entryOf(text));
	return "text" in edit ? edit.text : edit.reason;
};

it("the steps after a use stand at the end of the note, once", () => {
	expect(added(note)).toBe(note + section);
	expect(added(note + section)).toBe(note + section);
	expect(stepsIn(note)).toEqual([]);
	expect(stepsIn(note + section).map(({ isDone }) => isDone)).toEqual([false, false, false, false]);
});

it("a new key is no step where there is none", () => {
	expect(stepsAfterUse(entryOf("---\ntype: Push\nbackup_codes: [a]\n---\n"))).toEqual(["Change the password", "End all other sessions", "Renew the backup codes"]);
});

it("they are ticked by their words, and open again after the next use", () => {
	const ticked = setStep(note + section, { text: "Change the password", isDone: true });
	expect(ticked).toEqual({ text: (note + section).replace("[ ] Change", "[x] Change") });
	expect("text" in ticked && added(ticked.text)).toBe(note + section);
});

it("renewing ticks its step, where there is one", () => {
	expect(tickRenewed(note + section)).toBe((note + section).replace("[ ] Renew", "[x] Renew"));
	expect(tickRenewed(note)).toBe(note);
});
