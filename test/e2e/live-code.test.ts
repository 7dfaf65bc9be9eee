/** The first use: a live code in the pane, in a note and in a sentence. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cloudflare, eventually, expectQuiet, github, key, looks, note, openBoth, passphrase, rfcCodes, rfcKey, scanned, sealed, shows, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const bank = note(["issuer: Nordbank", "account: 7730 4412", "type: HOTP", `totp_seed: ${sealed("seed", rfcKey, "Nordbank:7730 4412")}`, "counter: 3   # the next one", "tags: [2fa, work]"]);
const work = note(["issuer: Acme", "account: mara", `totp_seed: ${sealed("seed", rfcKey, "Acme:mara")}`, "algorithm: SHA256", "digits: 8", "period: 60", "tags: [2fa, work]"]);
const fence = (...words: string[]) => words.map((word) => `\n\`\`\`2fa\n${word}\n\`\`\`\n`).join("");
const daily = `Sign in with \`2fa: GitHub\` and not with \`2fa: Nobody\`.\n${fence("[[GitHub]]", "tag: work", "folder: 2FA/Work", "issuer: cloudflare", "[[Nobody]]", "folder: Elsewhere")}`;
const files = { "2FA/GitHub.md": github, "2FA/Cloudflare.md": cloudflare, "2FA/Nordbank.md": bank, "2FA/Work/Acme.md": work, "Daily.md": daily };
const accounts = 4;

const uri = `otpauth://totp/GitHub:me?secret=${key}&issuer=GitHub`;

describe.each(looks)("a live code, $look", ({ look, options }) => {
	let stage: Stage;
	const isPhone = options.phone === true;
	const row = (file: string) => stage.page.locator(`.tfn-pane .tfn-entry[data-path="${file}"]`);
	const codeOf = (file: string) => row(file).locator(".tfn-line > .tfn-code").textContent();
	const now = () => stage.page.evaluate(() => Date.now());
	const words = (selector: string) => stage.page.locator(selector).allInnerTexts();
	const focused = () => stage.page.evaluate(() => document.activeElement?.closest("[data-path]")?.getAttribute("data-path") ?? document.activeElement?.getAttribute("placeholder"));
	/** To `seconds` before the end of a period of 30. */
	const toLast = async (seconds: number) => stage.advance((60_000 - ((await now()) % 30_000) - seconds * 1000) % 30_000);

	beforeAll(async () => {
		stage = await openStage({ ...options, files });
		stage.page.setDefaultTimeout(10_000);
		await stage.run("open-pane");
		await row("2FA/GitHub.md").waitFor();
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	describe("while locked", () => {
		it("keeps its row, and no digit of it is on the page", async () => {
			expect(await stage.page.locator(".tfn-pane .tfn-entry").count()).toBe(accounts);
			expect(await row("2FA/GitHub.md").innerText()).toContain("GitHub\nme");
			for (const file of ["2FA/GitHub.md", "2FA/Nordbank.md", "2FA/Work/Acme.md"]) {
				expect(await row(file).locator(".tfn-code.is-hidden").count()).toBe(1);
				expect(await codeOf(file)).toBe("");
				expect(await row(file).locator(".tfn-hit").textContent()).toContain("locked");
			}
			await stage.screenshot(`live-locked-${look}`);
		});

		it("shows at once where the key is not encrypted, with a quiet mark and Encrypt beside it", async () => {
			const clear = row("2FA/Cloudflare.md");
			expect(await codeOf("2FA/Cloudflare.md")).toBe(totp(key, await now()));
			expect(await clear.locator(".tfn-mark[aria-label='Not encrypted']").count()).toBe(1);
			expect(await clear.getByText("Encrypt", { exact: true }).isVisible()).toBe(true);
		});

		it("says that a passphrase is wrong, changes nothing, and asks again in place", async () => {
			await unlock(stage, "not this one");
			expect(await words(".tfn-pane .tfn-lock [role=alert]")).toEqual([expect.stringMatching(/^Wrong passphrase\. Nothing was changed\./)]);
			expect(await stage.page.locator(".tfn-passphrase input").inputValue()).toBe("");
			expect(await focused()).toBe("Passphrase");
			expect(await codeOf("2FA/GitHub.md")).toBe("");
			expect(await Promise.all(Object.keys(files).map((file) => stage.read(file)))).toEqual(Object.values(files));
			await stage.screenshot(`live-wrong-${look}`);
		});

		it("can be left locked while the key is worked out", async () => {
			await stage.page.fill(".tfn-passphrase input", passphrase);
			await stage.page.press(".tfn-passphrase input", "Enter");
			await stage.page.getByRole("button", { name: "Cancel" }).click();
			await stage.page.locator(".tfn-passphrase input").waitFor();
			expect(await words(".tfn-pane .tfn-lock p")).toEqual(["Locked. Your passphrase shows the codes."]);
			expect(await codeOf("2FA/GitHub.md")).toBe("");
		});

		it("goes on to copy once the passphrase was typed, where a row was clicked", async () => {
			await row("2FA/GitHub.md").locator(".tfn-hit").click();
			await stage.page.locator(".modal .tfn-passphrase input").waitFor();
			await stage.screenshot(`live-unlock-dialog-${look}`);
			await unlock(stage);
			if (isPhone) {
				// A phone copies within the tap alone.
				await eventually(async () => (await stage.notices()).at(-1)).toBe("Unlocked. Tap the code of GitHub (me) to copy it.");
				await stage.advance(11_000);
				await row("2FA/GitHub.md").locator(".tfn-hit").click();
			}
			await eventually(stage.clipboard).toBe(totp(key, await now()));
			expect(await stage.page.locator(".modal").count()).toBe(0);
			await stage.run("lock");
		});

		it("shows after the passphrase was typed in the pane, and Enter", async () => {
			await unlock(stage);
			expect(await stage.page.locator(".tfn-passphrase").count()).toBe(0);
			expect(await codeOf("2FA/GitHub.md")).toBe(totp(key, await now()));
			expect(await codeOf("2FA/Work/Acme.md")).toBe(totp(rfcKey, await now(), { digits: 8, period: 60, algorithm: "sha256" }));
			await stage.screenshot(`live-open-${look}`);
		});
	});

	describe("in the pane", () => {
		it("changes at the edge of its period and not before", async () => {
			const before = totp(key, await now());
			await toLast(0.001);
			expect(await codeOf("2FA/GitHub.md")).toBe(before);
			await stage.advance(1);
			expect(await codeOf("2FA/GitHub.md")).toBe(totp(key, await now()));
			expect(await codeOf("2FA/GitHub.md")).not.toBe(before);
		});

		it("has a ring that shrinks with its time", async () => {
			const left = () => row("2FA/GitHub.md").locator(".tfn-ring-arc").evaluate((arc) => getComputedStyle(arc).getPropertyValue("--tfn-left"));
			await toLast(24);
			expect(Number(await left())).toBeCloseTo(24 / 30);
			await stage.advance(10_000);
			expect(Number(await left())).toBeCloseTo(14 / 30);
		});

		it("says in its last five seconds that it ends, and offers the next one", async () => {
			const github = row("2FA/GitHub.md");
			await toLast(6);
			expect(await github.locator(".tfn-next").count()).toBe(0);
			await stage.advance(1000);
			expect(await github.locator(".tfn-ring-number").innerText()).toBe("5");
			const next = totp(key, (await now()) + 30_000);
			expect(await github.locator(".tfn-next .tfn-code").textContent()).toBe(next);
			await stage.screenshot(`live-soon-${look}`);
			await github.locator(".tfn-next").click();
			await eventually(stage.clipboard).toBe(next);
		});

		it("is copied by a click, and the row says so, then when it will be cleared", async () => {
			await toLast(20);
			await row("2FA/GitHub.md").locator(".tfn-hit").click();
			const copied = totp(key, await now());
			await eventually(stage.clipboard).toBe(copied);
			const slot = row("2FA/GitHub.md").locator(".tfn-slot");
			await eventually(() => slot.innerText()).toBe("Copied");
			await stage.screenshot(`live-copied-${look}`);
			await stage.advance(3000);
			if (!isPhone) expect(await slot.innerText()).toBe("clears in 27 s");
			await stage.advance(26_900);
			expect(await stage.clipboard()).toBe(copied);
			await stage.advance(200);
			await eventually(stage.clipboard).toBe(isPhone ? copied : "");
			if (isPhone) expect(await stage.clipboardReads()).toBe(0);
		});

		it("is left on the clipboard where something else was copied since", async () => {
			await row("2FA/GitHub.md").locator(".tfn-hit").click();
			await stage.setClipboard("a recipe");
			await stage.advance(31_000);
			expect(await stage.clipboard()).toBe("a recipe");
		});

		it("is found, reached and copied without a mouse", async () => {
			const search = stage.page.locator(".tfn-search input");
			await search.fill("hub");
			expect(await stage.page.locator(".tfn-pane .tfn-entry").count()).toBe(1);
			await search.press("Enter");
			await eventually(stage.clipboard).toBe(totp(key, await now()));
			await search.press("Escape");
			expect(await stage.page.locator(".tfn-pane .tfn-entry").count()).toBe(accounts);
			expect(await focused()).toBe("Search");
			await search.press("ArrowDown");
			expect(await focused()).toBe("2FA/Work/Acme.md");
			await stage.page.keyboard.press("ArrowDown");
			expect(await focused()).toBe("2FA/Cloudflare.md");
			await stage.page.keyboard.press("ArrowUp");
			await stage.page.keyboard.press("Enter");
			await eventually(stage.clipboard).toBe(totp(rfcKey, await now(), { digits: 8, period: 60, algorithm: "sha256" }));
			await stage.page.keyboard.press("ArrowUp");
			expect(await focused()).toBe("Search");
		});

		it("says so when no account matches the search", async () => {
			await stage.page.fill(".tfn-search input", "zzz");
			expect(await words(".tfn-pane .tfn-none")).toEqual(["No account matches “zzz”."]);
			await stage.page.fill(".tfn-search input", "");
		});

		it("of a counter comes on request, after the raised counter is in the note", async () => {
			const bankRow = row("2FA/Nordbank.md");
			expect(await codeOf("2FA/Nordbank.md")).toBe("");
			await stage.failWrites("2FA/Nordbank.md", "EROFS: read-only file system");
			await bankRow.getByText("Next code", { exact: true }).click();
			await eventually(async () => (await stage.notices()).at(-1)).toContain("The counter could not be raised in the note, so no code is shown.");
			expect(await codeOf("2FA/Nordbank.md")).toBe("");
			await stage.advance(11_000);
			expect(await stage.shownNotices()).toEqual([]);
			await stage.failWrites("2FA/Nordbank.md", null);
			await bankRow.getByText("Next code", { exact: true }).click();
			await eventually(() => codeOf("2FA/Nordbank.md")).toBe(rfcCodes[3]);
			expect(await stage.read("2FA/Nordbank.md")).toBe(bank.replace("counter: 3 ", "counter: 4 "));
			await bankRow.getByText("Next code", { exact: true }).click();
			await eventually(() => codeOf("2FA/Nordbank.md")).toBe(rfcCodes[4]);
			await stage.screenshot(`live-counter-${look}`);
			await stage.write("2FA/Nordbank.md", bank);
		});

		it("of the open note stands on top, with its QR code on demand", async () => {
			await openBoth(stage, "2FA/GitHub.md");
			const card = stage.page.locator(".tfn-pane .tfn-card");
			expect(await card.getAttribute("data-path")).toBe("2FA/GitHub.md");
			expect(await row("2FA/GitHub.md").count()).toBe(0);
			expect(await card.locator(".tfn-big > .tfn-code").textContent()).toBe(totp(key, await now()));
			expect(await stage.page.locator(".tfn-qr").count()).toBe(0);
			await card.getByText("Show QR").click();
			expect(await scanned(stage, ".tfn-pane .tfn-card", uri)).toBe(uri);
			await stage.screenshot(`live-card-${look}`);
			await card.getByText("Hide QR").click();
			expect(await stage.page.locator(".tfn-qr").count()).toBe(0);
		});
	});

	describe("in a note", () => {
		const block = (n: number) => stage.page.locator(`${place} .tfn-block`).nth(n);
		const reading = ".mod-active .markdown-reading-view";
		let place = reading;

		it.each([["reading view", "reading", reading], ["live preview", "live", ".mod-active .markdown-source-view"]] as const)("stands in blocks and sentences, %s", async (_, mode, selector) => {
			place = selector;
			await stage.openNote("Daily.md");
			await stage.setMode(mode);
			await block(5).waitFor();
			const code = totp(key, await now());
			expect(await stage.page.locator(`${place} .tfn-inline .tfn-code`).allTextContents()).toEqual([code]);
			expect(await stage.page.locator(`${place} .tfn-inline`).nth(1).getAttribute("aria-label")).toBe("No account is called Nobody.");
			expect(await block(0).locator(".tfn-card .tfn-big > .tfn-code").textContent()).toBe(code);
			expect(await block(1).locator(".tfn-service").allInnerTexts()).toEqual(["Acme", "Nordbank"]);
			expect(await block(2).locator(".tfn-card .tfn-service").allInnerTexts()).toEqual(["Acme"]);
			expect(await block(3).locator(".tfn-card .tfn-service").allInnerTexts()).toEqual(["Cloudflare"]);
			expect(await block(4).innerText()).toBe("No account at [[Nobody]]. Check the link, or the name of the note.");
			expect(await block(5).innerText()).toBe("No account with folder Elsewhere.");
			await stage.screenshot(`live-${mode}-${look}`);
		});

		it("stands in its own note by an empty block, and a click copies", async () => {
			place = reading;
			await stage.openNote("2FA/GitHub.md");
			await stage.setMode("reading");
			await block(0).locator(".tfn-card").waitFor();
			await block(0).locator(".tfn-big > .tfn-code").click();
			await eventually(stage.clipboard).toBe(totp(key, await now()));
			await stage.screenshot(`live-own-note-${look}`);
		});

		it("is copied by a click in a sentence", async () => {
			await stage.setClipboard("");
			await stage.openNote("Daily.md");
			await stage.setMode("reading");
			await stage.page.locator(`${reading} .tfn-inline`).first().click();
			await eventually(stage.clipboard).toBe(totp(key, await now()));
		});
	});

	describe("by command", () => {
		it("is copied after a few letters of its name", async () => {
			await stage.run("copy-code");
			await stage.page.locator(".prompt input").fill("ghub");
			await stage.screenshot(`live-choose-${look}`);
			await stage.page.keyboard.press("Enter");
			await eventually(stage.clipboard).toBe(totp(key, await now()));
		});

		it("is copied for the open note, where that is an account", async () => {
			await stage.openNote("2FA/Cloudflare.md");
			await stage.setClipboard("");
			await stage.run("copy-code-for-note");
			await eventually(stage.clipboard).toBe(totp(key, await now()));
			await stage.openNote("Daily.md");
			expect(await stage.commands()).not.toContain("copy-code-for-note");
		});
	});

	describe("after the lock", () => {
		const secrets = (at: number) => [totp(key, at), totp(key, at + 30_000), totp(rfcKey, at, { digits: 8, period: 60, algorithm: "sha256" }), key];
		async function expectNowhere(): Promise<void> {
			for (const [index, secret] of secrets(await now()).entries()) expect(await shows(stage, secret), `secret ${index}`).toBe(false);
		}

		it("is nowhere on the page, and neither is a QR code", async () => {
			await stage.remove("2FA/Cloudflare.md");
			await openBoth(stage, "2FA/GitHub.md");
			await stage.page.locator(".tfn-pane .tfn-card").getByText("Show QR").click();
			await stage.run("show-qr");
			await stage.page.getByText("Cannot scan? Show the secret key").click();
			await stage.page.locator(".modal .tfn-key").waitFor();
			expect(await shows(stage, totp(key, await now()))).toBe(true);
			expect(await stage.page.locator(".tfn-qr").count()).toBe(2);
			await stage.run("lock");
			expect(await stage.page.locator(".modal, .tfn-qr, .tfn-key").count()).toBe(0);
			await expectNowhere();
			expect(await words(".tfn-pane .tfn-group")).toEqual(["Open note", "Other accounts"]);
			await stage.screenshot(`live-after-lock-${look}`);
		});

		it("comes and goes by the lock in the status bar, which phones do not have", async () => {
			const status = stage.page.locator(".tfn-status");
			expect(await status.count()).toBe(isPhone ? 0 : 1);
			if (isPhone) return;
			expect(await status.getAttribute("aria-label")).toContain("locked. Click to unlock");
			await status.click();
			await unlock(stage);
			expect(await codeOf("2FA/Work/Acme.md")).not.toBe("");
			expect(await status.getAttribute("aria-label")).toContain("unlocked. Click to lock");
			await status.click();
			expect(await codeOf("2FA/Work/Acme.md")).toBe("");
		});

		it("comes by itself after five idle minutes, and not before", async () => {
			await unlock(stage);
			await stage.page.keyboard.press("Shift");
			await stage.advance(4 * 60_000);
			expect(await codeOf("2FA/Work/Acme.md")).not.toBe("");
			await stage.page.keyboard.press("Shift");
			await stage.advance(4 * 60_000);
			expect(await codeOf("2FA/Work/Acme.md")).not.toBe("");
			await stage.advance(61_000 + 5000);
			expect(await codeOf("2FA/Work/Acme.md")).toBe("");
		});

		it("comes first where the computer slept, whatever is touched then", async () => {
			await unlock(stage);
			await stage.sleep(6 * 60_000);
			await stage.page.keyboard.press("Shift");
			expect(await codeOf("2FA/Work/Acme.md")).toBe("");
			await expectNowhere();
		});
	});
});
