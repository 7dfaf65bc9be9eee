import { expect, it } from "vitest";
import { placesOnPaper } from "../../src/note/on-paper";
import { propertiesOf } from "../../src/note/whole";
import { readEntry } from "../../src/note/read";
import { storedSecrets } from "../../src/note/secrets";
import { markCodeUsed, replaceSecret, unmarkCode } from "../../src/note/write";

const note = "---\nbackup_codes:\n  - tfn1.a\n  - \"on paper 2\"\n  - on paper 7 used 2026-02-15\n  - on paper\n---\n";

it("a code that stands on paper alone is told from a secret", () => {
	const { entry } = readEntry(note);
	expect(entry?.backupCodes.map(({ stored, used, onPaper = false }) => [stored, used, onPaper])).toEqual([
		["tfn1.a", null, false], ["on paper 2", null, true], ["on paper 7", "2026-02-15", true], ["on paper", null, false],
	]);
	expect(entry && storedSecrets(entry).map(({ stored }) => stored)).toEqual(["tfn1.a", "on paper"]);
	expect(propertiesOf(note.replace("  - on paper\n", ""))).not.toBeNull();
});

it("it is marked as any other", () => {
	const used = markCodeUsed(note, "on paper 2", "2026-11-22");
	expect(used).toEqual({ text: note.replace("\"on paper 2\"", "\"on paper 2 used 2026-11-22\"") });
	expect("text" in used && unmarkCode(used.text, "on paper 2", "2026-11-22")).toEqual({ text: note });
});

it("an encrypted one can be left to paper", () => {
	expect(replaceSecret(note, "backup_codes", "tfn1.a", "on paper 8")).toEqual({ text: note.replace("tfn1.a", "\"on paper 8\"") });
});

it("more of them are counted on, also from those of the former set", () => {
	const codes = (...texts: string[]) => texts.map((stored) => ({ stored, used: null }));
	expect(placesOnPaper({ backupCodes: [], formerBackupCodes: [] }, 2)).toEqual(["on paper 1", "on paper 2"]);
	expect(placesOnPaper({ backupCodes: codes("on paper 2", "x 9"), formerBackupCodes: codes("on paper 7") }, 1)).toEqual(["on paper 8"]);
	expect(placesOnPaper({ backupCodes: codes("a"), formerBackupCodes: [] }, 0)).toEqual([]);
});
