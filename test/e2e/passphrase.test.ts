/** The passphrase's life: taken off again, changed, tested, remembered, split in two; on one device and on two, and killed at every write. */
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, parseField, type Cost } from "../../src/lock/field";
import { openSealed, seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { eventually, expectQuiet, key, looks, note, rfcKey, start, today, unlock as type, usedOn } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const words = "four grey herons over ice";
const newWords = "seven small boats at dusk";
const othersWords = "someone else made this one";
const codesWords = "the paper lies in a drawer";
const dataFile = ".obsidian/plugins/two-factor-notes/data.json";

type Seal = (kind: SealedKind, secret: string, label: string) => string;

/** Seals as the plugin does, under a passphrase of its own. */
async function sealing(passphrase: string, cost: Cost, salt: string): Promise<Seal> {
	const derived = await deriveHere(new TextEncoder().encode(passphrase), unhex(salt), cost);
	return (kind, secret, label) => seal(derived, groupFor(cost, toBase64url(unhex(salt))), kind, secret, label);
}

const usual: Cost = { memory: 65536, passes: 3, lanes: 4 };
const cheap: Cost = { memory: 64, passes: 1, lanes: 1 };
const sealed = await sealing(words, cheap, "000102030405060708090a0b0c0d0e0f");
const others = await sealing(othersWords, cheap, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

const settings = { folder: "2FA", tag: "2fa", template: "", checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "passphrase of 2026-01-10" }] };
const codes = ["9832-3290", "1903-4875", "00123456"];

const githubWith = (put: Seal, mark: (day: string, stored: string) => string): string => note([
	"issuer: 'GitHub' # at work", "account: me", `totp_seed: ${put("seed", key, "GitHub:me")}`,
	"backup_codes:", `  - ${put("code", "9832-3290", "GitHub:me")}`, `  - ${mark("2026-02-15", put("code", "1903-4875", "GitHub:me"))} # once`, `  - ${put("code", "00123456", "GitHub:me")}`, "tags: [2fa]",
], "\nNothing here changes:  two spaces.  \n");
const github = githubWith(sealed, usedOn);
const githubClear = githubWith((_, secret) => `"${secret}"`, (day, stored) => `${stored.slice(0, -1)} used ${day}"`);
const forgeWith = (put: Seal): string => note([
	"issuer: Forge", "account: me", `totp_seed: ${put("seed", rfcKey, "Forge:me")}`, `totp_seed_next: ${put("seed", key, "Forge:me")}`, `backup_codes_former: [ ${put("code", "5520-8137", "Forge:me")} ]`,
]);
/** Was moved here: its field says another account, and goes on saying it. */
const mailWith = (put: Seal): string => note(["issuer: Mail", `totp_seed: ${put("seed", key, "Post:me")}`]);
const shared = note(["issuer: Shared", `totp_seed: ${others("seed", rfcKey, "Shared:us")}`]);
const files = { "GitHub.md": github, "2FA/Forge.md": forgeWith(sealed), "Mail.md": mailWith(sealed) };

const dialog = ({ page }: Stage): Locator => page.locator(".modal").last();
const said = (stage: Stage) => eventually(() => dialog(stage).innerText().catch(() => ""));
const press = (stage: Stage, name: string): Promise<void> => dialog(stage).getByRole("button", { name, exact: true }).click();
const primary = (stage: Stage): Promise<void> => dialog(stage).locator(".mod-cta").click();
const fields = (stage: Stage): Locator => dialog(stage).locator(".tfn-passphrase input");
const notice = ({ page }: Stage, text: string): Locator => page.locator(".notice", { hasText: text });
const row = ({ page }: Stage, name: string): Locator => page.locator(".setting-item").filter({ has: page.locator(".setting-item-name", { hasText: new RegExp(`^${name}$`) }) });
const textsOf = async (stage: Stage, paths = Object.keys(files)): Promise<Record<string, string>> => Object.fromEntries(await Promise.all(paths.map(async (path) => [path, (await stage.read(path)) ?? ""] as const)));
const checksOf = async (stage: Stage): Promise<{ sealed: string; label: string; for?: string; retired?: string }[]> => (JSON.parse((await stage.data()) ?? "{}") as typeof settings).checks;

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ files, data: settings, clock: start, workspace: { right: { leaves: [{ type: "two-factor-notes", active: true }] } }, ...options });
	stage.page.setDefaultTimeout(8_000);
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

/** Types into the fields of the dialog and submits. */
async function fill(stage: Stage, ...typed: string[]): Promise<void> {
	for (const [at, text] of typed.entries()) await fields(stage).nth(at).fill(text);
	await fields(stage).last().press("Enter");
}

async function change(stage: Stage, from = words, to = newWords): Promise<void> {
	await stage.run("change-passphrase");
	await fill(stage, from);
	await dialog(stage).getByLabel("New passphrase").waitFor();
	await fill(stage, to, to);
}

const unlock = async (stage: Stage, passphrase = words): Promise<void> => {
	await stage.run("unlock");
	await type(stage, passphrase);
	await eventually(stage.commands).toContain("lock");
};

/** Seals as a device does that has this check and this passphrase: the salt stands in the check. */
async function sealerOf(check: string, passphrase: string): Promise<Seal> {
	const field = parseField(check);
	if ("reason" in field) throw new Error("This is no check.");
	return sealing(passphrase, field.cost, Buffer.from(field.salt).toString("hex"));
}

/** What the encrypted texts of a file hold, opened with whichever of the passphrases fits; null for what none opens. */
async function openedWith(text: string, passphrases: string[]): Promise<(string | null)[]> {
	return Promise.all((text.match(/tfn1[\w.-]+/g) ?? []).map(async (found) => {
		const field = parseField(found);
		if ("reason" in field) return null;
		for (const passphrase of passphrases) {
			const derived = await deriveHere(new TextEncoder().encode(passphrase), field.salt, field.cost);
			for (const kind of ["seed", "code", "pin"] as const) {
				const opened = openSealed(derived, found, kind);
				if ("secret" in opened) return opened.secret;
			}
		}
		return null;
	}));
}

describe.each(looks)("decrypting, $look", ({ look, options }) => {
	it("asks, names what follows, and writes nothing when the answer is no", () =>
		inApp(options, async (stage) => {
			await stage.openNote("GitHub.md");
			await stage.run("decrypt-note");
			await type(stage, words);
			await said(stage).toContain("These secrets will stand in the note unencrypted: secret key, 3 backup codes.");
			await stage.screenshot(`passphrase-decrypt-${look}`);
			await press(stage, "Cancel");
			expect(await textsOf(stage)).toEqual(files);
		}));

	it("writes the values of one note in quotes, keeps the marks, and changes no other byte", () =>
		inApp(options, async (stage) => {
			await unlock(stage);
			await stage.openNote("GitHub.md");
			await stage.run("decrypt-note");
			await primary(stage);
			await eventually(() => textsOf(stage)).toEqual({ ...files, "GitHub.md": githubClear });
			await stage.cached();
			await eventually(stage.commands).not.toContain("decrypt-note");
		}));

	it("shows all accounts first, leaves out what is unticked and what does not open", () =>
		inApp({ ...options, files: { ...files, "Shared.md": shared } }, async (stage) => {
			await unlock(stage);
			await stage.run("decrypt-all");
			expect((await dialog(stage).locator(".tfn-pick").allInnerTexts()).map((text) => text.split("\n").slice(1).join(" "))).toEqual([
				"Forge 2FA/Forge.md secret key, 1 backup code", "GitHub GitHub.md secret key, 3 backup codes", "Mail Mail.md secret key",
			]);
			await said(stage).toContain("These secrets will stand in the notes unencrypted.");
			await said(stage).toContain("Shared.md is left out. It is encrypted with another passphrase, or damaged.");
			await stage.screenshot(`passphrase-decrypt-all-${look}`);
			await dialog(stage).locator(".tfn-pick input").nth(0).uncheck();
			await primary(stage);
			await said(stage).toContain("2 accounts were decrypted.");
			expect(await textsOf(stage, [...Object.keys(files), "Shared.md"])).toEqual({ "GitHub.md": githubClear, "2FA/Forge.md": files["2FA/Forge.md"], "Mail.md": mailWith((_, secret) => `"${secret}"`), "Shared.md": shared });
		}));
});

/** What happens while the second note from now on is being written: a lock, or a click on Stop. */
const atSecondWrite = ({ page }: Stage, what: "lock" | "stop" | "nothing"): Promise<void> => page.evaluate((what) => {
	const { disk } = window.host;
	Reflect.deleteProperty(disk, "process");
	if (what === "nothing") return;
	const process = disk.process.bind(disk);
	let count = 0;
	disk.process = async (...given) => {
		if (++count === 2 && what === "lock") window.host.run("lock");
		else if (count === 2) document.querySelector<HTMLElement>(".modal .tfn-busy-line button")?.click();
		return process(...given);
	};
}, what);

describe("another passphrase", () => {
	const withShared = { ...files, "Shared.md": shared };

	it("is asked for where a field needs it, and what it opens can be taken over", () =>
		inApp({ files: withShared }, async (stage) => {
			await unlock(stage);
			await notice(stage, "1 field needs another passphrase").getByRole("button", { name: "Type the other passphrase" }).click();
			await said(stage).toMatch(/^Another passphrase.*This is encrypted with another passphrase than this vault's\./s);
			await fill(stage, "not this one at all");
			await said(stage).toMatch(/This is encrypted with another passphrase than this vault's\. Type that one\.\s+Wrong passphrase\./);
			await stage.screenshot("passphrase-other-wrong");
			await fill(stage, othersWords);
			await dialog(stage).waitFor({ state: "detached" });
			await notice(stage, "1 field is encrypted with another passphrase").getByRole("button", { name: "Encrypt them with this vault's passphrase" }).click();
			expect(await dialog(stage).locator(".tfn-pick").count()).toBe(1);
			expect(await textsOf(stage, Object.keys(withShared))).toEqual(withShared);
			await primary(stage);
			await said(stage).toContain("The account is encrypted with the passphrase in use.");
			expect(await textsOf(stage, Object.keys(withShared))).toEqual({ ...files, "Shared.md": shared.replace(/tfn1\S+/, sealed("seed", rfcKey, "Shared:us")) });
		}));

	it("does not become the vault's when something is encrypted while it alone is unlocked", () =>
		inApp({ files: { ...withShared, "Clear.md": note(["issuer: Clear", `totp_seed: ${key}`]) } }, async (stage) => {
			await unlock(stage, othersWords);
			await stage.openNote("Clear.md");
			await stage.run("encrypt-note");
			await said(stage).toContain("What is unlocked is not this vault's own passphrase. To encrypt, type this vault's own.");
			await fill(stage, words);
			await eventually(() => stage.read("Clear.md")).toBe(note(["issuer: Clear", `totp_seed: ${sealed("seed", key, "Clear:")}`]));
		}));

	it("is tried on what takes much memory only after that was agreed to", async () => {
		const costly = await sealing(othersWords, { memory: 16, passes: 16, lanes: 1 }, "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
		const text = note(["issuer: Dear", `totp_seed: ${costly("seed", key, "Dear:").replace("tfn1.16.16.1", "tfn1.524288.4.1")}`]);
		await inApp({ files: { ...files, "Dear.md": text } }, async (stage) => {
			await unlock(stage);
			await notice(stage, "1 field needs 512 MiB of memory and about 11 times as long as usual.").getByRole("button", { name: "Try these too" }).click();
			await said(stage).toContain("Also try what takes 512 MiB of memory and about 11 times as long as usual.");
			expect(await dialog(stage).getByRole("checkbox").isChecked()).toBe(false);
			await fill(stage, othersWords);
			await said(stage).toContain("Nothing was tried yet, as it takes much.");
			await stage.page.keyboard.press("Escape");
		});
	});
});

describe("changing the passphrase", () => {
	it.each(looks)("takes the one in use and a new one, and encrypts everything anew, $look", ({ look, options }) =>
		inApp(options, async (stage) => {
			await stage.run("change-passphrase");
			await stage.screenshot(`passphrase-change-${look}`);
			await fill(stage, newWords);
			await said(stage).toContain("Wrong passphrase.");
			await fill(stage, words);
			await dialog(stage).getByLabel("New passphrase").waitFor();
			await stage.screenshot(`passphrase-new-${look}`);
			await fill(stage, newWords, "something else entirely");
			await said(stage).toContain("The two passphrases are not the same.");
			expect(await textsOf(stage)).toEqual(files);
			expect(await checksOf(stage)).toEqual(settings.checks);
			await fill(stage, newWords, newWords);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			await stage.screenshot(`passphrase-changed-${look}`);
			const [former, now] = await checksOf(stage);
			expect(former).toEqual({ ...settings.checks[0], retired: today });
			expect(now?.label).toBe(`passphrase of ${today}`);
			const anew = await sealerOf(now?.sealed ?? "", newWords);
			expect(now?.sealed).toBe(anew("check", "two-factor-notes", ""));
			expect(now?.sealed).toMatch(/^tfn1\.65536\.3\.4\./);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
			await primary(stage);
			await stage.run("lock");
			await unlock(stage, newWords);
			await stage.run("open-pane");
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(3);
			expect(await stage.shownNotices()).toEqual([]);
		}));

	it("says what was left and why, and goes on when asked", () =>
		inApp({ files: { ...files, "Shared.md": shared, "Broken.md": mailWith(sealed).replace("issuer: Mail", "issuer: {Mail") } }, async (stage) => {
			await unlock(stage);
			await stage.failWrites("GitHub.md", "EROFS: read-only file system");
			await change(stage);
			await said(stage).toContain("2 of 3 accounts are encrypted with the passphrase in use; the others were not changed and still open with the one they had.");
			await said(stage).toContain("GitHub (me): The note could not be written. Nothing was changed.");
			await said(stage).toContain("1 field needs another passphrase and was left as it is.");
			await said(stage).toMatch(/Broken\.md is left out\. Line \d is not valid YAML\./);
			expect(await stage.read("GitHub.md")).toBe(github);
			await stage.screenshot("passphrase-change-left");
			await stage.failWrites("GitHub.md", null);
			await press(stage, "Go on");
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", newWords);
			expect(await stage.read("GitHub.md")).toBe(githubWith(anew, usedOn));
			expect(await stage.read("Shared.md")).toBe(shared);
		}));

	it.each(looks)("keeps what was typed where it was locked while the new one was chosen, $look", ({ look, options }) =>
		inApp(options, async (stage) => {
			await stage.run("change-passphrase");
			await fill(stage, words);
			await dialog(stage).getByLabel("New passphrase").fill(newWords);
			const offered = await dialog(stage).locator(".tfn-words").innerText();
			await stage.run("lock");
			await said(stage).toMatch(/Nothing was changed, and what you typed is kept\. Unlock to go on where you were\..*Locked\./s);
			expect(await dialog(stage).innerText()).not.toContain(offered);
			await stage.screenshot(`passphrase-change-locked-${look}`);
			await fill(stage, words);
			await eventually(() => dialog(stage).getByLabel("New passphrase").inputValue()).toBe(newWords);
			expect(await dialog(stage).locator(".tfn-words").innerText()).toBe(offered);
			await fill(stage, newWords, newWords);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
		}));

	it("goes on after it was locked just as the new one was saved", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.page.evaluate(() => {
				window.host.disk.$refuses = (path) => {
					if (path.endsWith("data.json")) window.host.run("lock");
					return undefined;
				};
			});
			await change(stage);
			const go = notice(stage, "The new passphrase is set, but it was locked before anything was encrypted with it.").getByRole("button", { name: "Go on" });
			await go.waitFor();
			await stage.failWrites(dataFile, null);
			expect(await textsOf(stage)).toEqual(files);
			await go.click();
			await fill(stage, newWords);
			await said(stage).toContain("This is still encrypted with the former passphrase.");
			await fill(stage, words);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
		}));

	it("takes over what other passphrases encrypted only when that is chosen", () =>
		inApp({ files: { ...files, "Shared.md": shared } }, async (stage) => {
			await unlock(stage);
			await notice(stage, "1 field needs another passphrase").getByRole("button", { name: "Type the other passphrase" }).click();
			await fill(stage, othersWords);
			await dialog(stage).waitFor({ state: "detached" });
			await change(stage);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			expect(await dialog(stage).innerText()).toContain("1 field is encrypted with another passphrase than this vault's.");
			expect(await stage.read("Shared.md")).toBe(shared);
			await stage.screenshot("passphrase-change-others");
			await press(stage, "Encrypt with this vault's");
			await primary(stage);
			await said(stage).toContain("The account is encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", newWords);
			expect(await stage.read("Shared.md")).toBe(shared.replace(/tfn1\S+/, anew("seed", rfcKey, "Shared:us")));
		}));

	it("says which passphrase is in use where sync changes the settings at the same moment", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			const brought = JSON.stringify({ ...settings, checks: [...settings.checks, { sealed: others("check", "two-factor-notes", ""), label: "" }] });
			await stage.page.evaluate((brought) => {
				const { disk } = window.host;
				const write = disk.write.bind(disk);
				disk.write = (path, text, ...rest) => write(path, path.endsWith("data.json") ? brought : text, ...rest);
			}, brought);
			await change(stage);
			await said(stage).toContain("Sync changed the settings at the same moment, so nothing is encrypted with the passphrase just typed. No note was changed; everything opens with the passphrase it had.");
			await stage.page.keyboard.press("Escape");
			expect(await textsOf(stage)).toEqual(files);
			// What stands in the file is what counts here, too.
			await stage.run("test-passphrase");
			await fill(stage, othersWords);
			await said(stage).toContain("Right. This is the passphrase in use.");
			await stage.page.keyboard.press("Escape");
		}));

	it("asks for both passphrases where it was locked in the middle", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await atSecondWrite(stage, "lock");
			await change(stage);
			await said(stage).toContain("2 of 3 accounts are encrypted");
			expect(await dialog(stage).innerText()).toContain("It was locked before all were done.");
			expect(await dialog(stage).innerText()).toContain("Nothing is lost: unlock to go on.");
			await stage.screenshot("passphrase-change-locked-in-the-middle");
			await atSecondWrite(stage, "nothing");
			await press(stage, "Go on");
			await fill(stage, newWords);
			await said(stage).toContain("This is still encrypted with the former passphrase. Type that one.");
			await fill(stage, words);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", newWords);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
		}));

	it("changes nothing when the settings cannot be saved", () =>
		inApp({}, async (stage) => {
			await stage.failWrites(dataFile, "ENOSPC: no space left on device");
			await change(stage);
			await said(stage).toContain("The settings could not be saved, so no passphrase was set or changed, and no note.");
			expect(await checksOf(stage)).toEqual(settings.checks);
			expect(await textsOf(stage)).toEqual(files);
			await stage.failWrites(dataFile, null);
			await fill(stage, newWords, newWords);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
		}));

	it("is offered again where it was stopped, with what is typed first of the two passphrases", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			// Stopped while the second note is being written.
			await atSecondWrite(stage, "stop");
			await change(stage);
			await said(stage).toContain("2 of 3 accounts are encrypted");
			await atSecondWrite(stage, "nothing");
			await press(stage, "Done");
			await stage.openSettings();
			expect(await row(stage, "Finish the change of the passphrase").innerText()).toContain("1 field is still encrypted with the former passphrase.");
			await stage.page.keyboard.press("Escape");
			await stage.run("change-passphrase");
			await said(stage).toContain("The last change is not finished: 1 field is still encrypted with the former passphrase.");
			await stage.screenshot("passphrase-unfinished");
			await stage.page.keyboard.press("Escape");
			await stage.run("lock");
			await unlock(stage, newWords);
			await notice(stage, "1 field is still encrypted with the former passphrase.").getByRole("button", { name: "Go on" }).click();
			await said(stage).toContain("This is still encrypted with the former passphrase. Type that one.");
			await fill(stage, words);
			await said(stage).toContain("The account is encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", newWords);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
		}));
});

describe("a change of the passphrase that is cut off", () => {
	// The settings and three notes are written: after each of these, and before the first.
	it.each([0, 1, 2, 3, 4])("after %i writes leaves everything open with one of the two, and is finished later", (writes) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.page.evaluate((writes) => {
				let count = 0;
				window.host.disk.$refuses = (path) => (/\.md$|data\.json$/.test(path) && ++count > writes ? "EIO: i/o error" : undefined);
			}, writes);
			await change(stage);
			await eventually(() => dialog(stage).locator(".tfn-wrong:not(:empty)").count().then((wrong) => wrong > 0 || writes === 4)).toBe(true);
			if (writes === 4) await said(stage).toContain("3 accounts are encrypted");
			await stage.page.reload();
			await stage.ready();
			await stage.cached();

			const checks = await checksOf(stage);
			expect(checks.length).toBe(writes === 0 ? 1 : 2);
			const secrets = { "GitHub.md": [key, ...codes], "2FA/Forge.md": [rfcKey, key, "5520-8137"], "Mail.md": [key] };
			for (const [path, text] of Object.entries(await textsOf(stage))) expect(await openedWith(text, [words, newWords])).toEqual(secrets[path as keyof typeof secrets]);
			const left = Object.values(await textsOf(stage)).filter((text) => text.includes(checks[0]?.sealed.split(".").slice(0, 5).join(".") ?? "-")).length;
			expect(left).toBe(writes === 0 ? 3 : 4 - writes);

			// Whichever passphrase is typed first.
			const [first, second] = writes % 2 === 0 ? [words, newWords] : [newWords, words];
			if (writes === 0) {
				await unlock(stage);
				await change(stage);
			} else if (writes === 4) await unlock(stage, newWords);
			else {
				await unlock(stage, first);
				await notice(stage, "still encrypted with the former passphrase").getByRole("button", { name: "Go on" }).click();
				await fields(stage).waitFor();
				await fill(stage, second);
			}
			if (writes < 4) await said(stage).toMatch(/3 accounts are|1 account|The account is|2 accounts are/);
			const anew = await sealerOf((await checksOf(stage)).at(-1)?.sealed ?? "", newWords);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
		}));

	it.each(["GitHub.md", "2FA/Forge.md", "Mail.md"])("by one failed write of %s does the others, and that one when asked again", (path) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.failWrites(path, "EIO: i/o error");
			await change(stage);
			await said(stage).toContain("2 of 3 accounts are encrypted");
			await stage.failWrites(path, null);
			await stage.restart();
			await stage.cached();
			await unlock(stage, words);
			await notice(stage, "still encrypted with the former passphrase").getByRole("button", { name: "Go on" }).click();
			await fill(stage, newWords);
			await said(stage).toContain("The account is encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", newWords);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
		}));
});

/** What sync does: the files of one stage, in the other. */
async function bring(from: Stage, to: Stage, paths: string[]): Promise<void> {
	for (const path of paths) await to.write(path, (await from.read(path)) ?? "");
	await to.cached();
}

/** Whether the settings offer to finish the change. */
async function isOffered(stage: Stage): Promise<boolean> {
	await stage.openSettings();
	const isShown = await row(stage, "Finish the change of the passphrase").isVisible();
	await stage.page.keyboard.press("Escape");
	return isShown;
}

describe("two devices", () => {
	const open = async (): Promise<Stage> => {
		const stage = await openStage({ files: { ...files, "Clear.md": note(["issuer: Clear", `totp_seed: ${rfcKey}`]) }, data: settings, clock: start });
		stage.page.setDefaultTimeout(8_000);
		await stage.cached();
		await unlock(stage);
		return stage;
	};

	it.each([["the settings", [dataFile], Object.keys(files)], ["the notes", Object.keys(files), [dataFile]]])("the other asks for the new passphrase, and encrypts nothing before it has it: %s come first", async (_, first, then) => {
		const [one, other] = [await open(), await open()];
		await change(one);
		await said(one).toContain("3 accounts are encrypted with the passphrase in use.");

		await bring(one, other, first);
		if (first[0] !== dataFile) await bring(one, other, then);
		await notice(other, "The passphrase was changed on another device.").waitFor();
		await other.openNote("Clear.md");
		await other.run("encrypt-note");
		await said(other).toContain("The passphrase was changed on another device. To encrypt, type the new one.");
		await other.screenshot("passphrase-changed-elsewhere");
		expect(await other.read("Clear.md")).toContain(rfcKey);
		await fill(other, newWords);
		const anew = await sealerOf((await checksOf(one))[1]?.sealed ?? "", newWords);
		await eventually(() => other.read("Clear.md")).toBe(note(["issuer: Clear", `totp_seed: ${anew("seed", rfcKey, "Clear:")}`]));

		if (first[0] === dataFile) {
			await notice(other, "8 fields are still encrypted with the former passphrase.").waitFor();
			await bring(one, other, then);
		}
		expect(await textsOf(other)).toEqual(await textsOf(one));

		await eventually(() => isOffered(other)).toBe(false);

		// A third device, late: it has encrypted with the former passphrase in the meantime.
		await other.write("Late.md", note(["issuer: Late", `totp_seed: ${sealed("seed", key, "Late:")}`]));
		await notice(other, "1 field is still encrypted with the former passphrase.").getByRole("button", { name: "Go on" }).click();
		await said(other).toContain("The account is encrypted with the passphrase in use.");
		expect(await other.read("Late.md")).toBe(note(["issuer: Late", `totp_seed: ${anew("seed", key, "Late:")}`]));
		for (const stage of [one, other]) {
			await expectQuiet(stage);
			await stage.close();
		}
	});
});

describe("testing the passphrase", () => {
	it.each(looks)("tells right, former and wrong, and changes nothing, $look", async ({ look, options }) => {
		const anew = await sealing(newWords, usual, "101112131415161718191a1b1c1d1e1f");
		const data = { ...settings, checks: [{ ...settings.checks[0], retired: "2026-11-01" }, { sealed: anew("check", "two-factor-notes", ""), label: "" }] };
		await inApp({ ...options, data }, async (stage) => {
			await stage.run("test-passphrase");
			for (const [typed, answer] of [[newWords, "Right. This is the passphrase in use."], [words, "This was the former passphrase"], ["nothing like either", "Wrong passphrase."]] as const) {
				await fill(stage, typed);
				await said(stage).toContain(answer);
				expect(await fields(stage).inputValue()).toBe("");
				await fields(stage).press("Enter");
				await said(stage).toContain(answer);
				if (typed === newWords) await stage.screenshot(`passphrase-test-${look}`);
			}
			expect(await stage.commands()).not.toContain("lock");
			expect(JSON.parse((await stage.data()) ?? "")).toEqual(data);
			expect(await textsOf(stage)).toEqual(files);
		});
	});
});

const toggle = async (stage: Stage, name: string): Promise<void> => {
	await stage.openSettings();
	await row(stage, name).locator(".checkbox-container").click();
};

describe("remembering on this device", () => {
	const secrets = ({ page }: Stage): Promise<string> => page.evaluate(() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes("secret"))));
	const aKey = /\.[\w-]{43}(?![\w-])/;
	const turnOn = async (stage: Stage): Promise<void> => {
		await toggle(stage, "Remember on this device");
		await said(stage).toContain("Every other plugin can read them there");
		await press(stage, "Remember");
	};

	it("is a switch that explains itself, and unlocks with one click, also after a restart", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await turnOn(stage);
			await eventually(() => secrets(stage)).toMatch(aKey);
			expect(await secrets(stage)).not.toContain(words);
			await stage.restart();
			await stage.cached();
			expect(await stage.page.locator(".tfn-pane input[type=password]").count()).toBe(0);
			await stage.screenshot("passphrase-remembered-pane");
			await stage.page.locator(".tfn-pane .tfn-unlock .mod-cta").click();
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(3);
			await stage.run("lock");
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(0);
			await stage.run("unlock");
			await press(stage, "Type the passphrase instead");
			await fill(stage, words);
			await eventually(stage.commands).toContain("lock");
			// Switched off, nothing is left.
			await toggle(stage, "Remember on this device");
			await eventually(() => secrets(stage)).not.toMatch(aKey);
			await stage.page.keyboard.press("Escape");
			await stage.run("lock");
			await stage.run("unlock");
			await fields(stage).waitFor();
			await stage.page.keyboard.press("Escape");
		}));

	it("is off until agreed to", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await toggle(stage, "Remember on this device");
			await stage.screenshot("passphrase-remember");
			await press(stage, "Cancel");
			await eventually(() => row(stage, "Remember on this device").locator(".checkbox-container.is-enabled").count()).toBe(0);
			expect(await secrets(stage)).not.toContain("two-factor-notes-keys");
		}));

	it("keeps the former key only while a field needs it", () =>
		inApp({}, async (stage) => {
			const count = async (): Promise<number> => (await secrets(stage)).split(aKey).length - 1;
			await unlock(stage);
			await turnOn(stage);
			await stage.page.keyboard.press("Escape");
			await eventually(count).toBe(1);
			await stage.failWrites("GitHub.md", "EROFS: read-only file system");
			await change(stage);
			await said(stage).toContain("2 of 3 accounts are encrypted");
			expect(await count()).toBe(2);
			await stage.failWrites("GitHub.md", null);
			await press(stage, "Go on");
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			await eventually(count).toBe(1);
			await primary(stage);
			await stage.restart();
			await stage.cached();
			await stage.page.locator(".tfn-pane .tfn-unlock .mod-cta").click();
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(3);
			expect(await count()).toBe(1);
		}));

	it("goes on with the new passphrase after a change, and forgets when told", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await turnOn(stage);
			await stage.page.keyboard.press("Escape");
			await change(stage);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			await primary(stage);
			await stage.restart();
			await stage.cached();
			await stage.page.locator(".tfn-pane .tfn-unlock .mod-cta").click();
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(3);
			await stage.run("lock");
			await stage.page.locator(".tfn-pane .tfn-unlock").getByRole("button", { name: "Forget" }).click();
			expect(await secrets(stage)).not.toMatch(aKey);
			// Nor does it keep what is typed next.
			await stage.page.locator(".tfn-pane input[type=password]").fill(newWords);
			await stage.page.keyboard.press("Enter");
			await eventually(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(3);
			expect(await secrets(stage)).not.toMatch(aKey);
		}));

	it("asks for the passphrase after 90 days without typing it", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await turnOn(stage);
			await stage.page.keyboard.press("Escape");
			await stage.run("lock");
			await stage.sleep(91 * 86_400_000);
			await stage.run("unlock");
			await primary(stage);
			await notice(stage, "You have not typed your passphrase for 90 days").getByRole("button", { name: "Test passphrase" }).click();
			await fill(stage, words);
			await said(stage).toContain("Right.");
			await stage.page.keyboard.press("Escape");
			await stage.run("lock");
			const before = (await stage.notices()).length;
			await stage.run("unlock");
			await primary(stage);
			await eventually(stage.commands).toContain("lock");
			expect((await stage.notices()).slice(before)).toEqual([]);
		}));
});

describe("a separate passphrase for backup codes", () => {
	it("leaves them shut when the vault is unlocked, asks for it in words that say so, and can be taken back", () =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await toggle(stage, "Separate passphrase for backup codes");
			await fill(stage, words, words);
			await said(stage).toContain("Backup codes and everything else would have the same passphrase.");
			await stage.screenshot("passphrase-codes");
			await fill(stage, codesWords, codesWords);
			await said(stage).toContain("The backup codes of 2 accounts are encrypted with their own passphrase.");
			expect(await dialog(stage).locator(".mod-cta").evaluate((el) => el === document.activeElement)).toBe(true);
			await primary(stage);
			// What is said of the passphrases beneath is what is so now.
			await eventually(() => row(stage, "Finish the change of the passphrase").filter({ visible: true }).count()).toBe(0);
			const checks = await checksOf(stage);
			expect(checks.map((check) => [check.for, check.retired])).toEqual([[undefined, undefined], ["codes", undefined]]);
			const forCodes = await sealerOf(checks[1]?.sealed ?? "", codesWords);
			const split: Seal = (kind, ...rest) => (kind === "code" ? forCodes : sealed)(kind, ...rest);
			const splitFiles = { ...files, "GitHub.md": githubWith(split, usedOn), "2FA/Forge.md": forgeWith(split) };
			expect(await textsOf(stage)).toEqual(splitFiles);
			await stage.page.keyboard.press("Escape");

			await stage.run("lock");
			await unlock(stage);
			expect(await stage.shownNotices()).toEqual([]);
			await stage.openNote("GitHub.md");
			await stage.page.locator(".tfn-pane .tfn-check .tfn-dots").first().click();
			await said(stage).toContain("Backup codes have a passphrase of their own in this vault. Type that one.");
			await stage.screenshot("passphrase-codes-asked");
			await fill(stage, codesWords);
			await eventually(() => stage.page.locator(".tfn-pane .tfn-backup-code").allTextContents()).toEqual(["9832-3290"]);

			// With the codes' own alone, an account asks for the vault's.
			await stage.run("lock");
			await unlock(stage, codesWords);
			await stage.page.locator(".tfn-pane .tfn-entry[data-path='Mail.md'] .tfn-hit").click();
			await said(stage).toContain("This is encrypted with this vault's own passphrase. Type that one.");
			await fill(stage, words);
			await eventually(() => stage.page.locator(".tfn-pane .tfn-entry[data-path='Mail.md'] .tfn-code:not(.is-hidden)").count()).toBe(1);
			await stage.page.locator(".tfn-pane .tfn-entry.is-copied").waitFor();

			await toggle(stage, "Separate passphrase for backup codes");
			await press(stage, "Use one passphrase");
			await said(stage).toContain("2 accounts are encrypted with the passphrase in use.");
			expect(await textsOf(stage)).toEqual(files);
			expect((await checksOf(stage)).map((check) => [check.for, check.retired])).toEqual([[undefined, undefined], ["codes", today]]);
		}));
});

describe("a separate passphrase for backup codes whose check is damaged", () => {
	it.each(["tfn1.65536.3", "garbled"])("says so, encrypts no code, and is put right by setting it again: %s", async (check) => {
		const forCodes = await sealing(codesWords, cheap, "202122232425262728292a2b2c2d2e2f");
		const split: Seal = (kind, ...rest) => (kind === "code" ? forCodes : sealed)(kind, ...rest);
		const data = { ...settings, checks: [...settings.checks, { sealed: check, label: "", for: "codes" }] };
		const clear = note(["issuer: Clear", "backup_codes: [\"9832-3290\"]"]);
		await inApp({ data, files: { "GitHub.md": githubWith(split, usedOn), "Clear.md": clear } }, async (stage) => {
			await unlock(stage);
			await stage.openNote("Clear.md");
			await stage.run("encrypt-note");
			await said(stage).toContain("The settings cannot tell any more which passphrase backup codes have, so no code is encrypted.");
			await stage.page.keyboard.press("Escape");
			expect(await stage.read("Clear.md")).toBe(clear);
			await stage.openSettings();
			expect(await row(stage, "Separate passphrase for backup codes").innerText()).toContain("The part of the settings that tells which passphrase backup codes have is damaged. The codes in your notes still open with it; no further ones are encrypted.");
			await row(stage, "Separate passphrase for backup codes").scrollIntoViewIfNeeded();
			await stage.screenshot("passphrase-codes-lost");
			await row(stage, "Separate passphrase for backup codes").locator(".checkbox-container").click();
			await press(stage, "Use one passphrase");
			await fill(stage, codesWords);
			await said(stage).toContain("3 fields are encrypted with another passphrase than this vault's.");
			await press(stage, "Encrypt with this vault's");
			await primary(stage);
			await said(stage).toContain("The account is encrypted with the passphrase in use.");
			await primary(stage);
			await row(stage, "Separate passphrase for backup codes").locator(".checkbox-container").click();
			await fill(stage, codesWords, codesWords);
			await said(stage).toContain("The backup codes of 1 account are encrypted with their own passphrase.");
			await primary(stage);
			expect(await row(stage, "Separate passphrase for backup codes").innerText()).toContain("Whoever knows the vault's passphrase alone cannot open them then.");
			await stage.page.keyboard.press("Escape");
		});
	});
});

describe("a separate passphrase for backup codes beside a remembered one", () => {
	it("is not remembered", async () => {
		const forCodes = await sealing(codesWords, cheap, "202122232425262728292a2b2c2d2e2f");
		const split: Seal = (kind, ...rest) => (kind === "code" ? forCodes : sealed)(kind, ...rest);
		const data = { ...settings, checks: [...settings.checks, { sealed: forCodes("check", "two-factor-notes", ""), label: "", for: "codes" }] };
		await inApp({ data, files: { ...files, "GitHub.md": githubWith(split, usedOn), "2FA/Forge.md": forgeWith(split) }, localStorage: { "two-factor-notes:remember": 1, "two-factor-notes:typed": start } }, async (stage) => {
			await stage.openNote("GitHub.md");
			for (const passphrase of [words, codesWords]) {
				await stage.page.locator(".tfn-pane .tfn-check .tfn-dots").or(stage.page.locator(".tfn-lock .mod-cta")).first().waitFor();
				if (passphrase === words) await unlock(stage);
				else {
					await stage.page.locator(".tfn-pane .tfn-check .tfn-dots").first().click();
					await fill(stage, codesWords);
				}
			}
			await eventually(() => stage.page.locator(".tfn-pane .tfn-backup-code").allTextContents()).toEqual(["9832-3290"]);
			await stage.restart();
			await stage.cached();
			await stage.page.locator(".tfn-pane .tfn-unlock .mod-cta").click();
			await stage.page.locator(".tfn-pane .tfn-check .tfn-dots").first().click();
			await said(stage).toContain("Backup codes have a passphrase of their own in this vault.");
			await stage.page.keyboard.press("Escape");
		});
	});
});

describe("strengthening", () => {
	it("encrypts everything anew with the same passphrase at the cost of new fields, and is then not offered any more", () =>
		inApp({}, async (stage) => {
			await stage.openSettings();
			await row(stage, "Strengthen encryption").click();
			await fill(stage, words);
			await said(stage).toContain("3 accounts are encrypted with the passphrase in use.");
			const anew = await sealerOf((await checksOf(stage))[1]?.sealed ?? "", words);
			expect((await checksOf(stage))[1]?.sealed).toMatch(/^tfn1\.65536\.3\.4\./);
			expect(await textsOf(stage)).toEqual({ "GitHub.md": githubWith(anew, usedOn), "2FA/Forge.md": forgeWith(anew), "Mail.md": mailWith(anew) });
			await primary(stage);
			await stage.page.keyboard.press("Escape");
			await stage.openSettings();
			expect(await row(stage, "Strengthen encryption").isVisible()).toBe(false);
		}));
});

describe.each(looks)("the settings, $look", ({ look, options }) => {
	it("hold it all together", () =>
		inApp(options, async (stage) => {
			await stage.openSettings();
			await row(stage, "Decrypt all accounts…").scrollIntoViewIfNeeded();
			await stage.screenshot(`passphrase-settings-${look}`);
			for (const name of ["Change passphrase", "Test passphrase", "Remember on this device", "Separate passphrase for backup codes"]) expect(await row(stage, name).count()).toBe(1);
		}));
});
