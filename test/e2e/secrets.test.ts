/** Where secrets may be, and when: nowhere but in the notes, encrypted, once the vault is locked. */
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { toBase64url } from "../../src/lock/base64url";
import { groupFor, type Cost } from "../../src/lock/field";
import { seal } from "../../src/lock/seal";
import { deriveHere, unhex } from "../lock/derive-here";
import { expectQuiet, key, note, rfcKey, start, totp } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const soon = { timeout: 10_000 };
const words = "four grey herons over ice";

/** Seals as the plugin does, under a passphrase of its own. */
async function sealing(passphrase: string, cost: Cost, salt: string): Promise<(kind: SealedKind, secret: string, label: string) => string> {
	const derived = await deriveHere(new TextEncoder().encode(passphrase), unhex(salt), cost);
	return (kind, secret, label) => seal(derived, groupFor(cost, toBase64url(unhex(salt))), kind, secret, label);
}

const cheap: Cost = { memory: 64, passes: 1, lanes: 1 };
const sealed = await sealing(words, cheap, "000102030405060708090a0b0c0d0e0f");
const other = await sealing("another passphrase", cheap, "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
const settings = { folder: "2FA", tag: "2fa", template: "", checks: [check] };
const backupCodes = ["9832-3290", "1903-4875", "5520-8137"];
const github = note([
	"issuer: GitHub", "account: me", `totp_seed: ${sealed("seed", key, "GitHub:me")}`,
	"backup_codes:", ...backupCodes.map((each) => `  - ${sealed("code", each, "GitHub:me")}`), "tags: [2fa]",
], "\n```2fa\n```\n\nThe code is `2fa: GitHub` now.\n");
const right = { leaves: [{ type: "two-factor-notes", active: true }] };
const main = [{ type: "markdown", state: { file: "GitHub.md", mode: "preview" } }, { type: "markdown", state: { file: "GitHub.md", mode: "source" }, active: true }];

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ workspace: { right, main }, files: { "GitHub.md": github }, data: settings, clock: start, ...options });
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

async function unlock({ page }: Stage, passphrase = words): Promise<void> {
	await page.locator(".tfn-passphrase input").last().fill(passphrase);
	await page.locator(".tfn-passphrase input").last().press("Enter");
	await page.locator(".tfn-busy-line").waitFor({ state: "detached" });
}

const button = ({ page }: Stage, place: string, name: string | RegExp): Locator => page.locator(place).filter({ visible: true }).getByRole("button", { name }).first();
const shownCodes = ({ page }: Stage): Promise<string[]> => page.locator(".tfn-code:not(.is-hidden)").allTextContents();
/** Whatever can be seen or read aloud, and whatever stands in a field. */
const screen = ({ page }: Stage): Promise<string> => page.evaluate(() => {
	const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")];
	return [document.title, document.documentElement.outerHTML, ...fields.map((field) => field.value)].join("\n");
});

/** Everything the browser keeps: the vault with its settings and layout, storages, cookies, the address. Bytes as text. */
const kept = ({ page }: Stage): Promise<Record<string, string>> => page.evaluate(async () => {
	await window.host.settle();
	const found: Record<string, string> = {
		localStorage: JSON.stringify({ ...localStorage }), sessionStorage: JSON.stringify({ ...sessionStorage }),
		cookies: document.cookie, address: location.href, history: JSON.stringify(history.state), window: window.name, caches: (await caches.keys()).join(),
	};
	const ask = <T>(request: IDBRequest<T>): Promise<T> => new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(new Error("not read"));
	});
	for (const { name = "" } of await indexedDB.databases()) {
		const base = await ask(indexedDB.open(name));
		for (const store of base.objectStoreNames) {
			const records = await ask(base.transaction(store).objectStore(store).getAll()) as { path?: string; bytes?: Uint8Array }[];
			for (const record of records) found[`${name}: ${record.path}`] = JSON.stringify({ ...record, bytes: null, ctime: null, mtime: null }) + new TextDecoder().decode(record.bytes ?? new Uint8Array());
		}
		base.close();
	}
	return found;
});

/** The ways in which a secret could be written. */
function forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [secret, secret.toLowerCase(), secret.replaceAll("-", ""), (secret.match(/.{1,4}/g) ?? []).join(" "), encodeURIComponent(secret), bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, "")];
}
/** The bytes of the two keys, of which the first is the example of the otpauth format and the second that of RFC 4226. */
const keyBytes = [Buffer.from("48656c6c6f21deadbeef", "hex"), Buffer.from("12345678901234567890")];
const newCodes = ["7741-0096", "8812-4417"];
const secrets = [words, key, rfcKey, ...backupCodes, ...newCodes].flatMap(forms).concat(keyBytes.flatMap((bytes) => [bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, ""), bytes.toString("base64url")]), "12345678901234567890");

const foundIn = (text: string, wanted: readonly string[]): number[] => wanted.flatMap((each, at) => (text.includes(each) ? [at] : []));

/** Where a secret is kept, or was said. */
async function placesOf(stage: Stage, codes: readonly string[]): Promise<string[]> {
	const places = { ...(await kept(stage)), notices: (await stage.notices()).join("\n"), console: stage.console.join("\n") };
	expect(Object.keys(places)).toEqual(expect.arrayContaining(["host-vault: .obsidian/workspace.json", "host-vault: GitHub.md", "host-vault: .obsidian/plugins/two-factor-notes/data.json"]));
	return Object.entries(places).flatMap(([place, text]) => (foundIn(text, [...secrets, ...codes]).length > 0 ? [place] : []));
}

describe("a long session", () => {
	it("would be found to have left a secret", () =>
		inApp({}, async (stage) => {
			await stage.page.evaluate(([hex, code]) => {
				localStorage.setItem("kept", hex);
				window.name = code;
			}, [Buffer.from("48656c6c6f21deadbeef", "hex").toString("hex"), "123456"] as const);
			await stage.write("Other.md", `Written down: ${Buffer.from(words).toString("base64")}`);
			expect(await placesOf(stage, ["123456"])).toEqual(["localStorage", "window", "host-vault: Other.md"]);
		}));

	it("leaves no secret anywhere, and after the lock none on screen", () =>
		inApp({}, async (stage) => {
			const { page } = stage;
			const codes = new Set<string>();
			const look = async (): Promise<void> => (await shownCodes(stage)).forEach((text) => codes.add(text));
			await unlock(stage);
			await expect.poll(() => shownCodes(stage), soon).toContain(totp(key, start));
			await look();

			// In the pane and in both views of the note: QR, key, codes.
			await button(stage, ".tfn-pane .tfn-card", "Show QR").click();
			for (const tab of await page.locator(".mod-root .workspace-tab-header").all()) {
				await tab.click();
				await button(stage, ".mod-root .tfn-card", "Show QR").click();
				await button(stage, ".mod-root .tfn-card", "Show secret key").click();
				await button(stage, ".mod-root .tfn-card", "Hidden. Show this backup code").click();
			}
			expect(await page.locator(".tfn-qr").count()).toBe(3);
			expect((await page.locator(".tfn-key").allTextContents())).toEqual([key, key]);
			expect(await screen(stage)).toContain(backupCodes[0]);
			await button(stage, ".mod-root .tfn-card", "Copy code").click();
			await expect.poll(() => stage.clipboard(), soon).toBe(totp(key, start));

			// By command: the dialog with the QR and the key, a backup code copied and marked.
			await stage.run("show-qr");
			await button(stage, ".modal", /Show the secret key/).click();
			await page.keyboard.press("Escape");
			await stage.run("use-backup-code");
			await expect.poll(() => stage.clipboard(), soon).toBe(backupCodes[0]);
			await expect.poll(() => stage.read("GitHub.md"), soon).toContain(" used 2026-11-22");
			await stage.advance(22_000);
			await look();

			// A new account with all its steps.
			await stage.run("new-note");
			await page.locator(".tfn-pasted").fill(rfcKey);
			await page.getByLabel("Service", { exact: true }).fill("Forge");
			await page.locator(".tfn-modal .mod-cta").click();
			await button(stage, ".modal", /Show the secret key/).click();
			await page.locator(".tfn-modal .mod-cta").click();
			await page.locator(".tfn-type").fill("000000");
			await page.locator(".tfn-modal .mod-cta").click();
			await page.locator(".tfn-modal .tfn-note").waitFor();
			await button(stage, ".modal", "Skip").click();
			await page.locator(".tfn-modal textarea").fill(newCodes.join("\n"));
			await page.locator(".tfn-modal .mod-cta", { hasText: "Save 2 codes" }).click();
			await page.getByText("5 of 5").waitFor();
			await button(stage, ".modal", "Skip").click();
			await page.locator(".tfn-modal").waitFor({ state: "detached" });
			expect(((await stage.read("2FA/Forge.md")) ?? "").match(/tfn1\./g)).toHaveLength(3);
			await look();
			expect(codes.size).toBeGreaterThan(2);
			expect(await placesOf(stage, [...codes])).toEqual([]);

			await stage.run("lock");
			await expect.poll(() => shownCodes(stage), soon).toEqual([]);
			expect(foundIn(await screen(stage), [...secrets, ...codes])).toEqual([]);
			expect(await placesOf(stage, [...codes])).toEqual([]);
			await stage.advance(31_000);
			expect(await stage.clipboard()).toBe("");
		}));

	it("shows nothing of an encrypted account before it is unlocked", () =>
		inApp({}, async (stage) => {
			for (const tab of await stage.page.locator(".mod-root .workspace-tab-header").all()) await tab.click();
			expect(foundIn(await screen(stage), [...secrets, totp(key, start)])).toEqual([]);
			expect(await stage.page.locator(".tfn-code").count()).toBeGreaterThan(3);
			expect((await stage.page.locator(".tfn-code").allTextContents()).join("")).toBe("");
		}));

	it("writes no first passphrase anywhere", () =>
		inApp({ files: { "GitHub.md": "Nothing yet.\n" }, data: {} }, async (stage) => {
			const { page } = stage;
			await stage.run("unlock");
			const fields = page.locator(".modal .tfn-passphrase input");
			await fields.first().fill(words);
			await fields.last().fill(words);
			const offered = (await page.locator(".modal .tfn-words").textContent()) ?? "";
			expect(offered.split(" ")).toHaveLength(6);
			await page.locator(".modal .tfn-passphrase .mod-cta").click();
			await page.getByRole("button", { name: "Later", exact: true }).click();
			await page.locator(".modal").waitFor({ state: "detached" });
			expect(foundIn(await screen(stage), [words, offered])).toEqual([]);
			await stage.run("lock");
			expect(await placesOf(stage, [offered])).toEqual([]);
			await unlock(stage);
			await expect.poll(() => stage.commands(), soon).toContain("lock");
		}));
});

describe("the passphrase", () => {
	it.each([["right", words], ["wrong", "four grey herons over water"]])("does not stay in its field: a %s one, in the pane and in a dialog", (_, passphrase) =>
		inApp({}, async (stage) => {
			for (const command of [null, "unlock"]) {
				if (command !== null) await stage.run(command);
				await unlock(stage, passphrase);
				if (passphrase !== words) await stage.page.locator(".tfn-wrong", { hasText: "Wrong passphrase." }).last().waitFor();
				expect(foundIn(await screen(stage), [passphrase])).toEqual([]);
				await stage.page.keyboard.press("Escape");
				await stage.run("lock");
			}
		}));

	it("has a field that nothing learns from", () =>
		inApp({}, async (stage) => {
			const field = stage.page.locator(".tfn-passphrase input");
			const attributes = await Promise.all(["type", "autocomplete", "autocapitalize", "autocorrect", "spellcheck"].map((name) => field.getAttribute(name)));
			expect(attributes).toEqual(["password", "off", "off", "off", "false"]);
		}));
});

describe("a lock", () => {
	/** A note that takes about a second to unlock, so that there is time to lock meanwhile. */
	const slow = sealing(words, { memory: 65536, passes: 6, lanes: 4 }, "101112131415161718191a1b1c1d1e1f");
	const slowNote = async (): Promise<string> => note(["issuer: GitHub", "account: me", `totp_seed: ${(await slow)("seed", key, "GitHub:me")}`], "\n```2fa\n```\n");

	/** Begins to unlock, interrupts it, and waits until the key would long have come. */
	async function interrupted(stage: Stage, place: string, interrupt: () => Promise<unknown>): Promise<void> {
		const { page } = stage;
		await page.locator(`${place} .tfn-passphrase input`).fill(words);
		await page.locator(`${place} .tfn-passphrase input`).press("Enter");
		await page.locator(`${place} .tfn-busy-line`).waitFor();
		await interrupt();
		await expect.poll(() => page.locator(".tfn-busy-line").count(), soon).toBe(0);
		await page.waitForTimeout(2000);
		expect(await shownCodes(stage)).toEqual([]);
		expect(await stage.commands()).not.toContain("lock");
	}

	it("drops the key that an unlocking would have brought: by command, by Cancel, by closing the dialog", async () => {
		await inApp({ files: { "GitHub.md": await slowNote() }, data: {} }, async (stage) => {
			await interrupted(stage, ".tfn-pane", async () => expect(await stage.run("lock")).toBe(true));
			await interrupted(stage, ".tfn-pane", () => button(stage, ".tfn-pane .tfn-busy-line", "Cancel").click());
			await stage.run("unlock");
			await interrupted(stage, ".modal", () => stage.page.keyboard.press("Escape"));
			await unlock(stage);
			await expect.poll(() => shownCodes(stage), soon).toContain(totp(key, start));
		});
	});

	it("is not needed to be waited for: the page goes on while the key is worked out", async () => {
		await inApp({ files: { "GitHub.md": await slowNote() }, data: {} }, async (stage) => {
			const { page } = stage;
			await page.locator(".tfn-pane .tfn-passphrase input").fill(words);
			const { worst, whole } = await page.evaluate(async () => {
				const from = performance.now();
				let last = from;
				let worst = 0;
				document.querySelector<HTMLButtonElement>(".tfn-pane .tfn-passphrase .mod-cta")?.click();
				while (document.querySelector(".tfn-busy-line") !== null) {
					await new Promise((done) => setTimeout(done, 1));
					worst = Math.max(worst, performance.now() - last);
					last = performance.now();
				}
				return { worst, whole: last - from };
			});
			// On the page's own thread the longest standstill would be the whole of it.
			expect(worst).toBeLessThan(whole / 2);
			await expect.poll(() => shownCodes(stage), soon).toContain(totp(key, start));
		});
	});

	const ways: [string, (stage: Stage) => Promise<unknown>][] = [["by command", (stage) => stage.run("lock")], ["by idle time", (stage) => stage.advance(5 * 60_000 + 5_000)]];
	const shows: [string, (stage: Stage) => Promise<unknown>][] = [
		["the QR", async (stage) => stage.run("show-qr")],
		["the key", async (stage) => {
			await stage.run("show-qr");
			await button(stage, ".modal", /Show the secret key/).click();
			await stage.page.locator(".modal .tfn-key").waitFor();
		}],
	];
	it.each(ways.flatMap(([way, lock]) => shows.map(([what, show]) => [what, way, lock, show] as const)))("closes the dialog that shows %s: %s", (_what, _way, lock, show) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await show(stage);
			expect(await stage.page.locator(".modal").count()).toBe(1);
			await lock(stage);
			await expect.poll(() => stage.page.locator(".modal").count(), soon).toBe(0);
			expect(foundIn(await screen(stage), secrets)).toEqual([]);
			expect(await stage.page.locator(".tfn-qr").count()).toBe(0);
		}));

	it.each(ways)("takes the QR of a new account away, and draws it again: %s", (_, lock) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.run("new-note");
			await stage.page.locator(".tfn-pasted").fill(rfcKey);
			await stage.page.getByLabel("Service", { exact: true }).fill("Forge");
			await stage.page.locator(".tfn-modal .mod-cta").click();
			await stage.page.locator(".modal .tfn-qr path").waitFor({ state: "attached" });
			await lock(stage);
			await expect.poll(() => stage.page.locator(".tfn-qr").count(), soon).toBe(0);
			expect(foundIn(await screen(stage), secrets)).toEqual([]);
			await unlock(stage);
			await stage.page.locator(".modal .tfn-qr path").waitFor({ state: "attached" });
		}));

	it.each(ways)("hides the backup codes that were pasted, and gives them back: %s", (_, lock) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await button(stage, ".tfn-pane .tfn-card .tfn-backup", /^Backup codes/).click();
			await button(stage, ".tfn-pane .tfn-card", "Add codes").click();
			await stage.page.locator(".modal textarea").fill(newCodes.join("\n"));
			await lock(stage);
			await expect.poll(() => shownCodes(stage), soon).toEqual([]);
			expect(foundIn(await screen(stage), secrets)).toEqual([]);
			await unlock(stage);
			expect(await stage.page.locator(".modal textarea").inputValue()).toBe(newCodes.join("\n"));
			await stage.page.locator(".tfn-modal .mod-cta", { hasText: "Save 2 codes" }).click();
			await stage.page.locator(".modal").waitFor({ state: "detached" });
			expect(((await stage.read("GitHub.md")) ?? "").match(/tfn1\./g)).toHaveLength(6);
		}));

	it.each(ways)("hides the key that was typed for a new account: %s", (_, lock) =>
		inApp({}, async (stage) => {
			await unlock(stage);
			await stage.run("new-note");
			await stage.page.locator(".tfn-pasted").pressSequentially(rfcKey);
			await lock(stage);
			await expect.poll(() => shownCodes(stage), soon).toEqual([]);
			expect(foundIn(await screen(stage), secrets)).toEqual([]);
			// What was begun can be finished.
			await stage.page.getByLabel("Service", { exact: true }).fill("Forge");
			await stage.page.locator(".tfn-modal .mod-cta").last().click();
			await unlock(stage);
			await stage.page.locator(".modal .tfn-qr").waitFor();
			expect(await stage.read("2FA/Forge.md")).toContain("tfn1.");
			await stage.page.keyboard.press("Escape");
		}));

	it("does no harm twice, while a dialog waits, or while notes are being encrypted", () =>
		inApp({ files: { "GitHub.md": github, ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.md`, note([`issuer: Forge ${n}`, `totp_seed: ${rfcKey}`])])) } }, async (stage) => {
			const { page } = stage;
			await unlock(stage);
			expect([await stage.run("lock"), await stage.run("lock")]).toEqual([true, false]);
			await stage.run("unlock");
			expect(await stage.run("lock")).toBe(false);
			await page.keyboard.press("Escape");
			await unlock(stage);
			await stage.run("encrypt-all");
			await page.evaluate(() => {
				document.querySelector<HTMLButtonElement>(".tfn-modal .mod-cta")?.click();
				setTimeout(() => window.host.app.$commands.run("two-factor-notes:lock"), 20);
			});
			const report = page.locator(".tfn-modal p", { hasText: /encrypted/ }).first();
			await page.locator(".tfn-modal .mod-cta", { hasText: "Done" }).click({ trial: true });
			const said = (await report.textContent()) ?? "";
			const done = said === "No account was encrypted. Nothing was changed." ? 0 : Number(/^(\d+) of 12 accounts were encrypted; the others were not changed\.$/.exec(said)?.[1]);
			await page.locator(".tfn-modal .mod-cta", { hasText: "Done" }).click();
			const texts = await Promise.all(Array.from({ length: 12 }, (_, n) => stage.read(`${n}.md`)));
			expect(texts.filter((text) => text?.includes("tfn1."))).toHaveLength(done);
			expect(texts.filter((text) => text?.includes(rfcKey))).toHaveLength(12 - done);
		}));
});

describe("an encrypted field that is not right", () => {
	const good = sealed("seed", key, "GitHub:me");
	const damagedAt = good.length - 30;
	const seeds: [string, string, string][] = [
		["Wrong kind", sealed("code", key, "Wrong kind:"), "This encrypted text belongs to another property."],
		["Damaged", good.slice(0, damagedAt) + (good[damagedAt] === "A" ? "B" : "A") + good.slice(damagedAt + 1), "This encrypted text is damaged"],
		["Cut short", good.slice(0, -7), "This encrypted text is damaged"],
		["Absurd cost", good.replace("tfn1.64.1.1.", "tfn1.4194304.1000.4."), "Opening this takes more memory or time"],
		["Costly", good.replace("tfn1.64.1.1.", "tfn1.1048576.8.4."), "Opening this takes so much memory or time that it is not tried without asking."],
		["Other passphrase", other("seed", key, "Other passphrase:"), "This is encrypted with another passphrase."],
		["Newer version", good.replace("tfn1.", "tfn2."), "This was encrypted by a newer version."],
		["No key", sealed("seed", "not base32 at all!", "No key:"), ""],
		["Moved", sealed("seed", key, "Elsewhere:me"), "Encrypted for Elsewhere: me"],
	];
	const files = { "GitHub.md": github, ...Object.fromEntries(seeds.map(([service, field]) => [`2FA/${service}.md`, note([`issuer: ${service}`, `totp_seed: ${field}`])])) };

	it("says so on its row, and leaves the other rows alone", () =>
		inApp({ files, workspace: { right } }, async (stage) => {
			const { page } = stage;
			await unlock(stage);
			await expect.poll(() => shownCodes(stage), soon).toEqual([totp(key, start), totp(key, start)]);
			for (const [service, field, sentence] of seeds) {
				const row = page.locator(`.tfn-entry[data-path="2FA/${service}.md"]`);
				const said = (await row.locator(".tfn-warn").getAttribute("aria-label")) ?? "";
				expect(said).toContain(sentence);
				expect(said).toMatch(/\.$/);
				expect(said).not.toContain(field);
			}
			expect(foundIn(await page.locator(".tfn-pane").innerHTML(), ["not base32"])).toEqual([]);
			expect(await stage.notices()).toEqual([
				expect.stringMatching(/^\d fields? needs? another passphrase\. The rest is unlocked\./) as string,
				expect.stringMatching(/^1 field needs 1 GiB of memory and about 43 times as long as usual\. The rest is unlocked\./) as string,
			]);
		}));

	it("stays as it is in the note, whatever is encrypted beside it", () =>
		inApp({ files: { ...files, "Clear.md": note([`totp_seed: ${rfcKey}`, "backup_codes:", ...seeds.map(([, field]) => `  - ${field}`)]) }, workspace: { right } }, async (stage) => {
			await unlock(stage);
			await stage.openNote("Clear.md");
			await stage.run("encrypt-note");
			await expect.poll(() => stage.read("Clear.md"), soon).not.toContain(rfcKey);
			const text = await stage.read("Clear.md");
			for (const [service, field] of seeds) {
				expect(text).toContain(`  - ${field}\n`);
				expect(await stage.read(`2FA/${service}.md`)).toBe(files[`2FA/${service}.md` as keyof typeof files]);
			}
		}));

	it("is told when a backup code is asked for", () =>
		inApp({ files: { "GitHub.md": note(["issuer: GitHub", "backup_codes:", ...seeds.slice(0, 7).map(([, field]) => `  - ${field}`), `  - ${good}`]) } }, async (stage) => {
			const { page } = stage;
			await unlock(stage);
			// The notices stand over it, and the clock stands still.
			await page.locator(".tfn-pane .tfn-summary").dispatchEvent("click");
			// From the last on: what is revealed is not among them any more.
			for (const dots of (await page.locator(".tfn-pane .tfn-dots").all()).reverse()) await dots.dispatchEvent("click");
			await expect.poll(async () => (await stage.notices()).length, soon).toBe(7);
			// Two of them tell, sooner or later, what else unlocking left shut.
			const said = await stage.notices();
			expect(await page.locator(".tfn-pane .tfn-backup-code").allTextContents()).toEqual([key]);
			for (const sentence of ["is damaged", "takes more memory or time", "by a newer version", "belongs to another property"]) expect(said.join("\n")).toContain(sentence);
			// For the other two a passphrase is asked for.
			await expect.poll(() => page.locator(".modal .tfn-passphrase").count(), soon).toBe(2);
			expect((await page.locator(".modal").allInnerTexts()).join("\n")).toContain("with another passphrase");
			await page.keyboard.press("Escape");
			await page.keyboard.press("Escape");
		}));

	it("is said in place of unlocking when there is nothing else", async () => {
		for (const [service, sentence] of [["Absurd cost", "takes more memory or time"], ["Newer version", "cannot be read"], ["Other passphrase", "Wrong passphrase."]]) {
			await inApp({ files: { "GitHub.md": note([`totp_seed: ${seeds.find(([name]) => name === service)?.[1]}`]) }, data: {} }, async (stage) => {
				await unlock(stage);
				await stage.page.locator(".tfn-pane .tfn-wrong[role=alert]", { hasText: sentence ?? "" }).waitFor();
				expect(await stage.commands()).not.toContain("lock");
			});
		}
	});
});
