import { makingKeys, type Making } from "../entry";
import { inTurn } from "./edit";
import type { Edit } from "./edit";
import { setProperty } from "./insert";
import { readEntry } from "./read";

/** Writes how codes are made of the note's secret key. What it says so already, or by saying nothing, stays as it is. */
export function setMaking(text: string, making: Making): Edit {
	return inTurn(text, makingKeys.map((key) => (now) => {
		const { entry } = readEntry(now);
		const isSaid = entry !== null && entry.unfit === undefined && entry[key] === making[key];
		return isSaid ? { text: now } : setProperty(now, key, String(making[key]));
	}));
}

/** Writes the day on which a code of the secret key was seen to be right. A counter's code is used up by that: `next` is the one after it. */
export function setVerified(text: string, day: string, next = 0): Edit {
	const edited = setProperty(text, "verified", day);
	const isBehind = (readEntry(text).entry?.counter ?? 0) < next;
	return "text" in edited && isBehind ? setProperty(edited.text, "counter", String(next)) : edited;
}
