import { describe, expect, it } from "vitest";
import { readUri } from "../../src/code/uri";
import { fromUriAccount, type Account } from "../../src/exchange/account";
import { writeUriList } from "../../src/exchange/uri-list";

const account: Account = { type: "totp", issuer: "GitHub", username: "me", secret: "JBSWY3DPEHPK3PXP", algorithm: "SHA1", digits: 6, period: 30 };

describe("a list of links", () => {
	it("has one a line, which read as the same accounts", () => {
		const accounts: Account[] = [
			account, { ...account, issuer: "Årsta & Co", username: "a b", digits: 8, algorithm: "SHA512", period: 60 },
			{ type: "hotp", issuer: "Bank", username: "ada", secret: account.secret, algorithm: "SHA1", digits: 6, counter: 7 }, { ...account, type: "steam", issuer: "Steam", digits: 5 },
		];
		const lines = new TextDecoder().decode(writeUriList(accounts).bytes).split("\n");
		expect(lines.pop()).toBe("");
		const again = lines.map(readUri).map((read) => ("account" in read ? fromUriAccount(read.account) : read));
		expect(again).toEqual(accounts);
	});

	it.each<[string, Partial<Account>]>([
		["five digits for Steam, which are read as its letters", { issuer: "Steam", digits: 5 }],
		["Steam's letters once a minute", { type: "steam", digits: 5, period: 60 }],
		["Yandex with a PIN of letters", { type: "yandex", secret: "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", digits: 8, pin: "abc" }],
	])("leaves out what would be read otherwise, and says so: %s", (_what, making) => {
		const other = { ...account, ...making };
		const { bytes, count, left } = writeUriList([other, account]);
		expect([new TextDecoder().decode(bytes), count]).toEqual([new TextDecoder().decode(writeUriList([account]).bytes), 1]);
		expect(left).toEqual([{ what: expect.stringContaining("Not in the file") as string, where: `${other.issuer} (me)` }]);
	});

	it("says what links cannot hold", () => {
		const { left } = writeUriList([{ ...account, backupCodes: ["9832-3290"] }, { ...account, type: "motp", issuer: "VPN", secret: "e3152afee62599c8", pin: "1234" }]);
		expect(left).toEqual([{ what: "Links hold no backup codes", where: "GitHub (me)" }, { what: "Links hold no PIN", where: "VPN (me)" }]);
	});
});
