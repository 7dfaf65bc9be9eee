/** The two ways in which notes of two devices become one: Obsidian's and its Sync's, and git's. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diff_match_patch as DiffMatchPatch } from "diff-match-patch";

/** What `mine` changed is patched into `theirs`. */
export function patched(base: string, mine: string, theirs: string): string {
	const merger = new DiffMatchPatch();
	return merger.patch_apply(merger.patch_make(base, mine), theirs)[0];
}

/** What a real `git merge` leaves of each note, ours first; conflicts stand in the text. */
export function gitMerged(notes: readonly { base: string; ours: string; theirs: string }[]): string[] {
	const folder = mkdtempSync(path.join(tmpdir(), "two-devices-"));
	const git = (...words: string[]): void => void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false", ...words], { cwd: folder, stdio: "ignore" });
	const commit = (which: "base" | "ours" | "theirs"): void => {
		for (const [n, note] of notes.entries()) writeFileSync(path.join(folder, `${n}.md`), note[which]);
		git("add", ".");
		git("commit", "--allow-empty", "-qm", which);
	};
	try {
		git("init", "-q", "-b", "main");
		commit("base");
		git("checkout", "-qb", "theirs");
		commit("theirs");
		git("checkout", "-q", "main");
		commit("ours");
		try {
			git("merge", "-q", "--no-edit", "theirs");
		} catch {
			// Conflicts: they are what is looked for.
		}
		return notes.map((_, n) => readFileSync(path.join(folder, `${n}.md`), "utf8"));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
