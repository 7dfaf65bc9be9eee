/** Unlocking where it is slow: without WebAssembly, without workers, and where a field costs much. */
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, type Cost } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { eventually, expectQuiet, github, key, note, passphrase, rfcKey, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const workspace = { right: { leaves: [{ type: "two-factor-notes", active: true }] } };

/** A note whose key is encrypted at a cost. */
async function noteAt(cost: Cost, salt: string, service: string, secret: string): Promise<string> {
	const derived = await deriveHere(new TextEncoder().encode(passphrase), unhex(salt), cost);
	return note([`issuer: ${service}`, `totp_seed: ${seal(derived, groupFor(cost, toBase64url(unhex(salt))), "seed", secret, `${service}:`)}`]);
}

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ workspace, ...options });
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const shown = ({ page }: Stage): Locator => page.locator(".tfn-pane .tfn-code:not(.is-hidden)");
const tryToo = ({ page }: Stage, place: string): Locator => page.locator(place).getByRole("button", { name: "Try these too" });

/** The code now; where a period ends meanwhile, that after it. */
const expectCode = (stage: Stage) => eventually(async () => (await shown(stage).allTextContents()).includes(totp(key, Date.now())));

/** Submits the passphrase and counts, until it is judged, what a page that stands still would not do. */
async function unlockCounting({ page }: Stage): Promise<{ frames: number; turns: number; bars: number[] }> {
	await page.locator(".tfn-pane .tfn-passphrase input").fill(passphrase);
	return page.evaluate(async () => {
		const isBusy = () => document.querySelector(".tfn-busy-line") !== null;
		const bars = new Set<number>();
		let frames = 0;
		let turns = 0;
		document.querySelector<HTMLButtonElement>(".tfn-pane .tfn-passphrase .mod-cta")?.click();
		const timer = setInterval(() => turns++, 10);
		while (isBusy()) {
			await new Promise(requestAnimationFrame);
			frames++;
			const bar = document.querySelector<HTMLElement>(".tfn-progress.is-known");
			if (bar !== null) bars.add(Number(bar.style.getPropertyValue("--tfn-done")));
		}
		clearInterval(timer);
		return { frames, turns, bars: [...bars] };
	});
}

// By the real clock: in a time that stands still no step of the derivation would ever end.
describe.each([
	["without WebAssembly", { noWasm: true }],
	["without workers", { noWorker: true }],
	["without both", { noWasm: true, noWorker: true }],
] satisfies [string, StageOptions][])("a device %s", (_, missing) => {
	it("unlocks, stays alive meanwhile and shows how far it is", () =>
		inApp({ files: { "GitHub.md": github }, ...missing }, async (stage) => {
			const { frames, turns, bars } = await unlockCounting(stage);
			expect([frames > 10, turns > 10, bars.length > 5]).toEqual([true, true, true]);
			expect(bars).toEqual([...bars].sort((one, other) => one - other));
			expect(bars.every((done) => done > 0 && done < 1)).toBe(true);
			await expectCode(stage).toBe(true);
			expect(await stage.notices()).toEqual([]);
		}));

	it("stops at a click, drops the key, and can try again", async () => {
		const slow = await noteAt({ memory: 65536, passes: 16, lanes: 4 }, "101112131415161718191a1b1c1d1e1f", "Slow", rfcKey);
		await inApp({ files: { "Slow.md": slow }, ...missing }, async (stage) => {
			const { page } = stage;
			const ways = [() => page.getByRole("button", { name: "Cancel" }).click(), () => stage.run("lock")];
			for (const stop of ways) {
				await page.locator(".tfn-pane .tfn-passphrase input").fill(passphrase);
				await page.locator(".tfn-pane .tfn-passphrase input").press("Enter");
				await page.locator(".tfn-progress.is-known").waitFor();
				await stop();
				await page.locator(".tfn-pane .tfn-passphrase input").waitFor();
				expect(await page.locator(".tfn-pane .tfn-unlock").textContent()).toContain("Locked.");
			}
			await stage.write("Slow.md", github);
			await stage.cached();
			await unlock(stage);
			await expectCode(stage).toBe(true);
		});
	});
});

describe("a field that costs much", () => {
	const costly = noteAt({ memory: 262145, passes: 1, lanes: 1 }, "202122232425262728292a2b2c2d2e2f", "Forge", rfcKey);
	const words = "1 field needs 257 MiB of memory and about as long as usual.";
	const row = ({ page }: Stage): Locator => page.locator(`.tfn-entry[data-path="Forge.md"]`);

	it("is told of when the rest opens, and tried when a person agrees and types the passphrase again", async () =>
		inApp({ clock: start, files: { "GitHub.md": github, "Forge.md": await costly } }, async (stage) => {
			await unlock(stage);
			await eventually(() => shown(stage).allTextContents()).toEqual([totp(key, start)]);
			expect(await row(stage).locator(".tfn-warn").getAttribute("aria-label")).toContain("not tried without asking");
			expect(await stage.shownNotices()).toEqual([expect.stringContaining(words) as string]);
			await stage.screenshot("costly-notice");
			await tryToo(stage, ".notice").click();
			await stage.page.locator(".modal").getByRole("checkbox").check();
			await stage.screenshot("costly-dialog");
			expect(await stage.page.locator(".modal .tfn-unlock").textContent()).toContain("Also try what takes 257 MiB of memory and about as long as usual.");
			await unlock(stage);
			await stage.page.locator(".modal").waitFor({ state: "detached" });
			await eventually(() => shown(stage).allTextContents()).toEqual([totp(rfcKey, start), totp(key, start)]);
		}));

	it("is offered in the field where nothing else is there to open", async () =>
		inApp({ clock: start, files: { "Forge.md": await costly } }, async (stage) => {
			const form = stage.page.locator(".tfn-pane .tfn-unlock");
			await unlock(stage);
			await form.getByText("Nothing was tried yet, as it takes much.").waitFor();
			expect(await form.textContent()).toContain(words);
			await stage.screenshot("costly-pane");
			await tryToo(stage, ".tfn-pane").click();
			await unlock(stage, "not this one");
			await form.locator(".tfn-wrong[role=alert]", { hasText: "Wrong passphrase." }).waitFor();
			await unlock(stage);
			await eventually(() => shown(stage).allTextContents()).toEqual([totp(rfcKey, start)]);
		}));
});
