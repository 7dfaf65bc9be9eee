import { accountTypes, algorithms } from "../entry";
import type { AccountType, Algorithm, Problem } from "../entry";
import { codeItems, resolved, textNodes } from "./codes";
import { SCALAR_STYLE } from "./events";
import { isDay } from "./marks";
import { properties, property } from "./note";
import type { Note } from "./note";
import type { Scalar } from "./tree";

/** Reads a note's properties one by one; what is wrong with one goes to `problems`, and its default is given. */
export class Fields {
	readonly problems: Problem[] = [];
	private readonly note: Note;

	constructor(note: Note) {
		this.note = note;
	}

	has(key: string): boolean {
		return property(this.note, key) !== null;
	}

	/** The text of a property without the blanks around it; null when absent or empty. */
	text(key: string): string | null {
		const value = property(this.note, key)?.value;
		const node = value && resolved(value);
		if (node?.kind === "scalar") return isNothing(node) ? null : node.value.trim();
		if (value) this.tell(key, `${key} should be one line of text.`);
		return null;
	}

	/** The texts of a list, or of one text parted at commas and line ends. */
	texts(key: string, parting = /[,\n]/): string[] {
		const value = property(this.note, key)?.value;
		if (!value) return [];
		const nodes = textNodes(value).filter((node) => !isNothing(node));
		const isList = resolved(value)?.kind === "list";
		const parts = nodes.flatMap(({ value: text }) => (isList ? [text] : text.split(parting)));
		return parts.map((part) => part.trim()).filter((part) => part !== "");
	}

	/** The codes of a property, with their marks, as typed. */
	codes(key: string): string[] {
		const values = properties(this.note, key).map(({ value }) => value);
		const written = values.filter((value) => value.kind !== "scalar" || !isNothing(value));
		return written.flatMap(codeItems).map(({ text }) => text);
	}

	/** A whole number from `least` to `most`. */
	number(key: string, least: number, most: number, otherwise: number): number {
		const text = this.text(key);
		if (text === null) return otherwise;
		const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
		if (number >= least && number <= most) return number;
		this.tell(key, `${key} must be a whole number from ${least} to ${most}, so no code is shown. Correct it in the note.`);
		return otherwise;
	}

	/** A day, YYYY-MM-DD; a time of day after it is left out. */
	day(key: string): string | null {
		const text = this.text(key);
		if (text === null) return null;
		const day = /^(\S{10})(?:[T ].*)?$/.exec(text)?.[1] ?? "";
		if (isDay(day)) return day;
		this.tell(key, `${key} must be a day such as 2026-01-10. It is not used.`);
		return null;
	}

	type(): AccountType {
		const text = this.text("type");
		const type = readType(text ?? "TOTP");
		if (!type) this.tell("type", `type must be one of ${accountTypes.join(", ")}, so no code is shown. Correct it in the note.`);
		return type ?? "TOTP";
	}

	algorithm(): Algorithm {
		const name = (this.text("algorithm") ?? "SHA1").toUpperCase().replace(/^HMAC/, "").replace(/[-_ ]/g, "");
		const algorithm = algorithms.find((known) => known === name);
		if (!algorithm) this.tell("algorithm", `algorithm must be one of ${algorithms.join(", ")}, so no code is shown. Correct it in the note.`);
		return algorithm ?? "SHA1";
	}

	tell(where: string, what: string): void {
		if (!this.problems.some((problem) => problem.where === where && problem.what === what)) this.problems.push({ what, where });
	}
}

/** How an account is named: `username` wins over `account`, and an account that only repeats the issuer is no user name. */
export function namesOf(text: (key: string) => string | null): { issuer: string; username: string } {
	const account = text("account") ?? "";
	const username = text("username");
	const issuer = text("issuer") ?? (username === null ? "" : account);
	return { issuer, username: username ?? (account === issuer ? "" : account) };
}

/** How many digits and seconds a code of this type has where the note says nothing. */
export function usual(type: AccountType): { digits: number; period: number } {
	const { digits, period } = { digits: 6, period: 30, ...peculiar[type] };
	return { digits, period };
}

const peculiar: Partial<Record<AccountType, { digits?: number; period?: number }>> = {
	Steam: { digits: 5 },
	mOTP: { period: 10 },
	Yandex: { digits: 8 },
};

/** The account type of this name, in capitals or not; null when there is none. */
export function readType(text: string): AccountType | null {
	return accountTypes.find((type) => type.toLowerCase() === text.trim().toLowerCase()) ?? null;
}

/** Nothing written, or YAML's words for nothing: a key `null` would pass for base32. */
export function isNothing(scalar: Scalar): boolean {
	return scalar.value.trim() === "" || (scalar.style === SCALAR_STYLE.PLAIN && /^(?:~|null|Null|NULL)$/.test(scalar.value));
}
