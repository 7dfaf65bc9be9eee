import { describe, expect, it } from "vitest";
import { keylessIn } from "../../src/code/keyless";

const key = "JBSWY3DPEHPK3PXP";

describe("what sets up an account without a secret key", () => {
	it.each([
		["Duo's code", "AbCdEfGhIjKlMnOpQrSt-YXBpLTEyMzQuZHVvc2VjdXJpdHkuY29t", "Push", "", ""],
		["Duo's link", "https://m-1a2b3c4d.duosecurity.com/activate/AbCdEfGhIjKlMnOpQrSt", "Push", "", ""],
		["Okta's link", "oktaverify://email/me%40example.org?t=abc&f=def&s=https://example.okta.com", "Push", "example.okta.com", "me@example.org"],
		["Okta's link, encoded", "`oktaverify://Me%40example.org/?t=abc&f=def&s=https%3A%2F%2Fexample.okta-emea.com%2F`", "Push", "example.okta-emea.com", "Me@example.org"],
		["Okta's link with the organisation", "oktaverify://email/?t=abc&s=https://example.okta.com&issuer=Example%20Inc", "Push", "Example Inc", ""],
		["Okta's page", "https://example.okta.com/activate/abc", "Push", "example.okta.com", ""],
		["Microsoft's link", "phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fexample.org", "Push", "Microsoft", ""],
		["a link without a key", "otpauth://totp/Contoso:me%40example.org?issuer=Contoso", "Push", "Contoso", "me@example.org"],
		["a passkey's code", "FIDO:/0123456789012345678901234567890123456789", "Key", "", ""],
	])("is read: %s", (_, text, type, issuer, username) => expect(keylessIn(text)).toEqual({ type, issuer, username }));

	it.each(["otpauth://totp/?issuer=", `otpauth://totp/Foo:me?secret=${key}`, key, "WIFI:T:WPA;S:home;P:correct horse;;", "https://example.org/okta.com/", "hello"])("is not seen in another text", (text) => expect(keylessIn(text)).toBeUndefined());

	it("keeps a hostile name to one line", () => expect(keylessIn("oktaverify://email/?issuer=%3C%25%20x%20%25%3E%0A%7B%7Btitle%7D%7D")?.issuer).toBe("<% x %> {{title}}"));
});
