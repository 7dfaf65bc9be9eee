/**
 * Recovery that was never tried does not exist: each loss, from nothing but what survives it, to the first right code. The drills of
 * backups are in backups.test.ts, those of paper in drills-paper.test.ts, that of the page in recovery-page.test.ts.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { URI } from "otpauth";
import { afterAll, describe, expect, it } from "vitest";
import { pack } from "../../src/recovery/archive";
import { eventually, inApp, key, note, passphrase, rfcKey, scanned, sealed, sealedKey, start, toldTime, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

const folder = mkdtempSync(path.join(tmpdir(), "tfn-drill-"));
afterAll(async () => {
	rmSync(folder, { recursive: true });
	await closeStages();
});

const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const github = note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "devices: [Pixel 8]", "backup_codes:", `  - ${sealed("code", "9832-3290", "GitHub:me")}`, "tags: [2fa]"]);
const forge = note(["issuer: Forge", "account: me", `totp_seed: ${sealed("seed", rfcKey, "Forge:me")}`, "devices: [Pixel 8, desktop]", "tags: [2fa]"]);
const files = { "2FA/GitHub.md": github, "2FA/Forge.md": forge };
const options = { files, data, clock: start };

const now = ({ page }: Stage): Promise<number> => page.evaluate(() => Date.now());
const shown = ({ page }: Stage, file: string) => page.locator(`.tfn-pane .tfn-entry[data-path="${file}"] .tfn-code`).first().textContent();

describe("drill: lost is", () => {
	it("the phone: the QR code on the screen sets up the next one", () =>
		inApp(options, async (stage) => {
			const began = performance.now();
			await stage.openNote("2FA/GitHub.md");
			await stage.run("open-pane");
			await unlock(stage);
			await stage.run("show-qr");
			await stage.page.locator(".tfn-qr path").first().waitFor();
			const uri = URI.parse(await scanned(stage, ".modal", `otpauth://totp/GitHub:me?secret=${key}&issuer=GitHub`));
			expect(uri).toMatchObject({ issuer: "GitHub", label: "me" });
			expect(uri.secret.base32).toBe(key);
			toldTime("the phone", began);
		}));

	it("data.json: the notes and the passphrase are enough, and it is written anew", () =>
		inApp({ files, clock: start }, async (stage) => {
			expect(await stage.data()).toBeNull();
			const began = performance.now();
			await unlock(stage);
			await eventually(async () => shown(stage, "2FA/GitHub.md")).toBe(totp(key, await now(stage)));
			toldTime("data.json", began);
			expect(await shown(stage, "2FA/Forge.md")).toBe(totp(rfcKey, await now(stage)));
		}));

	it("the only device, while another one still has the notes: that one opens them, and leads through the rest", () =>
		inApp({ files, clock: start }, async (stage) => {
			const began = performance.now();
			await unlock(stage);
			await eventually(async () => shown(stage, "2FA/GitHub.md")).toBe(totp(key, await now(stage)));
			toldTime("the only device", began);
			const dialog = stage.page.locator(".tfn-modal");
			await stage.run("lost-device");
			await dialog.getByText("Pixel 8").first().waitFor();
			await dialog.getByRole("button", { name: "Next", exact: true }).click();
			await dialog.getByText("2 accounts with another way in").waitFor();
			await dialog.getByRole("button", { name: "Make the list for 2 accounts", exact: true }).click();
			await eventually(async () => (await stage.paths()).filter((file) => file.startsWith("2FA/Lost Pixel 8"))).toHaveLength(1);
		}));

	it("the machine, in the middle of a change of the passphrase: both passphrases are known, and everything opens", async () => {
		const stage = await openStage({ ...options, workspace: { right: { leaves: [{ type: "two-factor-notes", active: true }] } } });
		await stage.cached();
		await stage.run("change-passphrase");
		const fields = stage.page.locator(".modal").last().locator(".tfn-passphrase input");
		await fields.first().fill(passphrase);
		await fields.first().press("Enter");
		const fresh = "seven small boats at dusk";
		await stage.page.getByLabel("New passphrase").waitFor();
		await fields.nth(0).fill(fresh);
		await fields.nth(1).fill(fresh);
		// One note is encrypted anew, and then the machine dies.
		await stage.page.evaluate(() => {
			const { disk } = window.host;
			let left = 1;
			disk.$refuses = (file) => (file.endsWith(".md") && left-- <= 0 ? "EIO: i/o error" : undefined);
		});
		await fields.last().press("Enter");
		await eventually(async () => [await stage.read("2FA/GitHub.md"), await stage.read("2FA/Forge.md")].filter((text) => text === github || text === forge)).toHaveLength(1);
		await stage.restart();
		await stage.cached();
		const began = performance.now();
		await unlock(stage, fresh);
		const codes = async () => [await shown(stage, "2FA/GitHub.md"), await shown(stage, "2FA/Forge.md")];
		await eventually(async () => (await codes()).filter((code) => code !== "")).toHaveLength(1);
		toldTime("the machine, half-way", began);
		await stage.close();
	});
});

/** A Python that has the two packages, or none. */
const python = [process.env.PYTHON ?? "python3", "/usr/bin/python3"].find((name) => spawnSync(name, ["-c", "import argon2.low_level, nacl.bindings"]).status === 0);
const opener = path.resolve(import.meta.dirname, "../../docs/open.py");

describe.skipIf(python === undefined)("drill: lost is (needs Python with argon2-cffi and PyNaCl)", () => {
	it("the plugin and Obsidian: the notes and open.py give what any authenticator takes", () => {
		const began = performance.now();
		for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, path.basename(file)), text);
		const { stdout, stderr } = spawnSync(python ?? "", [opener, "--uri", "--stdin", path.join(folder, "GitHub.md"), path.join(folder, "Forge.md")], { input: `${passphrase}\n`, encoding: "utf8" });
		expect(stderr).toBe("");
		const keys = stdout.trim().split("\n").map((uri) => URI.parse(uri).secret.base32);
		expect(keys).toEqual([key, rfcKey]);
		// RFC 6238, appendix B: at 59 seconds, 8 digits; the last six are the code of six.
		expect(totp(keys[1] ?? "", 59_000)).toBe("287082");
		toldTime("the plugin", began);
	});

	it("all notes: a backup and open.py do as well", () => {
		const began = performance.now();
		const backup = path.join(folder, "2fa-backup-2026-11-22-100006.zip");
		writeFileSync(backup, pack(Object.entries(files).map(([file, text]) => ({ path: file, text })), new Date(start)));
		const { stdout, stderr } = spawnSync(python ?? "", [opener, "--uri", "--stdin", backup], { input: `${passphrase}\n`, encoding: "utf8" });
		expect(stderr).toBe("");
		expect(stdout.trim().split("\n").map((uri) => URI.parse(uri).secret.base32)).toEqual([key, rfcKey]);
		toldTime("all notes, by open.py", began);
	});
});
