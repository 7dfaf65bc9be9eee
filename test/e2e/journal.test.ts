/** What keeps a written mark, a copied code and an encrypted text from getting lost: pending marks, the second look, the journal. */
import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { cloudflare, eventually, expectQuiet, key, note, openBoth, sealed, sealedKey, start, today, unlock, usedOn, writeUnseen } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const path = "2FA/GitHub.md";
const hidden = sealed("code", "9832-3290", "GitHub:me");
const codes = [`  - ${hidden}`, "  - 1903-4875", "  - 00123456"];
const github = note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", ...codes, "tags: [2fa]"], "\nKeep this as it is.\n\n```2fa\n```\n");
const marked = (stored: string): string => github.replace(`- ${stored}`, `- ${stored.startsWith("tfn") ? usedOn(today, stored) : `${stored} used ${today}`}`);
const noRoom = "ENOSPC: no space left on device";
const gone = "The change just made to GitHub (me) is gone again: sync or an open editor wrote over it.";
const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ data, clock: start, files: { [path]: github }, ...options });
	stage.page.setDefaultTimeout(10_000);
	await stage.openNote(path);
	await stage.setMode("reading");
	await code(stage, 0).waitFor();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const code = ({ page }: Stage, n: number) => page.locator(".tfn-card .tfn-check").filter({ visible: true }).nth(n);
const box = (stage: Stage, n: number) => code(stage, n).locator(".tfn-box");
const press = ({ page }: Stage, name: string) => page.locator(".notice").getByRole("button", { name }).last().click();
const copyAndFail = async (stage: Stage, n: number): Promise<void> => {
	await code(stage, n).getByRole("button", { name: "Copy this backup code" }).click();
	await stage.failWrites(path, noRoom);
	await code(stage, n).getByText("Copied. Used it?").click();
	await code(stage, n).getByText("Not marked yet").waitFor();
};

async function open(stage: Stage): Promise<void> {
	await stage.run("unlock");
	await unlock(stage);
}

/** Everything that the plugin keeps on the device beside the vault. */
const kept = ({ page }: Stage): Promise<{ storage: Record<string, string>; fields: { path: string; property: string; stored: string; at: number }[] }> => page.evaluate(async () => {
	const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(new Error("not read", { cause: request.error }));
	});
	const fields = [];
	for (const { name = "" } of await indexedDB.databases()) {
		if (!name.startsWith("two-factor-notes")) continue;
		const base = await done(indexedDB.open(name));
		for (const store of base.objectStoreNames) fields.push(...await done(base.transaction(store).objectStore(store).getAll()) as { path: string; property: string; stored: string; at: number }[]);
		base.close();
	}
	return { storage: { ...localStorage }, fields };
});

describe("a mark that cannot be written while its code is on the clipboard", () => {
	it.each([{ look: "light" as const }, { look: "dark" as const }, { look: "phone" as const }])("stays pending, seen, and is written when it can be, $look", ({ look }) =>
		inApp(look === "phone" ? { phone: true } : { theme: look }, async (stage) => {
			await copyAndFail(stage, 1);
			await eventually(stage.shownNotices).toEqual([expect.stringContaining("GitHub (me): the backup code was copied, but is not marked as used. The note could not be written.") as string]);
			expect(await stage.read(path)).toBe(github);
			await stage.advance(60_000);
			await stage.screenshot(`pending-${look}`);
			await code(stage, 1).getByText("Try again").click();
			await eventually(async () => (await stage.notices()).length).toBeGreaterThan(1);
			expect(await code(stage, 1).innerText()).toContain("Not marked yet");
			await stage.failWrites(path, null);
			await stage.setFocused(false);
			await stage.setFocused(true);
			await eventually(() => stage.read(path)).toBe(marked("1903-4875"));
			await eventually(stage.shownNotices).toEqual([`GitHub (me): the backup code copied on 22 Nov 2026 is marked as used now.`]);
			expect((await kept(stage)).storage).not.toHaveProperty("host-vault-two-factor-notes:pending");
		}));

	it("is not offered as the next one, and holds no clear code on the device", () =>
		inApp({}, async (stage) => {
			await open(stage);
			await copyAndFail(stage, 0);
			await copyAndFail(stage, 1);
			const { storage } = await kept(stage);
			expect(JSON.parse(storage["host-vault-two-factor-notes:pending"] ?? "null")).toEqual([
				{ path, code: hidden, day: today }, { path, code: createHash("sha256").update("1903-4875").digest("hex"), day: today },
			]);
			expect(JSON.stringify(storage)).not.toMatch(/9832|1903/);
			await stage.run("use-backup-code");
			await eventually(stage.clipboard).toBe("00123456");
		}));

	it("is tried again by itself, after longer and longer, until it is written", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			const wasTried = (): Promise<boolean> => stage.page.evaluate(([path, noRoom]) => {
				const tried = Reflect.get(window, "tried") === true;
				Reflect.set(window, "tried", false);
				window.host.disk.$refuses = (written) => {
					if (written !== path) return undefined;
					Reflect.set(window, "tried", true);
					return noRoom;
				};
				return tried;
			}, [path, noRoom] as const);
			for (const pause of [5000, 30_000, 300_000, 300_000]) {
				await wasTried();
				await stage.advance(pause - 100);
				expect(await wasTried()).toBe(false);
				await stage.advance(100);
				await eventually(wasTried).toBe(true);
			}
			await stage.failWrites(path, null);
			await stage.advance(300_000);
			await eventually(() => stage.read(path)).toBe(marked("1903-4875"));
			expect(await stage.disable()).toEqual([]);
		}));

	it("is tried no more once the plugin is off", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			expect(await stage.disable()).toEqual([]);
			await stage.failWrites(path, null);
			await stage.advance(600_000);
			expect(await stage.read(path)).toBe(github);
		}));

	it("is told of in one notice with others of the account, and they are tried again together", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			await copyAndFail(stage, 2);
			await eventually(stage.shownNotices).toEqual([expect.stringMatching(/^GitHub \(me\): backup codes were copied, but are not marked as used\. The note could not be written\./) as string]);
			await stage.failWrites(path, null);
			await press(stage, "Try again");
			await eventually(() => stage.read(path)).toBe(marked("1903-4875").replace("- 00123456", `- 00123456 used ${today}`));
			await eventually(stage.shownNotices).toEqual(["GitHub (me): 2 backup codes that were copied are marked as used now."]);
		}));

	it("names the file where another account is called the same", () =>
		inApp({ files: { [path]: github, "Other.md": cloudflare.replace("Cloudflare", "GitHub").replace("your@email.com", "me") } }, async (stage) => {
			await copyAndFail(stage, 1);
			await eventually(stage.shownNotices).toEqual([expect.stringContaining("GitHub (me, 2FA/GitHub.md): the backup code was copied") as string]);
		}));

	it("is written after a restart, on the day it was copied", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			await stage.restart();
			await eventually(() => stage.read(path)).toBe(marked("1903-4875"));
			await eventually(stage.notices).toEqual(["GitHub (me): the backup code copied on 22 Nov 2026 is marked as used now."]);
		}));

	it("is said again after a restart that did not help, and can be let go", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			await stage.failWrites(path, null);
			await writeUnseen(stage, path, github.replace("issuer: GitHub", "issuer: GitHub\nissuer: GitHub"));
			await stage.restart();
			await eventually(stage.shownNotices).toEqual([expect.stringContaining("The note is written in a way that cannot be edited safely.") as string]);
			await code(stage, 1).getByText("Not marked yet").waitFor();
			await code(stage, 1).getByText("Not used").click();
			await code(stage, 1).locator(".tfn-dots").waitFor();
			expect(await stage.shownNotices()).toEqual([]);
			expect((await kept(stage)).storage).not.toHaveProperty("host-vault-two-factor-notes:pending");
		}));

	it("goes with its note when that is renamed", () =>
		inApp({}, async (stage) => {
			await copyAndFail(stage, 1);
			await stage.failWrites(path, null);
			await stage.rename(path, "2FA/Git.md");
			await eventually(() => stage.read("2FA/Git.md")).toBe(marked("1903-4875"));
		}));
});

describe("a code that was encrypted anew since it was drawn", () => {
	const resealed = sealed("code", "1903-4875", "GitHub:me");
	const now = github.replace("- 1903-4875", `- ${resealed}`);

	it("is told by what it opens to, and marked", () =>
		inApp({}, async (stage) => {
			await open(stage);
			await writeUnseen(stage, path, now);
			await box(stage, 1).click();
			await eventually(() => stage.read(path)).toBe(now.replace(`- ${resealed}`, `- ${usedOn(today, resealed)}`));
		}));

	it("waits for the passphrase while locked", () =>
		inApp({}, async (stage) => {
			await code(stage, 1).getByRole("button", { name: "Copy this backup code" }).click();
			await eventually(stage.clipboard).toBe("1903-4875");
			await writeUnseen(stage, path, now);
			await code(stage, 1).getByText("Copied. Used it?").click();
			await eventually(stage.notices).toContainEqual(expect.stringContaining("it may have been encrypted anew. Nothing was changed. Unlock, then try again."));
			expect(await stage.read(path)).toBe(now);
			await open(stage);
			await eventually(() => stage.read(path)).toBe(now.replace(`- ${resealed}`, `- ${usedOn(today, resealed)}`));
		}));

	it("is another account's where the label differs, and is not marked", () =>
		inApp({}, async (stage) => {
			const other = github.replace("- 1903-4875", `- ${sealed("code", "1903-4875", "GitLab:me")}`);
			await open(stage);
			await writeUnseen(stage, path, other);
			await box(stage, 1).click();
			await eventually(stage.notices).toContainEqual(expect.stringContaining("no longer stands in the note"));
			expect(await stage.read(path)).toBe(other);
		}));
});

describe("three seconds after a mark was written", () => {
	it("a mark that sync wrote over is missed, and written again when asked", () =>
		inApp({}, async (stage) => {
			await box(stage, 0).click();
			await eventually(() => stage.read(path)).toBe(marked(hidden));
			const synced = github.replace("Keep this", "From the other device. Keep this");
			await stage.write(path, synced);
			await stage.advance(2900);
			expect(await stage.notices()).toEqual([]);
			await stage.advance(200);
			await eventually(stage.shownNotices).toEqual([expect.stringContaining(gone) as string]);
			await stage.screenshot("gone-again");
			expect(await stage.read(path)).toBe(synced);
			await press(stage, "Try again");
			await eventually(() => stage.read(path)).toBe(marked(hidden).replace("Keep this", "From the other device. Keep this"));
			await stage.advance(4000);
			expect(await stage.shownNotices()).toEqual([]);
		}));

	it("two that sync wrote over are told of in one notice, and both are written again", () =>
		inApp({}, async (stage) => {
			await box(stage, 0).click();
			await eventually(() => stage.read(path)).toBe(marked(hidden));
			await box(stage, 1).click();
			const both = marked(hidden).replace("- 1903-4875", `- 1903-4875 used ${today}`);
			await eventually(() => stage.read(path)).toBe(both);
			await stage.write(path, github);
			await stage.advance(4000);
			await eventually(stage.notices).toHaveLength(2);
			expect(await stage.shownNotices()).toEqual([expect.stringContaining(gone) as string]);
			await press(stage, "Try again");
			await eventually(() => stage.read(path)).toBe(both);
			await stage.advance(4000);
			expect(await stage.shownNotices()).toEqual([]);
		}));

	it("a counter that sync turns back again and again is told of once, and raised once", () =>
		inApp({ files: { [path]: github, "Bank.md": note(["issuer: Bank", "type: HOTP", `totp_seed: ${key}`, "counter: 3"]) } }, async (stage) => {
			const bank = () => stage.page.locator(".tfn-entry[data-path='Bank.md']");
			await stage.run("open-pane");
			const old = await stage.read("Bank.md") ?? "";
			for (const time of [1, 2]) {
				await bank().getByText("Next code", { exact: true }).click();
				await eventually(() => stage.read("Bank.md")).toBe(old.replace("counter: 3", "counter: 4"));
				// Read back, and not just written.
				await eventually(() => bank().locator(".tfn-code").first().textContent()).toMatch(/^\d{6}$/);
				await stage.write("Bank.md", old);
				await stage.advance(4000);
				await eventually(stage.notices).toHaveLength(time);
				expect(await stage.shownNotices()).toEqual([expect.stringContaining("The change just made to Bank is gone again") as string]);
			}
			await press(stage, "Try again");
			await eventually(() => stage.read("Bank.md")).toBe(old.replace("counter: 3", "counter: 4"));
			await stage.advance(4000);
			expect(await stage.read("Bank.md")).toBe(old.replace("counter: 3", "counter: 4"));
		}));

	it("a mark that an editor with an older text wrote over is missed", () =>
		inApp({}, async (stage) => {
			await openBoth(stage, path);
			await unlock(stage);
			await stage.setMode("source");
			await stage.page.evaluate((path) => {
				// The editor is not told of the write, as when the app misses what a watcher should say.
				const told = window.host.disk.$changed;
				window.host.disk.$changed = (changed) => (changed === path ? undefined : told(changed));
			}, path);
			await box(stage, 0).click();
			await eventually(() => stage.read(path)).toBe(marked(hidden));
			await stage.page.locator(".markdown-source-view .cm-line", { hasText: "Keep this" }).click();
			await stage.page.keyboard.press("End");
			await stage.page.keyboard.type(" Typed.");
			await stage.advance(3100);
			await eventually(() => stage.read(path)).toBe(github.replace("as it is.", "as it is. Typed."));
			await eventually(stage.shownNotices).toEqual([expect.stringContaining(gone) as string]);
		}));

	it("a mark that was taken back is not missed, nor is one beside which something else was written", () =>
		inApp({}, async (stage) => {
			await box(stage, 0).click();
			await code(stage, 0).getByText("Undo").click();
			await eventually(() => stage.read(path)).toBe(github);
			await box(stage, 1).click();
			await eventually(() => stage.read(path)).toBe(marked("1903-4875"));
			await stage.write(path, marked("1903-4875").replace("Keep this", "And keep this"));
			await stage.advance(4000);
			await stage.cached();
			expect(await stage.notices()).toEqual([]);
		}));

	it("nothing is looked at when the plugin was switched off meanwhile", () =>
		inApp({}, async (stage) => {
			await box(stage, 0).click();
			await eventually(() => stage.read(path)).toBe(marked(hidden));
			expect(await stage.disable()).toEqual([]);
			await stage.write(path, github);
			await stage.advance(4000);
			expect(await stage.notices()).toEqual([]);
		}));
});

describe("the journal", () => {
	const clear = note(["issuer: Cloudflare", "account: me", `totp_seed: ${key}`, "backup_codes:", "  - 7741-0096", "tags: [2fa]"]);

	it("holds what was encrypted, and neither it nor local storage a clear secret", () =>
		inApp({ files: { [path]: github, "2FA/Cloudflare.md": clear } }, async (stage) => {
			await open(stage);
			await stage.openNote("2FA/Cloudflare.md");
			await stage.run("encrypt-note");
			const fields = [["totp_seed", sealed("seed", key, "Cloudflare:me")], ["backup_codes", sealed("code", "7741-0096", "Cloudflare:me")]];
			await eventually(async () => (await kept(stage)).fields).toEqual(expect.arrayContaining(fields.map(([property, stored]) => ({ path: "2FA/Cloudflare.md", property, stored, came: true, at: expect.any(Number) as number }))));
			const all = await kept(stage);
			// Both fields, and the properties in which no secret is clear any more.
			expect(all.fields).toHaveLength(3);
			for (const secret of [key, "7741", "9832", "1903", "00123456"]) expect(JSON.stringify(all)).not.toContain(secret);
		}));

	it("lets go of what is older than 90 days", () =>
		inApp({ files: { [path]: github, "2FA/Cloudflare.md": clear, "2FA/Other.md": clear.replaceAll("Cloudflare", "Other") } }, async (stage) => {
			await open(stage);
			const paths = async () => [...new Set((await kept(stage)).fields.map((field) => field.path))];
			await stage.openNote("2FA/Cloudflare.md");
			await stage.run("encrypt-note");
			await eventually(paths).toEqual(["2FA/Cloudflare.md"]);
			await stage.advance(4000);
			await stage.page.addInitScript((now) => void (window.hostOptions = { ...window.hostOptions, clock: now }), start + 91 * 24 * 3_600_000);
			await stage.restart();
			await open(stage);
			await stage.openNote("2FA/Other.md");
			await stage.run("encrypt-note");
			await eventually(paths).toEqual(["2FA/Other.md"]);
		}));

	it("need not be there for what only adds", () =>
		inApp({ files: { [path]: github, "2FA/Cloudflare.md": cloudflare } }, async (stage) => {
			await stage.page.evaluate(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
			await open(stage);
			await box(stage, 0).click();
			await eventually(() => stage.read(path)).toBe(marked(hidden));
			await stage.openNote("2FA/Cloudflare.md");
			await stage.run("encrypt-note");
			await eventually(() => stage.read("2FA/Cloudflare.md")).toContain("tfn1.");
		}));
});
