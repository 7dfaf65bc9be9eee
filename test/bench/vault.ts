/** Vaults of many notes with accounts among them, made in memory: the same for the tests and the benchmarks. */
import { newCost, groupFor } from "../../src/lock/field";
import { toBase64url } from "../../src/lock/base64url";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";

export const passphrase = "pw";
const salt = unhex("00112233445566778899aabbccddeeff");
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const services = ["Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heron", "Iris", "Juniper"];
const folders = ["Work", "Home", "Bank", "Clients/North", "Clients/South"];

/** The service of the account with this number: `Amber 0000`, `Birch 0001` and so on. */
export const serviceOf = (n: number): string => `${services[n % services.length] ?? ""} ${String(n).padStart(4, "0")}`;
/** The path of its note. */
export const pathOf = (n: number): string => `2FA/${folders[n % folders.length] ?? ""}/${serviceOf(n)}.md`;
/** Its secret key: base32, another one for each. */
export const keyOf = (n: number): string => Array.from({ length: 16 }, (_, at) => letters[(n * 7 + at * 11 + (n >> at)) % 32] ?? "").join("");

/** Path -> text: so many accounts, encrypted with `passphrase`, among so many notes in all. */
export async function vaultOf(accounts: number, notes: number): Promise<Record<string, string>> {
	const key = await deriveHere(new TextEncoder().encode(passphrase), salt, newCost);
	const sealed = (kind: "seed" | "code", secret: string, label: string): string => seal(key, groupFor(newCost, toBase64url(salt)), kind, secret, label);
	const files: Record<string, string> = {};
	for (let n = 0; n < accounts; n++) {
		const label = `${serviceOf(n)}:me@example.org`;
		const codes = [0, 1].map((at) => `  - ${sealed("code", `${n}-${at}-4321`, label)}`);
		files[pathOf(n)] = ["---", `issuer: ${serviceOf(n)}`, "username: me@example.org", "type: TOTP", `totp_seed: ${sealed("seed", keyOf(n), label)}`, "backup_codes:", ...codes, `tags: [2fa, ${services[n % 3]?.toLowerCase() ?? ""}]`, "---", ""].join("\n");
	}
	for (let n = accounts; n < notes; n++) files[`Notes/${n % 100}/Note ${n}.md`] = `---\ntags: [note]\n---\n# Note ${n}\n\nSome words, and a [[Note ${n - 1}]].\n`;
	return files;
}
