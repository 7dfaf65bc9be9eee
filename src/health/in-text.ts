/** Links that hold a secret key. */
const link = /\b(?:otpauth(?:-migration)?|motp):\/\//i;

/** Shorter texts stand in notes by chance. */
const least = 6;

/** What the text of a note gives away: the account's own secrets as `known` (keys, backup codes), or a link that holds a key. */
export function secretsInText(text: string, { keys, codes }: { keys: readonly string[]; codes: readonly string[] }): { line: number; what: "link" | "key" | "code" }[] {
	return text.split(/\r?\n/).flatMap((words, at) => {
		const bare = words.toUpperCase().replace(/[\s\p{Pd}_]/gu, "");
		const what = link.test(words) ? "link" as const
			: keys.some((key) => key.length >= least && bare.includes(key.toUpperCase())) ? "key" as const
			: codes.some((code) => code.length >= least && words.includes(code)) ? "code" as const : null;
		return what === null ? [] : [{ line: at + 1, what }];
	});
}
