import { describe, expect, it } from "vitest";
import { hasSeed, readSeed } from "../../src/code/seed";
import type { Seed } from "../../src/entry";
import { Session } from "../../src/lock/session";
import { readEntry } from "../../src/note/read";
import { sharedNote, type SharedAccount } from "../../src/recovery/share";
import { deriveHere } from "../lock/derive-here";

/** The key of RFC 4226, appendix D. */
const rfcKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const words = "six small words for one page";
let salts = 0;

async function keyring(passphrase = words): Promise<Session> {
	const session = new Session((text, salt, cost) => deriveHere(text, salt, { ...cost, memory: 64, passes: 1, lanes: 1 }), (bytes) => new Uint8Array(bytes).fill(++salts));
	const made = await session.createFirst(passphrase, { fields: [], checks: [] });
	if (!("check" in made)) throw new Error(made.reason);
	made.open();
	return session;
}

function seedOf(...properties: string[]): Seed {
	const { entry } = readEntry(`---\n${properties.join("\n")}\n---\n`);
	const read = entry !== null && hasSeed(entry) ? readSeed(entry, entry.seed, entry.pin ?? undefined) : { problem: "no key" };
	if ("problem" in read) throw new Error(read.problem);
	return read.seed;
}

const account = (seed: Seed, more: Partial<SharedAccount> = {}): SharedAccount => ({ issuer: "GitHub", username: "me", seed, codes: [], ...more });

/** What whoever has the note and the keys makes codes of. */
function received(text: string, keys: Session): Seed {
	const { entry, problems } = readEntry(text);
	expect(problems).toEqual([]);
	if (entry === null || !hasSeed(entry)) throw new Error("no account");
	const [seed, pin] = [keys.open(entry.seed, "seed"), entry.pin === null ? null : keys.open(entry.pin, "pin")];
	if (!("secret" in seed)) throw new Error(seed.reason);
	const read = readSeed(entry, seed.secret, pin !== null && "secret" in pin ? pin.secret : undefined);
	if ("problem" in read) throw new Error(read.problem);
	return read.seed;
}

describe("a note that is shared", () => {
	it.each([
		["TOTP as most have it", [`totp_seed: ${rfcKey}`]],
		["TOTP of its own making", [`totp_seed: ${rfcKey}`, "algorithm: SHA512", "digits: 8", "period: 60"]],
		["HOTP at its counter", [`totp_seed: ${rfcKey}`, "type: HOTP", "counter: 41"]],
		["Steam", [`totp_seed: ${rfcKey}`, "type: Steam"]],
		["mOTP with its PIN", ["totp_seed: e3152afee62599c8", "type: mOTP", "pin: 1234"]],
		["Yandex with its PIN", ["totp_seed: 6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", "type: Yandex", "pin: 5239"]],
		["a whole link", [`totp_seed: otpauth://totp/GitHub:me?secret=${rfcKey}&period=60`]],
	])("makes the same codes: %s", async (_what, properties) => {
		const keys = await keyring();
		const seed = seedOf(...properties);
		expect(received(sharedNote(account(seed), keys, "2026-11-22"), keys)).toEqual(seed);
	});

	it("has nothing in the clear, and nothing but names, key and what codes are made by", async () => {
		const text = sharedNote(account(seedOf(`totp_seed: ${rfcKey}`)), await keyring(), "2026-11-22");
		expect(text).not.toContain(rfcKey);
		expect(text.replace(/tfn1\.[\w.-]+/, "…")).toBe('---\nissuer: "GitHub"\naccount: "me"\ntype: TOTP\ntotp_seed: …\ntags: [2fa]\n---\n\n```2fa\n```\n');
	});

	it("opens with its own passphrase alone", async () => {
		const text = sharedNote(account(seedOf(`totp_seed: ${rfcKey}`)), await keyring(), "2026-11-22");
		const fields = [/tfn1\.[\w.-]+/.exec(text)?.[0] ?? ""];
		const other = await keyring("the passphrase of the vault");
		expect(await other.unlock("the passphrase of the vault", { fields, checks: [] })).toMatchObject({ reason: "wrong passphrase" });
		expect(await other.unlock(words, { fields, checks: [] })).toMatchObject({ opened: true });
	});

	it("has the backup codes that are given, encrypted for the account as it is called here", async () => {
		const keys = await keyring();
		const text = sharedNote(account(seedOf(`totp_seed: ${rfcKey}`), { codes: ["9832-3290", "1903 4875"] }), keys, "2026-11-22");
		const codes = readEntry(text).entry?.backupCodes.map(({ stored }) => keys.open(stored, "code"));
		expect(codes).toEqual([{ secret: "9832-3290", label: "GitHub:me" }, { secret: "1903 4875", label: "GitHub:me" }]);
	});

	it("calls the account by names that nothing acts on", async () => {
		const text = sharedNote(account(seedOf(`totp_seed: ${rfcKey}`), { issuer: "Git\nHub: <% x %>", username: "{{me}}" }), await keyring(), "2026-11-22");
		expect(readEntry(text).entry).toMatchObject({ username: expect.stringContaining("me") as string });
		expect(text).not.toMatch(/<%|\{\{/);
	});
});
