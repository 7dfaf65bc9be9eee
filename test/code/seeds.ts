import type { Seed } from "../../src/entry";
import { decodeSecret } from "../../src/code/secret";

/** A seed for a test: TOTP by default, of the RFCs' key in ASCII unless base32 is given. */
export function seedOf(parts: Partial<Omit<Seed, "secret">> & { base32?: string; ascii?: string } = {}): Seed {
	const { base32, ascii = "12345678901234567890", ...rest } = parts;
	const read = base32 === undefined ? { secret: new Uint8Array(Buffer.from(ascii)) } : decodeSecret(base32);
	if ("problem" in read) throw new Error(read.problem);
	return { type: "TOTP", secret: read.secret, algorithm: "SHA1", digits: 6, period: 30, counter: 0, ...rest };
}
