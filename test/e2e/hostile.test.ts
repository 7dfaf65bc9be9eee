/** Names from outside, by a QR's link into the file and from a note by someone else on the screen: whatever they hold, nothing acts. */
import { parse } from "yaml";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, github, key, looks, note, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const google = "G\u043e\u043egle";
const hostile: Record<string, string> = {
	"Templater commands": "<% tp.system.prompt() %><%* await app.vault.delete(x) %>",
	placeholders: "{{title}} {{ issuer }} {{date:YYYY}}",
	"inline code and a fence": "`= dv.pages()` `2fa: GitHub` ```dataviewjs\nhack()\n```",
	HTML: "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script><iframe srcdoc=x>",
	"Markdown and links": "[[GitHub]] ![[GitHub]] ![x](http://127.0.0.1/x) # **x** %%x%% #tag ^id",
	"a path": "../../.obsidian/plugins/evil/main",
	"properties of its own": "x\n---\ntotp_seed: AAAAAAAA\n---\n",
	"marks of direction": "abc\u202etxt.exe\u200f\u2066 \u2067x",
	"marks upon marks": `Z${"\u0301\u0489".repeat(400)}algo`,
	"letters of another alphabet": google,
	"10,000 characters": "abcdefghij".repeat(1000),
	"10,000 wide characters without a blank": "漢".repeat(10_000),
};

const properties = (text: string | null): Record<string, unknown> => parse(/^---\n(.*?)^---$/ms.exec(text ?? "")?.[1] ?? "") as Record<string, unknown>;

describe.each(looks)("a hostile name, $look", ({ look, options }) => {
	let stage: Stage;
	const now = () => stage.page.evaluate(() => Date.now());
	/** What must never come to be in the page. */
	const acted = (): Promise<unknown> => stage.page.evaluate((): unknown => [Reflect.get(window, "hacked"), ...[...document.querySelectorAll("img:not(.cm-widgetBuffer), iframe, script:not([data-host]), .modal a, .tfn a")].map((el) => el.outerHTML)]);
	/** Whatever is wider than what it stands in, or higher than a few lines. */
	const broken = () => stage.page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".tfn-pane, .tfn-entry, .tfn-card, .tfn-block, .tfn-inline, .modal, .suggestion-item")].filter((el) => el.offsetParent !== null)
		.filter((el) => el.scrollWidth > el.clientWidth + 1 || el.getBoundingClientRect().right > innerWidth + 1 || (el.matches(".tfn-entry, .suggestion-item") && el.offsetHeight > 160)).map((el) => `${el.className} ${el.scrollWidth} ${el.clientWidth} ${el.offsetHeight}`));

	afterEach(() => expectQuiet(stage));

	describe("from a link, through a new account into the file", () => {
		beforeAll(async () => {
			stage = await openStage({ ...options, files: { "2FA/GitHub.md": github } });
			stage.page.setDefaultTimeout(10_000);
			await stage.run("unlock");
			await unlock(stage);
		});
		afterAll(() => stage.close());

		// A key of its own for each: one that another note has would be pointed out.
		it.each(Object.entries(hostile).map(([what, name], n) => ({ what, name, own: `MFRGGZDFMZTWQ2L${"ABCDEFGHIJKLMNOPQRST"[n]}` })))("does nothing where it is made of $what", async ({ name, own }) => {
			const before = await stage.paths();
			await stage.run("new-note");
			await stage.page.fill(".tfn-pasted", `otpauth://totp/${encodeURIComponent(`me ${name}`)}?secret=${own}&issuer=${encodeURIComponent(name)}`);
			await stage.page.locator(".tfn-pasted").blur();
			await eventually(() => stage.page.locator(".modal").getByLabel("Service", { exact: true }).inputValue()).not.toBe("");
			expect((await stage.page.locator(".modal").innerText()).includes("has letters of another alphabet")).toBe(name === google);
			if (name === google) await stage.screenshot(`hostile-new-${look}`);
			expect(await broken()).toEqual([]);
			await stage.page.locator(".modal .mod-cta").last().click();
			await eventually(() => stage.page.locator(".modal-title").last().innerText()).toBe("Add it to your phone");
			expect(await broken()).toEqual([]);
			await stage.page.keyboard.press("Escape");
			const made = (await stage.paths()).filter((file) => !before.includes(file));
			expect(made).toEqual([expect.stringMatching(/^2FA\/[^\\/:*?"<>|[\]#^\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]{1,200}\.md$/u)]);
			const text = (await stage.read(made[0] ?? "")) ?? "";
			expect(text).not.toMatch(/<%|\{\{|[\u200f\u202a-\u202e\u2066-\u2069]/);
			expect(text.split(/^---\n/m).at(-1)).toBe("\n```2fa\n```\n");
			expect(Object.keys(properties(text))).toEqual(["issuer", "account", "type", "totp_seed", "tags"]);
			expect(await acted()).toEqual([undefined]);
		});
	});

	describe("in notes by someone else, on the screen", () => {
		const files = Object.fromEntries(Object.values(hostile).map((name, number) => [
			`Shared/Note ${number}.md`, note([`issuer: ${JSON.stringify(name)}`, `username: ${JSON.stringify(name)}`, `totp_seed: ${key}`, "tags: [2fa]"], `\n\`\`\`2fa\n\`\`\`\n\nNow \`2fa: Note ${number}\` here.\n`),
		]));

		beforeAll(async () => {
			stage = await openStage({ ...options, files });
			stage.page.setDefaultTimeout(10_000);
			await stage.run("open-pane");
			await stage.page.locator(".tfn-pane .tfn-entry").nth(3).waitFor();
		});
		afterAll(() => stage.close());

		it("does nothing in the pane, whose rows keep their shape", async () => {
			expect(await broken()).toEqual([]);
			expect(await acted()).toEqual([undefined]);
			await stage.screenshot(`hostile-pane-${look}`);
		});

		it.each(Object.values(hostile).map((name, number) => ({ name, number })))("does nothing on a card and in a sentence ($number)", async ({ name, number }) => {
			await stage.openNote(`Shared/Note ${number}.md`);
			await stage.setMode("reading");
			const card = stage.page.locator(`.tfn-block .tfn-card[data-path='Shared/Note ${number}.md']:visible`).first();
			await eventually(() => card.locator(".tfn-big > .tfn-code").textContent()).toBe(totp(key, await now()));
			const service = (await card.locator(".tfn-service").first().textContent()) ?? "";
			expect(Array.from(service).length).toBeLessThanOrEqual(60);
			expect(service).not.toMatch(/[\n\u200f\u202a-\u202e\u2066-\u2069]/);
			expect((await card.innerText()).includes(`“${google}” has letters of another alphabet, so it may not be the name that it looks like.`)).toBe(name === google);
			expect(await broken()).toEqual([]);
			expect(await acted()).toEqual([undefined]);
			if (name === google || name.length === 10_000) await stage.screenshot(`hostile-card-${number}-${look}`);
		});

		it("has more of a long one in the tooltip", async () => {
			const number = Object.keys(hostile).indexOf("10,000 characters");
			await stage.openNote(`Shared/Note ${number}.md`);
			await stage.setMode("reading");
			const service = stage.page.locator(`.tfn-block .tfn-card[data-path='Shared/Note ${number}.md'] .tfn-service:visible`).first();
			expect(await service.textContent()).toBe(`${"abcdefghij".repeat(6).slice(0, 59)}…`);
			expect(await service.getAttribute("aria-label")).toBe(`${"abcdefghij".repeat(12).slice(0, 119)}…`);
		});

		it("does nothing where it is chosen from, asked about, and told in a notice", async () => {
			const modal = stage.page.locator(".modal");
			for (const command of ["verify-code", "replace-seed"]) {
				await eventually(() => stage.run(command)).toBe(true);
				await modal.waitFor();
				// The passphrase on offer is of chance: the longest words of its list have eight letters.
				await modal.locator(".tfn-words").evaluateAll((all) => all.forEach((el) => el.setText(Array(6).fill("absolute").join(" "))));
				expect(await broken()).toEqual([]);
				await stage.screenshot(`hostile-${command}-${look}`);
				await stage.page.keyboard.press("Escape");
				await modal.waitFor({ state: "detached" });
			}
			await stage.run("copy-code");
			await stage.page.locator(".suggestion-item").first().waitFor();
			expect(await broken()).toEqual([]);
			await stage.screenshot(`hostile-choose-${look}`);
			await stage.page.keyboard.press("Escape");
			expect(await acted()).toEqual([undefined]);
			expect((await stage.notices()).filter((words) => words.length > 400)).toEqual([]);
		});
	});
});
