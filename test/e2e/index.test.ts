/** Which notes are accounts, and how soon that is known: the pane beside a vault that changes. */
import { afterAll, describe, expect, it } from "vitest";
import { cloudflare, expectQuiet, failReads, github, inApp, key, note, right, start, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const soon = { timeout: 10_000 };
const data = ".obsidian/plugins/two-factor-notes/data.json";

/** The rows: path and service. */
const rows = ({ page }: Stage): Promise<string[]> =>
	page.locator(".tfn-pane .tfn-entry").evaluateAll((found) => found.map((row) => `${row.getAttribute("data-path")}: ${row.querySelector(".tfn-service")?.textContent}`));

const shows = (stage: Stage, wanted: string[]): Promise<void> => expect.poll(() => rows(stage), soon).toEqual(wanted);
const warning = (stage: Stage, path: string) => stage.page.locator(`.tfn-entry[data-path="${path}"] .tfn-warn`);

const plain = "---\ntags: [2fa]\n---\nA note about two factors.\n";
const broken = "---\nissuer: Broken\ntotp_seed: [\n---\n";
const codes = note(["issuer: GitLab", "account: me", "backup_codes:", "  - 9832-3290", "  - 1903-4875"]);

describe("the notes that are accounts", () => {
	it("lists them wherever they are, and reads no other note", () =>
		inApp({
			files: {
				"2FA/GitHub.md": github, "Other/Cloudflare.md": cloudflare, "Codes.md": codes, "plain.md": plain, "Other/text.md": "No properties.\n",
				"Duo.md": note(["issuer: Duo", "type: Push", "tags: [2fa]"]), "Car.md": note(["issuer: Car", "type: Key"]), "data.txt": github,
			},
		}, async (stage) => {
			await shows(stage, ["Other/Cloudflare.md: Cloudflare", "Duo.md: Duo", "2FA/GitHub.md: GitHub", "Codes.md: GitLab"]);
			expect(Object.keys(await stage.reads()).filter((path) => !path.startsWith(".")).sort()).toEqual(["2FA/GitHub.md", "Codes.md", "Duo.md", "Other/Cloudflare.md"]);
		}));

	it("finds them when the app has kept no metadata, and says until then that it is reading", async () => {
		const stage = await openStage({ workspace: { right }, files: { "GitHub.md": github, "plain.md": plain }, coldCache: true, cacheDelay: 1500 });
		expect(await stage.page.locator(".tfn-list").textContent()).toBe("Reading your notes…");
		await stage.cached();
		await shows(stage, ["GitHub.md: GitHub"]);
		await expectQuiet(stage);
		await stage.close();
	});

	it("lists one that cannot be read, and names it where it backs up the others", async () => {
		const stage = await openStage({ workspace: { right }, files: { "2FA/GitHub.md": github, "Far/Cloud.md": cloudflare }, cacheDelay: 1500 });
		await failReads(stage, "Far/Cloud.md");
		await stage.cached();
		await shows(stage, ["Far/Cloud.md: Cloud", "2FA/GitHub.md: GitHub"]);
		expect(await warning(stage, "Far/Cloud.md").getAttribute("aria-label")).toContain("could not be read");
		await stage.run("back-up-now");
		await stage.page.getByText(/or they cannot be read for sure: .*Cloud/).waitFor();
		await expectQuiet(stage);
		await stage.close();
	});

	it("says that there are none only once every note is known", async () => {
		const stage = await openStage({ workspace: { right }, files: { "plain.md": plain }, cacheDelay: 1500 });
		expect(await stage.page.locator(".tfn-list").textContent()).toBe("Reading your notes…");
		await stage.cached();
		await expect.poll(() => stage.page.locator(".tfn-list").textContent(), soon).toContain("No accounts yet");
		await expectQuiet(stage);
		await stage.close();
	});

	it("offers no first passphrase while the notes are not known yet", async () => {
		const stage = await openStage({ workspace: { right }, files: { "GitHub.md": github }, coldCache: true, cacheDelay: 1500 });
		await stage.run("unlock");
		await stage.page.locator(".modal .tfn-passphrase").waitFor();
		expect(await stage.page.locator(".modal .tfn-passphrase input").count()).toBe(1);
		await stage.page.keyboard.press("Escape");
		await stage.cached();
		await expectQuiet(stage);
		await stage.close();
	});

	it.each([["export", "Export 120 accounts"], ["back-up-now", "and 115 more."], ["recovery-page", "and 115 more."]])("are all known before %s goes on, also when it is asked for as soon as one is", async (command, says) => {
		const files = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`2FA/${n}.md`, cloudflare.replace("your@", `${n}@`)]));
		const stage = await openStage({ workspace: {}, files, coldCache: true, cacheDelay: 1500 });
		await stage.page.evaluate(async (command) => {
			while (!window.host.run(command)) await new Promise((done) => setTimeout(done));
		}, command);
		if (command === "recovery-page") await stage.page.getByRole("checkbox").check();
		await stage.page.locator(".tfn-modal").getByText(says).waitFor(soon);
		await expectQuiet(stage);
		await stage.close();
	});

	it.each([
		["broken YAML in a folder of its own", "Other/Broken.md", broken, "Other/Broken.md: Broken"],
		["broken YAML where new accounts go", "2FA/Broken.md", broken, "2FA/Broken.md: Broken"],
		["properties without a closing line", "2FA/Open.md", `---\nissuer: Open\ntotp_seed: ${key}\n\nText.\n`, "2FA/Open.md: Open"],
		["a property twice", "Twice.md", `---\nissuer: Twice\ntotp_seed: ${key}\ntotp_seed: ${key}\n---\n`, "Twice.md: Twice"],
	])("lists %s with what is wrong", (_, path, text, row) =>
		inApp({ files: { [path]: text } }, async (stage) => {
			await shows(stage, [row]);
			expect((await warning(stage, path).getAttribute("aria-label"))?.length).toBeGreaterThan(20);
			expect(await stage.page.locator(".tfn-pane").innerHTML()).not.toContain(key);
		}));
});

describe("a vault that changes", () => {
	it("shows a note that sync brings, what sync changes in it, and that it is gone", () =>
		inApp({ files: { "plain.md": plain } }, async (stage) => {
			await stage.write("2FA/GitHub.md", github);
			await shows(stage, ["2FA/GitHub.md: GitHub"]);
			await stage.write("2FA/GitHub.md", github.replace("issuer: GitHub", "issuer: Forge"));
			await shows(stage, ["2FA/GitHub.md: Forge"]);
			await stage.remove("2FA/GitHub.md");
			await shows(stage, []);
		}));

	it("keeps what is open in the pane in step with sync", () =>
		inApp({ files: { "GitLab.md": codes }, workspace: { right, main: [{ type: "markdown", state: { file: "GitLab.md" }, active: true }] } }, async (stage) => {
			const left = stage.page.locator(".tfn-pane .tfn-card .tfn-summary");
			await expect.poll(() => left.textContent(), soon).toBe("2 of 2 left");
			await stage.write("GitLab.md", codes.replace("1903-4875", "1903-4875 used 2026-02-15"));
			await expect.poll(() => left.textContent(), soon).toBe("1 of 2 left");
		}));

	it("shows what it wrote itself before the metadata cache knows", () =>
		inApp({ files: { "GitLab.md": codes }, workspace: { right, main: [{ type: "markdown", state: { file: "GitLab.md" }, active: true }] }, cacheDelay: 1500 }, async (stage) => {
			await stage.run("use-backup-code");
			const left = stage.page.locator(".tfn-pane .tfn-card .tfn-summary");
			await left.filter({ hasText: "1 of 2 left" }).waitFor();
			expect(await stage.page.evaluate(() => JSON.stringify(window.host.app.metadataCache.getCache("GitLab.md")?.frontmatter))).not.toContain("used");
			await stage.cached();
			expect(await left.textContent()).toBe("1 of 2 left");
		}));

	it("follows a note that is renamed, with its folder too, and that leaves and comes back", () =>
		inApp({ files: { "2FA/GitHub.md": github, "2FA/Work/Cloudflare.md": cloudflare } }, async (stage) => {
			await shows(stage, ["2FA/Work/Cloudflare.md: Cloudflare", "2FA/GitHub.md: GitHub"]);
			await stage.rename("2FA/GitHub.md", "Forge.md");
			await shows(stage, ["2FA/Work/Cloudflare.md: Cloudflare", "Forge.md: GitHub"]);
			await stage.rename("2FA", "Keys");
			await shows(stage, ["Keys/Work/Cloudflare.md: Cloudflare", "Forge.md: GitHub"]);
			await stage.rename("Forge.md", "Keys/GitHub.md");
			await shows(stage, ["Keys/Work/Cloudflare.md: Cloudflare", "Keys/GitHub.md: GitHub"]);
			await stage.remove("Keys/GitHub.md");
			await shows(stage, ["Keys/Work/Cloudflare.md: Cloudflare"]);
			await stage.write("Keys/GitHub.md", github);
			await shows(stage, ["Keys/Work/Cloudflare.md: Cloudflare", "Keys/GitHub.md: GitHub"]);
			await stage.write("Keys/GitHub.md", github.replace("issuer: GitHub", "issuer: Forge"));
			await shows(stage, ["Keys/Work/Cloudflare.md: Cloudflare", "Keys/GitHub.md: Forge"]);
		}));

	it("names a note without a service by its file, and anew when that is renamed", () =>
		inApp({ files: { "Bank.md": note([`totp_seed: ${key}`]) } }, async (stage) => {
			await shows(stage, ["Bank.md: Bank"]);
			await stage.rename("Bank.md", "My bank.md");
			await shows(stage, ["My bank.md: My bank"]);
		}));

	it("lets go of a note that is renamed to be none", () =>
		inApp({ files: { "GitHub.md": github } }, async (stage) => {
			await shows(stage, ["GitHub.md: GitHub"]);
			await stage.rename("GitHub.md", "GitHub.txt");
			await shows(stage, []);
			await stage.rename("GitHub.txt", "GitHub.md");
			await shows(stage, ["GitHub.md: GitHub"]);
		}));

	it("keeps a note that is renamed while it is being read", () =>
		inApp({ files: { "Duo.md": note(["issuer: Duo", "type: Push", "tags: [factor]"]) } }, async (stage) => {
			await stage.page.evaluate(async (path) => {
				const { vault } = window.host.app;
				const read = vault.read.bind(vault);
				let reading = (): void => undefined;
				const begun = new Promise<void>((done) => (reading = done));
				vault.read = async (file) => {
					reading();
					await new Promise((done) => setTimeout(done, 200));
					return read(file);
				};
				await window.host.write(path, JSON.stringify({ tag: "factor" }));
				await begun;
				await window.host.rename("Duo.md", "Two.md");
			}, data);
			await shows(stage, ["Two.md: Duo"]);
		}));

	it("takes up a note that becomes an account, and lets go of one that is none any more", () =>
		inApp({ files: { "note.md": plain } }, async (stage) => {
			await shows(stage, []);
			await stage.write("note.md", note(["issuer: Note", "type: Push", "tags: [2fa]"]));
			await shows(stage, ["note.md: Note"]);
			await stage.write("note.md", plain);
			await shows(stage, []);
			await stage.write("note.md", broken);
			await shows(stage, ["note.md: Broken"]);
			await stage.write("note.md", note(["issuer: Mended", `totp_seed: ${key}`]));
			await shows(stage, ["note.md: Mended"]);
			expect(await warning(stage, "note.md").count()).toBe(0);
		}));

	it("marks two codes in quick succession, and keeps what sync wrote in between", () =>
		inApp({ files: { "GitLab.md": codes }, workspace: { right, main: [{ type: "markdown", state: { file: "GitLab.md" }, active: true }] } }, async (stage) => {
			await stage.page.locator(".tfn-pane .tfn-box").nth(1).waitFor({ state: "attached" });
			await stage.page.evaluate(async (text) => {
				const boxes = [...document.querySelectorAll<HTMLElement>(".tfn-pane .tfn-box")];
				const written = window.host.write("GitLab.md", text);
				for (const box of boxes) box.click();
				await written;
			}, codes.replace("account: me", "account: you"));
			await expect.poll(() => stage.page.locator(".tfn-pane .tfn-summary").textContent(), soon).toBe("0 of 2 left");
			const text = await stage.read("GitLab.md");
			expect(text).toMatch(/^---\nissuer: GitLab\naccount: you\nbackup_codes:\n {2}- 9832-3290 used \d{4}-\d\d-\d\d\n {2}- 1903-4875 used \d{4}-\d\d-\d\d\n---\n$/);
			await expect.poll(() => stage.page.locator(".tfn-pane .tfn-card .tfn-user").textContent(), soon).toBe("you");
		}));

	it("ends with the last of many quick changes", () =>
		inApp({ files: { "GitHub.md": github }, cacheDelay: 50 }, async (stage) => {
			await stage.page.evaluate(async (text) => {
				for (let n = 0; n < 20; n++) await window.host.write("GitHub.md", text.replace("issuer: GitHub", `issuer: Forge ${n}`));
			}, github);
			await shows(stage, ["GitHub.md: Forge 19"]);
		}));
});

describe("the tag that makes an account", () => {
	const push = (service: string, tag: string): string => note([`issuer: ${service}`, "type: Push", `tags: [${tag}]`]);
	const files = { "Duo.md": push("Duo", "2fa"), "Okta.md": push("Okta", "factor/work"), "GitHub.md": github };

	it.each([["factor"], ["#factor"]])("is asked for anew when it becomes %s in the settings", (typed) =>
		inApp({ files }, async (stage) => {
			await shows(stage, ["Duo.md: Duo", "GitHub.md: GitHub"]);
			await stage.openSettings();
			await stage.page.locator(".setting-item", { hasText: "Tag" }).locator("input").fill(typed);
			await shows(stage, ["GitHub.md: GitHub", "Okta.md: Okta"]);
			await stage.page.keyboard.press("Escape");
		}));

	it("is asked for anew when sync changes it", () =>
		inApp({ files }, async (stage) => {
			await shows(stage, ["Duo.md: Duo", "GitHub.md: GitHub"]);
			await stage.write(data, JSON.stringify({ tag: "factor" }));
			await shows(stage, ["GitHub.md: GitHub", "Okta.md: Okta"]);
		}));
});

describe("300 notes with 40 accounts among them", () => {
	const files: Record<string, string> = { "Notes/torn.md": "---\ntitle: [\n---\n", "2FA/About.md": "No properties.\n" };
	for (let n = 0; n < 258; n++) files[`Notes/${n}.md`] = plain;
	for (let n = 0; n < 40; n++) files[`2FA/${n}.md`] = github.replace("issuer: GitHub", `issuer: Forge ${n}`);
	const noteReads = async (stage: Stage): Promise<[string, number][]> => Object.entries(await stage.reads()).filter(([path]) => path.endsWith(".md"));

	it("reads each account once, and one changed note alone after that", () =>
		inApp({ files }, async (stage) => {
			await expect.poll(async () => (await rows(stage)).length, soon).toBe(40);
			const before = new Map(await noteReads(stage));
			expect([...before].filter(([path, times]) => times > 1 || /Notes\/\d/.test(path))).toEqual([]);
			await stage.write("2FA/7.md", github.replace("issuer: GitHub", "issuer: Changed"));
			await expect.poll(() => rows(stage), soon).toContain("2FA/7.md: Changed");
			await stage.write("Notes/7.md", `${plain}More.\n`);
			await stage.cached();
			await stage.run("open-pane");
			const more = (await noteReads(stage)).flatMap(([path, times]) => Array<string>(times - (before.get(path) ?? 0)).fill(path));
			expect(more.filter((path) => path !== "2FA/7.md")).toEqual([]);
			expect(more.length).toBeLessThanOrEqual(1);
		}));

	it("draws the pane a few times while it reads them, not once a note", async () => {
		const stage = await openStage({ workspace: { right }, files, cacheDelay: 1500 });
		expect(await rows(stage)).toEqual([]);
		await stage.page.evaluate(() => {
			Reflect.set(window, "draws", 0);
			new MutationObserver((changes) => {
				if (changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.nodeName === "UL"))) Reflect.set(window, "draws", Number(Reflect.get(window, "draws")) + 1);
			}).observe(document.querySelector(".tfn-list") as Element, { childList: true });
		});
		await expect.poll(async () => (await rows(stage)).length, soon).toBe(40);
		expect(await stage.page.evaluate(() => Number(Reflect.get(window, "draws")))).toBeLessThan(10);
		await expectQuiet(stage);
		await stage.close();
	});

	it("unlocks them all", () =>
		inApp({ files, clock: start }, async (stage) => {
			await unlock(stage);
			await expect.poll(() => stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count(), soon).toBe(40);
		}));
});
