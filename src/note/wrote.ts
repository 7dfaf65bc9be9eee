import { isSealed } from "../entry";
import { hexDigestOf } from "./digest";
import { readEntry } from "./read";
import { sealedIn } from "./sealed";
import type { SealedField } from "./sealed";
import { propertiesOf } from "./whole";

/** A mark that a device made: which code, as `nameOf` gives it, and the day, YYYY-MM-DD. */
export interface Mark {
	code: string;
	day: string;
}

/** What one device knows of a note from its own writes. Holds no clear secret. */
export interface Wrote {
	/** Encrypted fields that its writes brought. */
	came: readonly SealedField[];
	/** All encrypted fields that stood there when it wrote. */
	stood: readonly SealedField[];
	/** The properties after its last write; null where a secret in them was not encrypted. */
	properties: string | null;
	/** The marks it made. */
	marks: readonly Mark[];
}

/** What names a code on a device: its stored text where that is encrypted, else a hash, for a clear code is itself a secret. */
export function nameOf(stored: string): string {
	return isSealed(stored) ? stored : hexDigestOf(stored);
}

/** What one write says of its device; `gone`: encrypted fields that it took out; `unmarked`: codes that it took the mark from. */
export function wroteBetween(before: string, after: string): Wrote & { gone: SealedField[]; unmarked: string[] } {
	const [were, are] = [sealedIn(before), sealedIn(after)];
	const came = are.filter(({ stored }) => !were.some((field) => field.stored === stored));
	const [used, uses] = [marksIn(before), marksIn(after)];
	return {
		came, gone: were.filter(({ stored }) => !are.some((field) => field.stored === stored)), stood: [...were, ...came], properties: propertiesOf(after),
		marks: [...uses].filter(([code]) => !used.has(code)).map(([code, day]) => ({ code, day })),
		unmarked: [...used.keys()].filter((code) => !uses.has(code)),
	};
}

function marksIn(text: string): Map<string, string> {
	const codes = readEntry(text).entry?.backupCodes ?? [];
	return new Map(codes.flatMap(({ stored, used }) => (used === null ? [] : [[nameOf(stored), used] as const])));
}
