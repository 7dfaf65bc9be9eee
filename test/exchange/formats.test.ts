import { URI } from "otpauth";
import { describe, expect, it } from "vitest";
import type { Account } from "../../src/exchange/account";
import { writeAs } from "../../src/exchange/formats";

const account: Account = { type: "totp", issuer: "GitHub", username: "me", secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", algorithm: "SHA1", digits: 8, period: 30 };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("a file for other apps", () => {
	it("of links gives the code of RFC 6238, appendix B", async () => {
		const { name, bytes, left } = await writeAs("otpauth", [account]);
		expect([name, left]).toEqual(["accounts.txt", []]);
		expect(URI.parse(text(bytes).trim()).generate({ timestamp: 59_000 })).toBe("94287082");
	});

	it("of Aegis has ids that are random", async () => {
		const ids = await Promise.all([1, 2].map(async () => (JSON.parse(text((await writeAs("aegis", [account])).bytes)) as { db: { entries: { uuid: string }[] } }).db.entries[0]?.uuid));
		expect(new Set(ids).size).toBe(2);
	});

	it.each([["csv", undefined, /no format "csv"/], ["aegis", "secret words", /without a password/]])("is not written as %s with password %s", async (format, password, why) => {
		await expect(writeAs(format, [account], password)).rejects.toThrow(why);
	});
});
