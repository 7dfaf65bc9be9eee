import type { Entry } from "../entry";
import { dayWords } from "../note/shown";

/** How codes are made, for whoever types a key by hand. */
export function makingOnPaper({ type, algorithm, digits, period, counter }: Pick<Entry, "type" | "algorithm" | "digits" | "period" | "counter">): string {
	switch (type) {
		case "TOTP": return `TOTP, ${algorithm}, ${digits} digits, every ${period} seconds.`;
		case "HOTP": return `HOTP, ${algorithm}, ${digits} digits, by counter: the next was ${counter} on the day of printing. If a code is refused, try those after it.`;
		case "Steam": return `Steam, five characters, every ${period} seconds: for an app that knows Steam, such as Aegis or Ente Auth.`;
		case "mOTP": return "mOTP, 6 characters, every 10 seconds, made of key and PIN. The key is hexadecimal (0 to 9, a to f): for an app that knows mOTP, such as Aegis.";
		case "Yandex": return "Yandex, 8 letters, every 30 seconds, made of key and PIN: for Yandex Key or Aegis.";
		case "Push": return "Sign-in is approved on a device, so there is no key to print.";
		case "Key": return "Sign-in is with a hardware key, which cannot be printed.";
	}
}

/** What else the note says of an account, in sentences; of one that is called by a name in code nothing that tells whose it is. */
export function factsOnPaper({ verified, copies, devices, nextSeed }: Pick<Entry, "verified" | "copies" | "devices" | "nextSeed">, isCoded: boolean): string[] {
	return [
		verified === null ? "" : `Verified ${dayWords(verified)}.`,
		isCoded || copies.length === 0 ? "" : `Copies kept in: ${copies.join(", ")}.`,
		isCoded || devices.length === 0 ? "" : `Devices: ${devices.join(", ")}.`,
		nextSeed === null ? "" : "A new secret key waits in the note, and is not on this sheet. Print it again once the new key is in use.",
	].filter((fact) => fact !== "");
}

/** What stands above backup codes. */
export function codesOnPaper({ backupCodesGenerated: made, backupCodesRenew: renew }: Pick<Entry, "backupCodesGenerated" | "backupCodesRenew">): string {
	const days = [made === null ? "" : `made ${dayWords(made)}`, renew === null ? "" : `renew by ${dayWords(renew)}`].filter((word) => word !== "");
	return `Backup codes${days.length === 0 ? "" : ` (${days.join(", ")})`}. Each works once.`;
}
