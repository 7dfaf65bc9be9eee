import type { DeriveProblem } from "./key";

export type UnlockReason = "wrong passphrase" | "not all tried" | "too costly" | "no fields" | "unreadable" | "cannot derive" | "cancelled" | "busy";
export type TestReason = "codes" | "retired" | "wrong passphrase" | "too costly" | "no fields" | "unreadable" | "cancelled" | "busy";
export type CreateReason = "encrypted fields exist" | "unfit passphrase" | "same passphrase" | "locked" | "codes locked" | "passphrase changed" | "cancelled" | "busy";
export type OpenReason = "locked" | "other passphrase" | "damaged" | "wrong kind" | "unknown version" | "costly" | "too costly" | "not encrypted";
export type SealReason = "locked" | "codes locked" | "passphrase changed" | "not one line";

/** What to tell people for each reason: what happened, that nothing was changed, what to do. */
export const sentences: Record<UnlockReason | TestReason | CreateReason | OpenReason | SealReason | DeriveProblem, string> = {
	"wrong passphrase": "Wrong passphrase. Nothing was changed. Try again; mind capitals and the keyboard's language.",
	"not all tried": "Nothing could be opened, and not everything was tried: parts of this vault are encrypted with many other passphrases, or take much memory or time. Nothing was changed. Try again; mind capitals and the keyboard's language. If that does not help, move notes of others out of this vault.",
	codes: "This is the passphrase for backup codes alone, not the one for everything else. Nothing was changed.",
	retired: "This passphrase is no longer in use here, or never was this vault's own: it opens only what is still encrypted with it. Nothing was changed. For what is new, another one is in use.",
	"same passphrase": "Backup codes and everything else would have the same passphrase. Nothing was changed. Choose another one.",
	costly: "Opening this takes so much memory or time that it is not tried without asking. Nothing was changed. Unlock once more, and agree to try it.",
	"too costly": "Opening this takes more memory or time than every device has to spare, so it stays locked. Nothing was changed. If it is yours, try open.py of this plugin's repository on a computer.",
	"no fields": "There is nothing encrypted in this vault yet. Nothing was changed. If it is used on another device, wait for its sync; else choose a passphrase.",
	unreadable: "What is encrypted in this vault cannot be read: it is damaged, or newer than this plugin. Nothing was changed. Update Two-Factor Notes, or restore the notes from a backup.",
	"cannot derive": "This device could not work out the key. The passphrase was not judged and nothing was changed. Try again, or restart the app.",
	cancelled: "Unlocking was stopped. Nothing was changed.",
	busy: "Another passphrase is being worked on. Wait for it, or cancel it.",
	"encrypted fields exist": "This vault already has a passphrase. No new one was set. Unlock with the one it has; if nothing encrypted is here yet, wait for sync.",
	"unfit passphrase": "This passphrase cannot be used. Nothing was changed. Choose another one.",
	locked: "Locked. Nothing was changed. Unlock with your passphrase first.",
	"other passphrase": "This is encrypted with another passphrase. Nothing was changed. Unlock with that one too.",
	damaged: "This encrypted text is damaged: it was altered or cut short. Nothing was changed. Restore it from a backup or the note's history.",
	"wrong kind": "This encrypted text belongs to another property. Nothing was changed. Put it back where it came from.",
	"unknown version": "This was encrypted by a newer version. Nothing was changed. Update Two-Factor Notes.",
	"not encrypted": "This text is not encrypted. Nothing was changed.",
	"passphrase changed": "What is unlocked is not this vault's own passphrase: another one was typed, or it was changed on another device. Nothing was changed. Unlock with this vault's own, or the new one, first.",
	"codes locked": "Backup codes have a passphrase of their own here. Nothing was changed. Unlock with that one too.",
	"not enough memory": "There was not enough memory to work out the key. Nothing was changed. Close other apps and try again.",
	failed: "The key could not be worked out. Nothing was changed. Try again, or restart the app.",
	"not one line": "Only a text of one line can be encrypted. Nothing was changed. Encrypt each line by itself.",
};
