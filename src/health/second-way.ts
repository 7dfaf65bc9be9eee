import { isKeyless, isUnused, type Entry } from "../entry";

/** The ways into an account without a secret key if the device, or the hardware key, that is in use is lost; in words. */
export function secondWays({ devices, backupCodes, copies }: Entry): string[] {
	const left = backupCodes.filter(isUnused).length;
	return [
		// Which of them is lost nobody knows yet: with two, one is left.
		...(devices.length > 1 ? [devices.length === 2 ? `the other of ${devices.join(" and ")}` : `another of ${devices.join(", ")}`] : []),
		...(left === 0 ? [] : [left === 1 ? "the last backup code" : `one of ${left} backup codes`]),
		// "Record only where they are": codes that stand nowhere in the note.
		...(backupCodes.length === 0 ? copies.map((place) => `what is kept in ${place}`) : []),
	];
}

/** What there is to know of an account that has no secret key to keep, in a sentence or two; null for others. */
export function adviceFor(entry: Entry): string | null {
	const { type } = entry;
	if (!isKeyless(type)) return null;
	const ways = secondWays(entry);
	const what = type === "Push" ? "Its secret key stays on the device, so no copy of it can be kept here." : "A hardware key cannot be copied.";
	if (ways.length > 0) return `${what} If it is lost: ${ways.join(", or ")}.`;
	const todo = type === "Push" ? "While you have it, set up a second device at the service, or have it give you backup codes." : "While you have it, register a second one at the service and keep that elsewhere, or have it give you backup codes.";
	return `${what} If it is lost, no other way in is known. ${todo}`;
}
