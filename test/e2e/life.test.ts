/** The plugin's life: first start, restart, settings that come and go, being switched off, and what it offers when. */
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { cloudflare, expectQuiet, github, inApp, key, note, passphrase, right, sealed, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const soon = { timeout: 10_000 };
const pane = { type: "two-factor-notes" };
const dataFile = ".obsidian/plugins/two-factor-notes/data.json";
const usual = { folder: "2FA", tag: "2fa", template: "", backupKeep: 10, backupFolder: "" };
const check = { sealed: sealed("check", "two-factor-notes", ""), label: "passphrase of 2026-01-10" };
/** Of a passphrase that nobody here knows. */
const otherCheck = { sealed: seal(new Uint8Array(32).fill(7), groupFor({ memory: 64, passes: 1, lanes: 1 }, toBase64url(new Uint8Array(16).fill(9))), "check", "two-factor-notes", ""), label: "" };
const words = "four grey herons over ice";

const tabs = ({ page }: Stage): Locator => page.locator(".workspace-tab-header[data-type=two-factor-notes]");
const shownPane = ({ page }: Stage): Locator => page.locator(".tfn-pane").filter({ visible: true });
const code = ({ page }: Stage, path: string): Locator => page.locator(`.tfn-pane [data-path="${path}"] .tfn-code`).first();
const copy = ({ page }: Stage, path: string): Promise<void> => page.locator(`.tfn-pane .tfn-entry[data-path="${path}"] .tfn-hit`).click();
const settings = async (stage: Stage): Promise<Record<string, unknown>> => JSON.parse((await stage.data()) ?? "null") as Record<string, unknown>;
const setting = ({ page }: Stage, name: string): Locator => page.locator(".setting-item").filter({ has: page.locator(".setting-item-name", { hasText: new RegExp(`^${name}$`) }) });

/** From the pasted key to the note, encrypted with the passphrase that is open or chosen here. */
async function addAccount(stage: Stage, service: string, secret = key): Promise<void> {
	const { page } = stage;
	await stage.run("new-note");
	await page.locator(".tfn-pasted").fill(secret);
	await page.getByLabel("Service", { exact: true }).fill(service);
	await page.locator(".tfn-modal .mod-cta").click();
	const fields = page.locator(".modal .tfn-passphrase input");
	await fields.or(page.locator(".tfn-modal .tfn-qr")).first().waitFor();
	const asked = await fields.count();
	for (let n = 0; n < asked; n++) await fields.nth(n).fill(words);
	if (asked > 0) await fields.last().press("Enter");
	await page.locator(".tfn-modal .tfn-qr").waitFor();
	await page.keyboard.press("Escape");
	// A first passphrase is to be put on paper.
	if (asked === 2) await page.locator(".tfn-modal").getByRole("button", { name: "Later" }).click();
	await page.locator(".tfn-modal").waitFor({ state: "detached" });
}

describe("the pane", () => {
	it("waits in a tab in the background until it is opened, and is then one", () =>
		inApp({ files: { "GitHub.md": github }, workspace: { right: { collapsed: true, leaves: [{ type: "empty", active: true }, pane] } } }, async (stage) => {
			expect(await stage.page.locator(".tfn-pane").count()).toBe(0);
			expect(await tabs(stage).count()).toBe(1);
			for (let n = 0; n < 2; n++) {
				await stage.run("open-pane");
				await shownPane(stage).locator(".tfn-entry").waitFor();
				expect(await tabs(stage).count()).toBe(1);
			}
		}));

	it("is a tab of its own on a phone, and not a second one", () =>
		inApp({ phone: true, files: { "GitHub.md": github }, workspace: { main: [{ type: "markdown", state: { file: "GitHub.md" }, active: true }] } }, async (stage) => {
			for (let n = 0; n < 2; n++) {
				await stage.run("open-pane");
				await shownPane(stage).waitFor();
				expect(await stage.page.locator(".mod-root .workspace-tab-header[data-type=two-factor-notes]").count()).toBe(1);
				expect(await tabs(stage).count()).toBe(1);
				await stage.openNote("GitHub.md", true);
			}
		}));

	it("opens when the plugin is switched on by hand, and not at every start", async () => {
		await inApp({ plugin: "first", workspace: {} }, (stage) => shownPane(stage).locator(".tfn-empty").waitFor());
		await inApp({ workspace: {} }, async (stage) => expect(await tabs(stage).count()).toBe(0));
	});

	it("opens from the ribbon", () =>
		inApp({ workspace: {} }, async (stage) => {
			await stage.page.locator('.side-dock-ribbon-action[aria-label="Open two-factor notes"]').click();
			await shownPane(stage).waitFor();
		}));
});

describe("a restart", () => {
	it("keeps the notes, and asks for the passphrase again", () =>
		inApp({}, async (stage) => {
			await addAccount(stage, "GitHub");
			await expect.poll(() => code(stage, "2FA/GitHub.md").textContent(), soon).toMatch(/^\d{6}$/);
			const text = await stage.read("2FA/GitHub.md");
			const data = await stage.data();
			await expectQuiet(stage);
			await stage.restart();
			await stage.page.locator(".tfn-entry").first().waitFor();
			expect(await stage.page.locator(".tfn-code:not(.is-hidden)").count()).toBe(0);
			expect([await stage.read("2FA/GitHub.md"), await stage.data()]).toEqual([text, data]);
			await unlock(stage, words);
			await expect.poll(() => code(stage, "2FA/GitHub.md").textContent(), soon).toMatch(/^\d{6}$/);
		}));
});

describe("data.json", () => {
	it("is not written by a start, and holds the settings and the sealed check after the first passphrase", () =>
		inApp({}, async (stage) => {
			expect(await stage.data()).toBeNull();
			await addAccount(stage, "GitHub");
			const { checks, ...rest } = await settings(stage);
			expect(rest).toEqual(usual);
			expect(checks).toEqual([{ sealed: expect.stringMatching(/^tfn1\.65536\.3\.4\.[\w-]{22}\.[\w-]+$/) as string, label: expect.stringMatching(/^passphrase of \d{4}-\d\d-\d\d$/) as string }]);
		}));

	it("gets its check back after it was lost", () =>
		inApp({ files: { "GitHub.md": github } }, async (stage) => {
			await unlock(stage);
			await expect.poll(async () => (await stage.data()) !== null && (await settings(stage)).checks, soon).toMatchObject([{ sealed: check.sealed }]);
		}));

	it("is taken up when sync changes it", () =>
		inApp({ data: { ...usual, checks: [check] } }, async (stage) => {
			await stage.write(dataFile, JSON.stringify({ folder: "Keys", checks: [check] }));
			await unlock(stage);
			await addAccount(stage, "GitLab");
			expect(await stage.read("Keys/GitLab.md")).toContain("tfn1.");
		}));

	it("that brings another passphrase stops encrypting with the old one, and not the codes", () =>
		inApp({ files: { "GitHub.md": github, "Cloudflare.md": cloudflare }, data: { ...usual, checks: [check] }, clock: start }, async (stage) => {
			await unlock(stage);
			await stage.write(dataFile, JSON.stringify({ ...usual, checks: [check, otherCheck] }));
			await stage.openNote("Cloudflare.md");
			await stage.run("encrypt-note");
			await expect.poll(() => stage.page.locator(".modal").innerText(), soon).toContain("The passphrase was changed on another device. To encrypt, type the new one.");
			expect(await stage.notices()).toEqual([expect.stringMatching(/^The passphrase was changed on another device\./) as string]);
			await stage.page.keyboard.press("Escape");
			expect(await stage.read("Cloudflare.md")).toBe(cloudflare);
			expect(await code(stage, "GitHub.md").textContent()).toBe(totp(key, start));
		}));

	it("keeps what a later version wrote into it", () =>
		inApp({ data: { ...usual, checks: [check], colour: "blue", more: { deep: [1] } } }, async (stage) => {
			await stage.openSettings();
			await setting(stage, "Tag").locator("input").fill("factor");
			await expect.poll(() => settings(stage), soon).toEqual({ ...usual, tag: "factor", checks: [check], colour: "blue", more: { deep: [1] } });
			await stage.page.keyboard.press("Escape");
		}));

	it("that cannot be written sets no passphrase, and says so", () =>
		inApp({}, async (stage) => {
			await stage.failWrites(dataFile, "ENOSPC: no space left on device");
			await stage.run("unlock");
			const { page } = stage;
			for (const field of await page.locator(".modal .tfn-passphrase input").all()) await field.fill(words);
			await page.locator(".modal .tfn-passphrase .mod-cta").click();
			await page.locator(".modal .tfn-wrong", { hasText: "The settings could not be saved" }).waitFor();
			await page.keyboard.press("Escape");
			await stage.failWrites(dataFile, null);
			await stage.run("unlock");
			expect(await page.locator(".modal .tfn-passphrase input").count()).toBe(2);
			await page.keyboard.press("Escape");
			expect(await stage.data()).toBeNull();
		}));
});

describe("a data.json that cannot be understood", () => {
	const broken = '{ "checks": [ {"seal';
	const copies = async (stage: Stage): Promise<string[]> => (await stage.paths()).filter((path) => path.includes("data-unreadable"));
	const copyOf = (n: number): string => dataFile.replace("data.json", `data-unreadable-${n}.json`);
	const files = { "Cloudflare.md": cloudflare };

	/** Ends like `inApp`; the app itself prints that the file is no JSON. */
	async function withFile(text: string, run: (stage: Stage) => Promise<void>): Promise<void> {
		const stage = await openStage({ workspace: { right }, files: { ...files, [dataFile]: text }, clock: start });
		await stage.cached();
		await run(stage);
		const { errors, ...rest } = await stage.noticed();
		expect(rest).toEqual({ undocumented: [], misuse: [], network: [] });
		expect([...errors, ...stage.console].filter((line) => !line.includes("JSON"))).toEqual([]);
		await stage.close();
	}

	it.each([
		["no JSON", broken], ["empty", ""], ["null", "null"], ["a list", "[]"], ["a text", '"checks"'],
		["checks of a wrong shape", '{"checks": "tfn1.x", "tag": "factor"}'], ["a folder of a wrong shape", `{"folder": 7, "checks": ${JSON.stringify([check])}}`],
	])("does not stop the plugin, and is copied once before a save: %s", (_, text) =>
		withFile(text, async (stage) => {
			await expect.poll(() => code(stage, "Cloudflare.md").textContent(), soon).toBe(totp(key, start));
			expect(await stage.notices()).toEqual([expect.stringContaining("could not be read") as string]);
			expect([await stage.data(), await copies(stage)]).toEqual([text, []]);
			await stage.openSettings();
			await setting(stage, "Template for new accounts").locator("input").pressSequentially("T.md");
			await expect.poll(() => stage.data(), soon).toContain('"T.md"');
			expect(await copies(stage)).toEqual([copyOf(1)]);
			expect(await stage.read(copyOf(1))).toBe(text);
			await stage.restart();
			expect((await settings(stage)).template).toBe("T.md");
			expect(await stage.notices()).toEqual([]);
		}));

	it("is not written over when it cannot be copied", () =>
		withFile(broken, async (stage) => {
			await stage.failWrites(copyOf(1), "ENOSPC: no space left on device");
			await stage.openSettings();
			await setting(stage, "Template for new accounts").locator("input").fill("T.md");
			await expect.poll(() => stage.notices(), soon).toContainEqual(expect.stringContaining("could not be saved"));
			expect(await stage.data()).toBe(broken);
			await stage.failWrites(copyOf(1), null);
			await setting(stage, "Template for new accounts").locator("input").fill("U.md");
			await expect.poll(() => stage.data(), soon).toContain('"U.md"');
			expect(await stage.read(copyOf(1))).toBe(broken);
		}));

	it("may hold a passphrase already, so that no first one is set", () =>
		withFile(broken, async (stage) => {
			const { page } = stage;
			await stage.run("unlock");
			for (const field of await page.locator(".modal .tfn-passphrase input").all()) await field.fill(words);
			await page.locator(".modal .tfn-passphrase .mod-cta").click();
			await page.locator(".modal .tfn-wrong", { hasText: "No passphrase was set." }).waitFor();
			expect([await stage.data(), await copies(stage)]).toEqual([broken, []]);
		}));

	it("takes a free name for its copy", async () => {
		const stage = await openStage({ workspace: { right }, files: { ...files, [dataFile]: "[]", [copyOf(1)]: "older" } });
		await stage.openSettings();
		await setting(stage, "Tag").locator("input").fill("factor");
		await expect.poll(() => stage.data(), soon).toContain("factor");
		expect([await stage.read(copyOf(1)), await stage.read(copyOf(2))]).toEqual(["older", "[]"]);
		await expectQuiet(stage);
		await stage.close();
	});

	it("leaves the settings as they were while sync has half written it, and needs no copy when it is whole again", () =>
		withFile(JSON.stringify({ folder: "Keys", checks: [check] }), async (stage) => {
			await stage.write(dataFile, broken);
			await expect.poll(() => stage.notices(), soon).toHaveLength(1);
			await unlock(stage);
			await stage.write(dataFile, JSON.stringify({ folder: "Keys/More", checks: [check] }));
			await addAccount(stage, "GitLab", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U");
			expect(await stage.read("Keys/More/GitLab.md")).not.toBeNull();
			expect(await copies(stage)).toEqual([]);
		}));
});

describe("the settings tab", () => {
	it("has each setting change what it says", () =>
		inApp({ files: { "T.md": "---\nissuer: \"{{issuer}}\"\ntotp_seed: \"{{totp_seed}}\"\nowner: me\n---\nMy own.\n" }, data: { checks: [check] } }, async (stage) => {
			await unlock(stage);
			await stage.openSettings();
			await setting(stage, "Folder for new accounts").locator("input").fill("Keys");
			await setting(stage, "Tag").locator("input").fill("#factor");
			await setting(stage, "Template for new accounts").locator("input").fill("T.md");
			await expect.poll(() => settings(stage), soon).toEqual({ ...usual, folder: "Keys", tag: "factor", template: "T.md", checks: [check] });
			await stage.page.keyboard.press("Escape");
			await stage.page.keyboard.press("Escape");
			await addAccount(stage, "GitLab");
			const text = await stage.read("Keys/GitLab.md");
			expect(text).toMatch(/^---\nissuer: "GitLab"\ntotp_seed: "?tfn1\.[\w.-]+"?\nowner: me\n/);
			expect(text).toMatch(/^tags: *(\[factor\]|\n {2}- "factor")$/m);
			expect(text).toContain("---\nMy own.\n");
		}));

	it("shows what is set, and takes nothing that is no number", () =>
		inApp({ data: { folder: "Keys", tag: "factor", template: "T.md" }, localStorage: { "two-factor-notes:lockAfter": 7 } }, async (stage) => {
			await stage.openSettings();
			const values = async (): Promise<string[]> => Promise.all(["Folder for new accounts", "Tag", "Template for new accounts", "Lock after", "Clear the clipboard after"].map((name) => setting(stage, name).locator("input").inputValue()));
			expect(await values()).toEqual(["Keys", "factor", "T.md", "7", "30"]);
			await setting(stage, "Lock after").locator("input").fill("");
			await stage.page.keyboard.press("Escape");
			await stage.openSettings();
			expect((await values())[3]).toBe("7");
			await stage.page.keyboard.press("Escape");
		}));

	it("offers to encrypt all accounts only where there is something to encrypt", () =>
		inApp({ files: { "Cloudflare.md": cloudflare }, data: { checks: [check] } }, async (stage) => {
			await unlock(stage);
			await stage.openSettings();
			await setting(stage, "Encrypt all accounts").click();
			await stage.page.locator(".tfn-modal .mod-cta", { hasText: "Encrypt 1 account" }).click();
			await stage.page.locator(".tfn-modal .mod-cta", { hasText: "Done" }).click();
			expect(await stage.read("Cloudflare.md")).not.toContain(key);
			await stage.page.keyboard.press("Escape");
			await stage.openSettings();
			await expect.poll(() => setting(stage, "Encrypt all accounts").getAttribute("class"), soon).toContain("is-disabled");
			await stage.page.keyboard.press("Escape");
		}));

	it("begins a new account", () =>
		inApp({}, async (stage) => {
			await stage.openSettings();
			await setting(stage, "New account").click();
			await stage.page.locator(".tfn-modal .tfn-pasted").waitFor();
			await stage.page.keyboard.press("Escape");
			await stage.page.keyboard.press("Escape");
		}));
});

describe("what loosens security", () => {
	const copied = totp(key, start);

	it("stays on the device: lock after, clear the clipboard after", () =>
		inApp({ files: { "GitHub.md": github }, data: { checks: [check] }, clock: start }, async (stage) => {
			const before = await stage.data();
			await stage.openSettings();
			await setting(stage, "Lock after").locator("input").fill("1");
			await setting(stage, "Clear the clipboard after").locator("input").fill("90");
			await stage.page.keyboard.press("Escape");
			expect(await stage.data()).toBe(before);
			await unlock(stage);
			await copy(stage, "GitHub.md");
			await expect.poll(() => stage.clipboard(), soon).toBe(copied);
			await stage.advance(40_000);
			expect(await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(1);
			await stage.advance(25_000);
			expect(await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(0);
			expect(await stage.clipboard()).toBe(copied);
			await stage.advance(30_000);
			await expect.poll(() => stage.clipboard(), soon).toBe("");
		}));

	it("cannot come by sync", () =>
		inApp({ files: { "GitHub.md": github }, data: { checks: [check], lockAfter: 0, clearClipboardAfter: 0, allowCommandLine: true }, clock: start }, async (stage) => {
			await stage.write(dataFile, JSON.stringify({ checks: [check], lockAfter: 240, clearClipboardAfter: 600, "two-factor-notes:lockAfter": 0 }));
			await unlock(stage);
			await copy(stage, "GitHub.md");
			await expect.poll(() => stage.clipboard(), soon).toBe(copied);
			await stage.advance(31_000);
			await expect.poll(() => stage.clipboard(), soon).toBe("");
			await stage.advance(5 * 60_000);
			expect(await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(0);
		}));

	it("is at its safe value where the device keeps nonsense", () =>
		inApp({ files: { "GitHub.md": github }, data: { checks: [check] }, clock: start, localStorage: { "two-factor-notes:lockAfter": "never", "two-factor-notes:clearClipboardAfter": -1 } }, async (stage) => {
			await unlock(stage);
			await copy(stage, "GitHub.md");
			await stage.advance(31_000);
			await expect.poll(() => stage.clipboard(), soon).toBe("");
			await stage.advance(5 * 60_000);
			expect(await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(0);
		}));
});

describe("being switched off", () => {
	const uses = note(["issuer: Uses"], "\n```2fa\n[[GitHub]]\n```\n\nNow `2fa: Cloudflare` is live.\n\n```2fa\ntag: 2fa\n```\n\nThe end.\n");
	const files = { "2FA/GitHub.md": github, "Cloudflare.md": cloudflare, "Uses.md": uses };
	const workspace = { right, main: [{ type: "markdown", state: { file: "Uses.md", mode: "preview" } }, { type: "markdown", state: { file: "Uses.md", mode: "source" }, active: true }] };

	/** What is left; views close a moment after their plugin. */
	async function leftBy(stage: Stage): Promise<string[]> {
		await stage.disable();
		await stage.page.waitForTimeout(100);
		return stage.page.evaluate(() => window.host.runner.leaks());
	}

	it("leaves nothing: notes in both views, the pane, a copied code, an open lock", () =>
		inApp({ files, workspace, data: { checks: [check] }, clock: start }, async (stage) => {
			const { page } = stage;
			await unlock(stage);
			for (const tab of await page.locator(".mod-root .workspace-tab-header").all()) {
				await tab.click();
				const view = page.locator(".mod-root .workspace-leaf").filter({ visible: true });
				await view.locator(".tfn-block .tfn-card").first().waitFor();
				await view.locator(".tfn-inline .tfn-code:not(.is-hidden)").first().waitFor();
			}
			await copy(stage, "Cloudflare.md");
			await expect.poll(() => stage.clipboard(), soon).toBe(totp(key, start));
			expect(await leftBy(stage)).toEqual([]);
			expect(await stage.clipboard()).toBe("");
			expect(await page.locator("[class*=tfn-]:not(:empty)").count()).toBe(0);
			expect(await page.locator("body").innerHTML()).not.toContain(totp(key, start));
		}));

	it.each([
		["unlock", ".tfn-passphrase"], ["new-note", ".tfn-pasted"], ["copy-code", ".prompt"], ["show-qr", ".tfn-qr"], ["encrypt-all", ".tfn-table"],
	])("closes the dialog of %s", (command, sign) =>
		inApp({ files, data: { checks: [check] } }, async (stage) => {
			if (command !== "unlock") await unlock(stage);
			if (command === "show-qr") await stage.openNote("2FA/GitHub.md");
			await stage.run(command);
			await stage.page.locator(sign).filter({ visible: true }).last().waitFor();
			expect(await leftBy(stage)).toEqual([]);
			expect(await stage.page.locator(".modal, .prompt").count()).toBe(0);
		}));

	it("closes the dialog of a first passphrase, and sets none", () =>
		inApp({}, async (stage) => {
			await stage.run("unlock");
			for (const field of await stage.page.locator(".modal .tfn-passphrase input").all()) await field.fill(words);
			// In one step: a busy machine may else have worked out the key before the plugin goes.
			await stage.page.evaluate(async () => {
				document.querySelector<HTMLElement>(".modal .tfn-passphrase .mod-cta")?.click();
				await new Promise((done) => setTimeout(done, 50));
				window.host.runner.disable();
			});
			expect(await leftBy(stage)).toEqual([]);
			await stage.page.waitForTimeout(1500);
			expect(await stage.data()).toBeNull();
		}));

	it("stops an unlocking", () =>
		inApp({ files, data: { checks: [check] } }, async (stage) => {
			await stage.page.locator(".tfn-passphrase input").fill(passphrase);
			await stage.page.locator(".tfn-passphrase input").press("Enter");
			await stage.page.locator(".tfn-busy-line").waitFor();
			expect(await leftBy(stage)).toEqual([]);
		}));

	it("leaves alone what was copied by others since", () =>
		inApp({ files }, async (stage) => {
			await copy(stage, "Cloudflare.md");
			await expect.poll(() => stage.clipboard(), soon).toMatch(/^\d{6}$/);
			await stage.setClipboard("a shopping list");
			expect(await leftBy(stage)).toEqual([]);
			expect(await stage.clipboard()).toBe("a shopping list");
		}));

	it("can be undone, twice, locked each time", () =>
		inApp({ files, workspace, data: { checks: [check] }, clock: start }, async (stage) => {
			for (let n = 0; n < 2; n++) {
				await unlock(stage);
				await expect.poll(() => code(stage, "2FA/GitHub.md").textContent(), soon).toBe(totp(key, start));
				expect(await leftBy(stage)).toEqual([]);
				await stage.enable();
				await stage.page.locator(".tfn-pane .tfn-passphrase").waitFor();
				expect(await tabs(stage).count()).toBe(1);
				expect(await code(stage, "2FA/GitHub.md").textContent()).toBe("");
				expect(await code(stage, "Cloudflare.md").textContent()).toBe(totp(key, start));
			}
			await stage.openNote("2FA/GitHub.md");
			await stage.page.locator(".mod-root .tfn-block .tfn-card").filter({ visible: true }).waitFor();
		}));
});

describe("the commands", () => {
	const known = ["open-pane", "unlock", "lock", "copy-code", "copy-code-for-note", "show-qr", "use-backup-code", "encrypt-note", "encrypt-all", "new-note"];
	const promised = [
		...known, "verify-code", "replace-seed", "replace-backup-codes", "lost-device", "decrypt-note", "decrypt-all", "change-passphrase", "test-passphrase",
		"import", "export", "share", "check-health", "emergency-kit", "recovery-page", "back-up-now",
	];
	const offered = async (stage: Stage): Promise<string[]> => (await stage.commands()).filter((id) => known.includes(id)).sort();
	const always = ["new-note", "open-pane"];
	const codes = note(["issuer: GitLab", "backup_codes: [9832-3290]"]);

	it("bear the names that hotkeys hang on", () =>
		inApp({}, async (stage) => {
			const ids = await stage.page.evaluate(() => window.host.app.$commands.ids());
			expect(ids.map((id) => id.replace("two-factor-notes:", "")).filter((id) => !promised.includes(id))).toEqual([]);
			expect(known.filter((id) => !ids.includes(`two-factor-notes:${id}`))).toEqual([]);
		}));

	it.each<[string, Record<string, string>, string | null, string[]]>([
		["no account", { "plain.md": "Text.\n" }, "plain.md", []],
		["an encrypted account elsewhere", { "GitHub.md": github, "plain.md": "Text.\n" }, "plain.md", ["copy-code", "show-qr"]],
		["an encrypted account in front", { "GitHub.md": github }, "GitHub.md", ["copy-code", "copy-code-for-note", "show-qr"]],
		["a clear account in front", { "Cloudflare.md": cloudflare }, "Cloudflare.md", ["copy-code", "copy-code-for-note", "encrypt-all", "encrypt-note", "show-qr"]],
		["backup codes alone", { "GitLab.md": codes }, null, ["encrypt-all", "use-backup-code"]],
		["backup codes that are used up", { "GitLab.md": codes.replace("9832-3290", "9832-3290 used 2026-02-15") }, null, ["encrypt-all"]],
	])("are offered as they fit: %s", (_, files, open, wanted) =>
		inApp({ files, data: { checks: [check] } }, async (stage) => {
			if (open !== null) await stage.openNote(open);
			expect(await offered(stage)).toEqual([...always, ...wanted, "unlock"].sort());
			await unlock(stage);
			expect(await offered(stage)).toEqual([...always, ...wanted, "lock"].sort());
			await stage.run("lock");
			expect(await offered(stage)).toEqual([...always, ...wanted, "unlock"].sort());
		}));

	it("ask for the passphrase while locked, and then go on", () =>
		inApp({ files: { "GitHub.md": github }, workspace: {}, data: { checks: [check] }, clock: start }, async (stage) => {
			await stage.openNote("GitHub.md");
			await stage.run("copy-code-for-note");
			await unlock(stage);
			await expect.poll(() => stage.clipboard(), soon).toBe(totp(key, start));
			expect(await stage.page.locator(".modal").count()).toBe(0);
		}));

	it("do nothing when the passphrase is not given", () =>
		inApp({ files: { "GitHub.md": github }, workspace: {}, data: { checks: [check] } }, async (stage) => {
			await stage.openNote("GitHub.md");
			for (const command of ["copy-code-for-note", "show-qr"]) {
				await stage.run(command);
				await stage.page.locator(".modal .tfn-passphrase").waitFor();
				await stage.page.keyboard.press("Escape");
				await stage.page.locator(".modal").waitFor({ state: "detached" });
			}
			expect([await stage.clipboard(), await stage.notices()]).toEqual(["", []]);
		}));
});

describe("the menus", () => {
	const files = { "GitHub.md": github, "plain.md": "Text.\n" };
	const entries = ({ page }: Stage): Promise<string[]> => page.locator(".menu .menu-item-title").allTextContents();

	it.each<["file" | "editor", string]>([["file", "GitHub.md"], ["editor", "GitHub.md"]])("of its %s offer what can be done with its account", (kind, path) =>
		inApp({ files, clock: start, data: { checks: [check] } }, async (stage) => {
			await stage.openNote(path);
			const place = kind === "file" ? `.nav-file-title[data-path="${path}"]` : ".mod-root .cm-line";
			await stage.page.locator(place).first().click({ button: "right" });
			await stage.page.locator(".menu").waitFor();
			expect(await entries(stage)).toEqual(expect.arrayContaining(["Copy code", "Show QR", "Add backup codes"]));
			await stage.page.locator(".menu-item", { hasText: "Copy code" }).click();
			await unlock(stage);
			await expect.poll(() => stage.clipboard(), soon).toBe(totp(key, start));
		}));

	it("of another note have nothing of ours", () =>
		inApp({ files }, async (stage) => {
			await stage.openNote("plain.md");
			for (const place of ['.nav-file-title[data-path="plain.md"]', ".mod-root .cm-line"]) {
				await stage.page.locator(place).first().click({ button: "right" });
				await stage.page.locator(".menu").waitFor();
				expect((await entries(stage)).join()).not.toMatch(/code|QR|Encrypt/i);
				await stage.page.keyboard.press("Escape");
			}
		}));
});

describe("the status bar", () => {
	it("shows the lock, and opens and closes it", () =>
		inApp({ files: { "GitHub.md": github }, workspace: {}, data: { checks: [check] } }, async (stage) => {
			const item = stage.page.locator(".status-bar-item.tfn-status");
			expect(await item.getAttribute("aria-label")).toContain("locked. Click to unlock");
			await item.click();
			await unlock(stage);
			await expect.poll(() => item.getAttribute("aria-label"), soon).toContain("unlocked. Click to lock");
			await item.click();
			await expect.poll(() => item.getAttribute("aria-label"), soon).toContain("locked. Click to unlock");
		}));

	it("is not there on a phone", () => inApp({ phone: true }, async (stage) => expect(await stage.page.locator(".tfn-status").count()).toBe(0)));
});
