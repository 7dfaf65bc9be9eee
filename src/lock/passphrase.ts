import { wordlist } from "@scure/bip39/wordlists/english.js";

const shortest = 12;
const words = 6;

/** What is wrong with a new passphrase, in a sentence, or null. `again` is what was typed the second time, once it was. */
export function problemWith(passphrase: string, again?: string): string | null {
	if (/[\p{Cc}\p{Cs}]/u.test(passphrase)) return "The passphrase holds a character that cannot be typed. Type it by hand.";
	if (passphrase !== passphrase.trim()) return "The passphrase begins or ends with a space. Take the space away.";
	if ([...passphrase].length < shortest) return `The passphrase is too short. Use at least ${shortest} characters, best several words.`;
	if (again !== undefined && again !== passphrase) return "The two passphrases are not the same. Type both again.";
	return null;
}

/** Six words of the BIP-39 English list, 66 bits. `random` gives that many random bytes. */
export function generatePassphrase(random: (bytes: number) => Uint8Array): string {
	const bytes = random(2 * words);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	// 2048 words divide 65536 evenly: every word is as likely as any other.
	const picked = Array.from({ length: words }, (_, at) => wordlist[view.getUint16(2 * at) % wordlist.length]);
	bytes.fill(0);
	return picked.join(" ");
}
