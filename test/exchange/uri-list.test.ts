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

	it("says what links cannot hold", () => {
		const { left } = writeUriList([{ ...account, backupCodes: ["9832-3290"] }, { ...account, type: "motp", issuer: "VPN", secret: "e3152afee62599c8", pin: "1234" }]);
		expect(left).toEqual([{ what: "Links hold no backup codes.", where: "GitHub: me" }, { what: "The link holds no PIN.", where: "VPN: me" }]);
	});
});
