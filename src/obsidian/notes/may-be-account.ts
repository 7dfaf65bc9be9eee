import { parseFrontMatterTags, type CachedMetadata } from "obsidian";
import { accountTypes } from "../../entry";
import { hasTag } from "../../note/tags";
import type { Settings } from "../../settings";

/**
 * Whether a note may be an account, judged by the app's cache alone, so that no other note is read. Frontmatter that is broken
 * has no cache, so notes in the accounts' folder are read to see.
 */
export function mayBeAccount(path: string, cache: CachedMetadata | null, { folder, tag }: Settings): boolean {
	const frontmatter: Record<string, unknown> | undefined = cache?.frontmatter;
	if (frontmatter === undefined) {
		// Without a closing line it begins with a rule instead.
		return /^(?:yaml|thematicBreak)$/.test(cache?.sections?.[0]?.type ?? "") || (cache !== null && path.startsWith(`${folder}/`));
	}
	if ("totp_seed" in frontmatter || "backup_codes" in frontmatter) return true;
	const { type } = frontmatter;
	const isType = typeof type === "string" && accountTypes.some((known) => known.toLowerCase() === type.trim().toLowerCase());
	return isType && hasTag((parseFrontMatterTags(frontmatter) ?? []).map((each) => each.slice(1)), tag);
}
