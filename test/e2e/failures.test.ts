/** Each failure of docs/failures.md made to happen: the sentence that stands there is said, and nothing was changed. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { cloudflare, eventually, expectQuiet, failReads, github, key, note, passphrase, sealed, sealedKey, start, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/failures.md"), "utf8");
const rows = [...page.matchAll(/^\| (?!failure)([^|]+?) \| ([^|]+?) \|$/gm)].map(([, name = "", said = ""]) => ({ name, said }));

/** The check of the passphrase is there already, so that unlocking has nothing to put back. */
const data = { checks: [{ sealed: sealed("check", "two-factor-notes", ""), label: "" }] };
const right = { leaves: [{ type: "two-factor-notes", active: true }] };
const coded = note(["issuer: GitHub", "account: me", `totp_seed: ${key}`, "backup_codes:", "  - 9832-3290"]);

interface Failure {
	options: StageOptions;
	/** Makes it happen. */
	fail: (stage: Stage) => Promise<unknown>;
	/** Where the clock must not stand still. */
	inTime?: true;
	/** Where the note is not to be there afterwards. */
	isGone?: boolean;
}

const tick = async ({ page }: Stage): Promise<void> => {
	await page.locator(".tfn-pane .tfn-box").first().click();
};
/** Does not wait for the end: what is said on the way is looked for. */
const begin = async ({ page }: Stage): Promise<void> => {
	await page.locator(".tfn-passphrase input").last().fill(passphrase);
	await page.locator(".tfn-passphrase input").last().press("Enter");
};
/** Of a passphrase that nobody here knows. */
const foreign = seal(new Uint8Array(32).fill(7), groupFor({ memory: 64, passes: 1, lanes: 1 }, toBase64url(new Uint8Array(16).fill(9))), "seed", key, "Other:");
const noRoom = "ENOSPC: no space left on device";

const failures: Record<string, Failure> = {
	"wrong passphrase": { options: { files: { "GitHub.md": github } }, fail: (stage) => unlock(stage, "another one") },
	"no WebAssembly": { options: { files: { "GitHub.md": github }, data, noWasm: true }, inTime: true, fail: begin },
	"no worker": { options: { files: { "GitHub.md": github }, data, noWorker: true }, inTime: true, fail: begin },
	"fields of another passphrase": { options: { files: { "GitHub.md": github, "Other.md": note(["issuer: Other", `totp_seed: ${foreign}`]) }, data }, fail: (stage) => unlock(stage) },
	"cost above the automatic bound": { options: { files: { "GitHub.md": github.replace("65536.3.4", "263168.3.4") } }, fail: (stage) => unlock(stage) },
	"damaged field": {
		options: { data, files: { "GitHub.md": github.replace("5WuJJ", "5WuJK"), "Other.md": note(["issuer: Other", `totp_seed: ${sealed("seed", key, "Other:")}`]) } },
		fail: (stage) => unlock(stage),
	},
	"absurd cost": { options: { files: { "GitHub.md": github.replace("65536.3.4", "4194304.3.4") } }, fail: (stage) => unlock(stage) },
	"field of a newer version": {
		options: { data, files: { "GitHub.md": github.replace("tfn1.", "tfn2."), "Other.md": note(["issuer: Other", `totp_seed: ${sealed("seed", key, "Other:")}`]) } },
		fail: (stage) => unlock(stage),
	},
	"half-written note": { options: { files: { "GitHub.md": cloudflare.slice(0, cloudflare.lastIndexOf("---")) } }, fail: (stage) => stage.cached() },
	"file that cannot be read": {
		options: { files: { "GitHub.md": coded } },
		fail: async (stage) => {
			await failReads(stage, "GitHub.md");
			await tick(stage);
		},
	},
	"git conflict": { options: { files: { "GitHub.md": cloudflare.replace("type: TOTP", "<<<<<<< HEAD\ntype: TOTP\n=======\ntype: Steam\n>>>>>>> theirs") } }, fail: (stage) => stage.cached() },
	"refused clipboard": {
		options: { files: { "GitHub.md": cloudflare } },
		fail: async (stage) => {
			await stage.refuseClipboard(true);
			await stage.page.locator(".tfn-pane .tfn-code").first().click();
		},
	},
	"full disk": {
		options: { files: { "GitHub.md": coded } },
		fail: async (stage) => {
			await stage.failWrites("GitHub.md", noRoom);
			await tick(stage);
		},
	},
	"read-only file": {
		options: { files: { "GitHub.md": coded } },
		fail: async (stage) => {
			await stage.failWrites("GitHub.md", "EACCES: permission denied");
			await tick(stage);
		},
	},
	"settings that cannot be saved": {
		options: { files: { "GitHub.md": cloudflare } },
		fail: async (stage) => {
			await stage.failWrites(".obsidian/plugins", noRoom);
			await stage.openSettings();
			await stage.page.locator(".setting-item", { hasText: "Tag" }).locator("input").first().fill("keys");
			await stage.page.keyboard.press("Tab");
		},
	},
	"deleted note": {
		options: { data, files: { "GitHub.md": note(["issuer: GitHub", "account: me", `totp_seed: ${sealedKey}`, "backup_codes:", `  - ${sealed("code", "9832-3290", "GitHub:me")}`]) } }, isGone: true,
		fail: async (stage) => {
			await unlock(stage);
			await stage.page.locator(".tfn-pane").getByText("Add codes").click();
			await stage.page.locator(".modal textarea").fill("7741-0096");
			await stage.remove("GitHub.md");
			await stage.page.getByRole("button", { name: "Save 1 code" }).click();
		},
	},
};

/** What can be read on the page, or is offered as a tooltip. */
const said = ({ page }: Stage): Promise<string> => page.evaluate(() =>
	[document.body.innerText, ...[...document.querySelectorAll("[aria-label]")].map((el) => el.getAttribute("aria-label") ?? "")].join("\n"));

describe("of what can fail", () => {
	it("each row of the page is tried here, and none beside", () => expect(rows.map(({ name }) => name)).toEqual(Object.keys(failures)));

	it.each(rows)("$name: says what happened and changes nothing", async ({ name, said: sentence }) => {
		const { options, fail, isGone, inTime }: Failure = failures[name] ?? { options: {}, fail: () => Promise.reject(new Error("not tried")) };
		const stage = await openStage({ ...(inTime ? {} : { clock: start }), workspace: { right }, ...options });
		await stage.openNote("GitHub.md");
		await stage.cached();
		const [before, settings] = [await stage.read("GitHub.md"), await stage.data()];
		await fail(stage);
		await eventually(() => said(stage)).toContain(sentence);
		expect(await stage.read("GitHub.md")).toBe(isGone ? null : before);
		expect(await stage.data()).toBe(settings);
		await stage.screenshot(`failure-${name.replaceAll(" ", "-")}`);
		await expectQuiet(stage);
		await stage.close();
	});
});
