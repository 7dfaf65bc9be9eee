/** A new secret key beside the old one: saved, on the phone, accepted; and only then the old one goes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { cloudflare, eventually, expectQuiet, github, key, looks, note, rfcCodes, rfcKey, scanned, sealed, sealedKey, shows, today, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const fresh = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
const uri = `otpauth://totp/GitHub:me?secret=${fresh}&issuer=GitHub&digits=8`;
const cheap = { memory: 64, passes: 1, lanes: 1 };
const salt = unhex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
const other = seal(await deriveHere(new TextEncoder().encode("another passphrase"), salt, cheap), groupFor(cheap, toBase64url(salt)), "seed", key, "Other:me");
const files = {
	"2FA/GitHub.md": github,
	"2FA/Cloudflare.md": `${cloudflare}\n\`\`\`2fa\n\`\`\`\n`,
	"2FA/Bank.md": note(["issuer: Bank", "type: HOTP", `totp_seed: ${sealed("seed", key, "Bank:")}`, "counter: 41", "tags: [2fa]"]),
	"2FA/Other.md": note(["issuer: Other", "account: me", `totp_seed: ${other}`, "tags: [2fa]"]),
	"2FA/Link.md": note([`totp_seed: "otpauth://totp/Shop:ann?secret=${key}&issuer=Shop"`, "tags: [2fa]"]),
	"2FA/Missing.md": note(["issuer: Missing", "backup_codes:", "  - 9832-3290", "tags: [2fa]"]),
};

describe.each(looks)("a new secret key, $look", ({ look, options }) => {
	let stage: Stage;
	const now = () => stage.page.evaluate(() => Date.now());
	const title = () => stage.page.locator(".modal-title").last().innerText();
	const verdict = () => stage.page.locator(".modal [role=status]").innerText();
	const said = () => stage.page.locator(".modal .tfn-wrong").last().innerText();
	const words = () => stage.page.locator(".modal").innerText();
	const closed = () => stage.page.locator(".modal").waitFor({ state: "detached" });
	const go = () => stage.page.locator(".modal .mod-cta").last().click();
	const press = (name: string | RegExp) => stage.page.locator(".modal").getByRole("button", { name }).click();
	const read = async (file: string) => (await stage.read(file)) ?? "";
	const waiting = () => stage.page.locator(".tfn-waiting:visible").first();

	async function begin(file: string): Promise<void> {
		await stage.openNote(file);
		await stage.cached();
		await eventually(() => stage.run("replace-seed")).toBe(true);
		await stage.page.locator(".modal").waitFor();
	}

	async function save(text: string): Promise<void> {
		await stage.page.fill(".tfn-pasted", text);
		await go();
		await eventually(title).toBe("Add the new key to your phone");
	}

	async function type(code: string): Promise<void> {
		await stage.page.fill(".tfn-type", code);
		await stage.page.press(".tfn-type", "Enter");
	}

	/** From the QR to the question, by a right code. */
	async function accept(code: string): Promise<void> {
		await go();
		await type(code);
		await eventually(verdict).toMatch(/^Right\./);
		await go();
		await eventually(title).toMatch(/^(?:Drop the old|Use the new) secret key\?$/);
	}

	async function open(): Promise<void> {
		stage = await openStage({ ...options, files });
		stage.page.setDefaultTimeout(10_000);
	}

	afterEach(() => expectQuiet(stage));

	describe("in the place of an encrypted one", () => {
		const both = github.replace("\n---\n\n", `\ntotp_seed_next: ${sealed("seed", uri, "GitHub:me")}\n---\n\n`);
		const done = github.replace(sealedKey, sealed("seed", fresh, "GitHub:me")).replace("\n---\n\n", `\ndigits: 8\nverified: ${today}\n---\n\n`);

		beforeAll(open);
		afterAll(() => stage.close());

		it("is asked for after the passphrase", async () => {
			await begin("2FA/GitHub.md");
			await unlock(stage);
			await eventually(title).toBe("Replace the secret key");
			await go();
			expect(await said()).toBe("Paste the link or the secret key first.");
		});

		it("is refused where it is the one that the note has", async () => {
			await stage.page.fill(".tfn-pasted", key);
			await go();
			await eventually(said).toContain("This is the secret key that the note has already.");
			await stage.page.fill(".tfn-pasted", "0000-1111");
			await go();
			await eventually(said).toContain("This looks like a backup code");
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
		});

		it("is written encrypted beside the old one, with what its link tells, and never in the clear", async () => {
			await stage.page.fill(".tfn-pasted", uri);
			await stage.page.locator(".tfn-pasted").blur();
			await eventually(() => stage.page.locator(".tfn-pasted").inputValue()).not.toContain(fresh);
			expect(await words()).toContain("8 digits, new every 30 seconds");
			await stage.screenshot(`replace-1-${look}`);
			await go();
			await eventually(title).toBe("Add the new key to your phone");
			expect(await stage.read("2FA/GitHub.md")).toBe(both);
			expect(await shows(stage, fresh)).toBe(false);
		});

		it("is on the QR for the phone, while the old one stays in use", async () => {
			expect(await scanned(stage, ".modal", uri)).toBe(uri);
			await stage.screenshot(`replace-2-${look}`);
			await stage.run("copy-code-for-note");
			await eventually(stage.clipboard).toBe(totp(key, await now()));
		});

		it("is compared by its own code: not the old one's, not one of a late clock", async () => {
			await go();
			expect(await title()).toBe("Type the code your phone shows");
			await type(totp(key, await now(), { digits: 8 }));
			await eventually(verdict).toContain("Not a code of this key. Nothing was noted.");
			await type(totp(key, await now()));
			await eventually(verdict).toBe("Not a code of this key. It is one of the old secret key. Type the code of the account that was added to the phone last.");
			await press("Back to the QR code");
			expect(await title()).toBe("Add the new key to your phone");
			await go();
			await type(totp(fresh, (await now()) - 120_000, { digits: 8 }));
			await eventually(verdict).toContain("about 120 seconds behind");
			await type(totp(fresh, await now(), { digits: 8 }));
			await eventually(verdict).toBe("Right. The phone and this note agree. Now give the same code to GitHub.");
			expect(await stage.page.locator(".modal .mod-cta").innerText()).toBe("Go on");
			await stage.screenshot(`replace-3-${look}`);
			expect(await stage.read("2FA/GitHub.md")).toBe(both);
		});

		it("waits where the service has not taken it yet, and the card says so", async () => {
			await go();
			expect(await title()).toBe("Drop the old secret key?");
			expect(await stage.page.locator(".modal :focus").innerText()).toBe("Not yet");
			await stage.screenshot(`replace-4-${look}`);
			await press("Not yet");
			await closed();
			expect(await stage.read("2FA/GitHub.md")).toBe(both);
			await stage.setMode("reading");
			await eventually(() => waiting().innerText()).toContain("A new key waits for its first code.");
			await stage.screenshot(`replace-waits-${look}`);
		});

		it("goes on from the card after a restart, with another way of making codes where the phone shows one", async () => {
			await stage.restart();
			await stage.openNote("2FA/GitHub.md");
			await stage.setMode("reading");
			await waiting().getByText("Go on").click();
			await unlock(stage);
			await eventually(title).toBe("Add the new key to your phone");
			await go();
			await type(totp(fresh, await now(), { digits: 6 }));
			await eventually(verdict).toContain("this note says 8 digits");
			await press("Change the note");
			await eventually(verdict).toMatch(/^Right\. From now on this note makes codes of 6 digits/);
			// The way that the note has anyway: the key alone says it.
			expect(await stage.read("2FA/GitHub.md")).toBe(both.replace(sealed("seed", uri, "GitHub:me"), sealed("seed", fresh, "GitHub:me")));
			await press("Later");
			await closed();
			await stage.write("2FA/GitHub.md", both);
			await stage.cached();
		});

		it("takes the place of the old one in one write, and can be undone", async () => {
			await begin("2FA/GitHub.md");
			await accept(totp(fresh, await now(), { digits: 8 }));
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/GitHub.md")).toBe(done);
			expect((await stage.shownNotices()).at(-1)).toContain("GitHub (me): the new secret key is in use. This device keeps the old one, encrypted, for 90 days.");
			await stage.run("copy-code-for-note");
			await eventually(stage.clipboard).toBe(totp(fresh, await now(), { digits: 8 }));
			await stage.page.locator(".notice button", { hasText: "Undo" }).last().click();
			await eventually(() => stage.read("2FA/GitHub.md")).toBe(both);
			await begin("2FA/GitHub.md");
			await accept(totp(fresh, await now(), { digits: 8 }));
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/GitHub.md")).toBe(done);
		});

		it("leaves the former one on this device, which gives it back with all that belongs to it", async () => {
			await begin("2FA/GitHub.md");
			await eventually(words).toContain("This device keeps the secret key that was replaced on 22 Nov 2026.");
			await stage.screenshot(`replace-former-${look}`);
			await press("Restore");
			await eventually(title).toBe("Add the new key to your phone");
			await accept(totp(key, await now()));
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/GitHub.md")).toBe(done.replace(sealed("seed", fresh, "GitHub:me"), sealedKey).replace("digits: 8", "digits: 6"));
		});

		it("is not taken where the note was changed under the question", async () => {
			await begin("2FA/GitHub.md");
			await save(uri);
			await accept(totp(fresh, await now(), { digits: 8 }));
			const changed = (await read("2FA/GitHub.md")).replace(sealedKey, sealed("seed", rfcKey, "GitHub:me"));
			await stage.write("2FA/GitHub.md", changed);
			await press("Drop the old key");
			await eventually(said).toBe("The note was changed since, so it stays as it is.");
			expect(await stage.read("2FA/GitHub.md")).toBe(changed);
			await stage.page.keyboard.press("Escape");
			await closed();
		});

		it("is not taken where another one came after the code was compared", async () => {
			await begin("2FA/GitHub.md");
			await go();
			await type(totp(fresh, await now(), { digits: 8 }));
			await eventually(verdict).toMatch(/^Right\./);
			const changed = (await read("2FA/GitHub.md")).replace(/totp_seed_next: .*/, `totp_seed_next: ${sealed("seed", key, "GitHub:me")}`);
			await stage.write("2FA/GitHub.md", changed);
			await stage.cached();
			await go();
			await press("Drop the old key");
			await eventually(said).toBe("The note was changed since, so it stays as it is.");
			expect(await stage.read("2FA/GitHub.md")).toBe(changed);
			await stage.page.keyboard.press("Escape");
			await closed();
		});
	});

	describe("in other places", () => {
		beforeAll(async () => {
			await open();
			await stage.openNote("2FA/GitHub.md");
			await stage.run("unlock");
			await unlock(stage);
		});
		afterAll(() => stage.close());

		it("is encrypted where the old one is not, which the device then keeps encrypted", async () => {
			const before = files["2FA/Cloudflare.md"];
			const fields = `totp_seed_next: ${sealed("seed", fresh, "Cloudflare:your@email.com")}\n`;
			await begin("2FA/Cloudflare.md");
			expect(await words()).toContain("The old secret key is not encrypted; the new one will be.");
			await save(fresh);
			expect(await stage.read("2FA/Cloudflare.md")).toBe(before.replace("\n---\n\n", `\n${fields}---\n\n`));
			await accept(totp(fresh, await now()));
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/Cloudflare.md")).toBe(before.replace(`totp_seed: ${key}`, `totp_seed: ${sealed("seed", fresh, "Cloudflare:your@email.com")}`).replace("\n---\n\n", `\nverified: ${today}\n---\n\n`));
			await begin("2FA/Cloudflare.md");
			await press("Restore");
			await eventually(title).toBe("Add the new key to your phone");
			await go();
			await press("No phone at hand? Show the code here");
			await eventually(() => stage.page.locator(".modal .tfn-live .tfn-code").textContent()).toBe(totp(key, await now()));
			await stage.screenshot(`replace-here-${look}`);
			await stage.page.locator(".modal .tfn-live button").click();
			await eventually(stage.clipboard).toBe(totp(key, await now()));
			await stage.page.keyboard.press("Escape");
			await closed();
		});

		it("is given up after a question, and the note is as it was", async () => {
			await stage.setMode("reading");
			await waiting().getByText("Give it up").click();
			await eventually(title).toBe("Give the new secret key up?");
			await stage.screenshot(`replace-give-up-${look}`);
			await press("Cancel");
			expect(await read("2FA/Cloudflare.md")).toContain("totp_seed_next: tfn1.");
			await waiting().getByText("Give it up").click();
			await press("Give it up");
			await eventually(() => read("2FA/Cloudflare.md")).not.toContain("totp_seed_next");
			await waiting().waitFor({ state: "detached" });
		});

		it("is offered back once it was given up, and told apart from the one that was replaced", async () => {
			await begin("2FA/Cloudflare.md");
			await eventually(words).toContain("This device keeps the new secret key that was given up on 22 Nov 2026.");
			expect(await words()).not.toContain("that was replaced on");
			await press("Restore");
			await eventually(title).toBe("Add the new key to your phone");
			expect(await read("2FA/Cloudflare.md")).toContain(`totp_seed_next: ${sealed("seed", key, "Cloudflare:your@email.com")}`);
			await press("Later");
			await closed();
		});

		it("leaves the names where the old one was a link that alone has them", async () => {
			const names = (secret: string) => `otpauth://totp/Shop:ann?secret=${secret}&issuer=Shop`;
			await begin("2FA/Link.md");
			await save(fresh);
			await accept(totp(fresh, await now()));
			await press("Drop the old key");
			await closed();
			expect(await read("2FA/Link.md")).toBe(note([`totp_seed: ${sealed("seed", names(fresh), ":")}`, "tags: [2fa]", `verified: ${today}`]));
			// The notices that cover a phone are gone.
			await stage.advance(30_000);
		});

		it("says that the old one has another passphrase, and takes its place all the same", async () => {
			await begin("2FA/Other.md");
			expect(await words()).toContain("The old secret key is encrypted with another passphrase.");
			await save(fresh);
			await accept(totp(fresh, await now()));
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/Other.md")).toBe(files["2FA/Other.md"].replace(other, sealed("seed", fresh, "Other:me")).replace("\n---\n", `\nverified: ${today}\n---\n`));
		});

		it("becomes the first one of an account that has none", async () => {
			await begin("2FA/Missing.md");
			expect(await words()).toContain("This note has no secret key yet.");
			await save(`otpauth://totp/x?secret=${fresh}&algorithm=SHA256`);
			await accept(totp(fresh, await now(), { algorithm: "sha256" }));
			expect(await title()).toBe("Use the new secret key?");
			await press("Use the new key");
			await closed();
			expect(await stage.read("2FA/Missing.md")).toBe(files["2FA/Missing.md"].replace("\n---\n", `\ntotp_seed: ${sealed("seed", fresh, "Missing:")}\nalgorithm: SHA256\nverified: ${today}\n---\n`));
		});

		it("begins its counter as the link says, and goes on behind the code that was typed", async () => {
			await begin("2FA/Bank.md");
			await save(`otpauth://hotp/Bank?secret=${rfcKey}&counter=5`);
			await accept(rfcCodes[6] ?? "");
			await press("Drop the old key");
			await closed();
			expect(await stage.read("2FA/Bank.md")).toBe(files["2FA/Bank.md"].replace(sealed("seed", key, "Bank:"), sealed("seed", rfcKey, "Bank:")).replace("counter: 41", "counter: 7").replace("\n---\n", `\nverified: ${today}\n---\n`));
		});

		it("is kept as it was typed behind a lock, and goes on once unlocked", async () => {
			// One whole period, in which the notices that cover a phone are gone.
			await stage.advance(30_000);
			await begin("2FA/Other.md");
			await stage.page.fill(".tfn-pasted", rfcKey);
			await stage.run("lock");
			await stage.page.locator(".modal .tfn-passphrase input").waitFor();
			expect(await shows(stage, rfcKey)).toBe(false);
			await unlock(stage);
			await go();
			await eventually(title).toBe("Add the new key to your phone");
			await stage.run("lock");
			await stage.page.locator(".modal .tfn-passphrase input").waitFor();
			expect(await stage.page.locator(".modal .tfn-qr").count()).toBe(0);
			await unlock(stage);
			await eventually(() => stage.page.locator(".modal .tfn-qr path").count()).toBe(1);
			await stage.page.keyboard.press("Escape");
			await closed();
		});

		it("says so where it could not be written, and nothing was changed", async () => {
			await begin("2FA/Bank.md");
			const before = await read("2FA/Bank.md");
			await stage.failWrites("2FA/", "ENOSPC: no space left on device");
			await stage.page.fill(".tfn-pasted", fresh);
			await go();
			await eventually(said).toContain("The note could not be written. Nothing was changed.");
			await stage.failWrites("2FA/", null);
			expect(await stage.read("2FA/Bank.md")).toBe(before);
			await stage.page.keyboard.press("Escape");
			await stage.page.getByText("The new secret key is not saved. Discard it?").waitFor();
			await stage.page.keyboard.press("Escape");
			await go();
			await eventually(title).toBe("Add the new key to your phone");
			await stage.page.keyboard.press("Escape");
			await closed();
			await stage.write("2FA/Bank.md", before);
		});
	});
});
