/** The order of the accounts in the pane: by name, by use, in groups; favourites; and how it looks when there are many. */
import { afterAll, describe, expect, it } from "vitest";
import { passphrase, vaultOf } from "../bench/vault";
import { eventually, expectQuiet, key, looks, note, sealed, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const workspace = { left: { leaves: [] }, right: { leaves: [{ type: "two-factor-notes", active: true }] } };
const account = (service: string, more: string[] = []): string => note([`issuer: ${service}`, `totp_seed: ${key}`, ...more]);
const files = {
	"2FA/Work/Bravo.md": account("Bravo", ["tags: [2fa, office]"]), "2FA/Work/Alpha 10.md": account("Alpha 10"), "2FA/Work/Alpha 2.md": account("Alpha 2", ["tags: [home, office]"]),
	"2FA/Charlie.md": account("Charlie", ["tags: 2fa"]), "Other/Delta.md": account("Delta", ["favourite: true", "tags: [home]"]), "Echo.md": account("Echo", ["username: me"]),
};

/** Headings and services from the top. */
const list = ({ page }: Stage): Promise<string[]> => page.locator(".tfn-list ul > li").evaluateAll((lines) => lines.map((line) => line.querySelector(".tfn-service")?.textContent ?? `# ${[...line.querySelectorAll("h4 span")].map((part) => part.textContent).filter(Boolean).join(" ")}`));
const shows = (stage: Stage, wanted: string[]): Promise<void> => eventually(() => list(stage)).toEqual(wanted);

async function choose({ page }: Stage, item: string): Promise<void> {
	await page.getByRole("button", { name: "Sort and group" }).click();
	await page.locator(".menu-item", { hasText: item }).click();
}

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ workspace, clock: start, files, ...options });
	await stage.cached();
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

describe("the order of the accounts", () => {
	it("is by name, numbers by their size, favourites first", () =>
		inApp({}, (stage) => shows(stage, ["Delta", "Alpha 2", "Alpha 10", "Bravo", "Charlie", "Echo"])));

	it("is by last use where that is chosen, and no row leaves the finger that copies from it", () =>
		inApp({}, async (stage) => {
			await choose(stage, "Sort by recently used");
			for (const service of ["Echo", "Bravo"]) {
				await stage.page.locator(".tfn-entry", { hasText: service }).click();
				await stage.advance(3000);
			}
			expect(await list(stage)).toEqual(["Delta", "Alpha 2", "Alpha 10", "Bravo", "Charlie", "Echo"]);
			await choose(stage, "Sort by recently used");
			await shows(stage, ["Delta", "Bravo", "Echo", "Alpha 2", "Alpha 10", "Charlie"]);
			await stage.rename("Echo.md", "2FA/Echo.md");
			await stage.remove("2FA/Work/Bravo.md");
			await stage.restart();
			await shows(stage, ["Delta", "Echo", "Alpha 2", "Alpha 10", "Charlie"]);
			expect(await stage.page.evaluate(() => Object.keys(window.host.app.loadLocalStorage("two-factor-notes:recent") as object))).toEqual(["2FA/Echo.md"]);
		}));

	it("is in groups by folder, which can be folded and stay so on this device", () =>
		inApp({}, async (stage) => {
			await choose(stage, "Group by folder");
			await shows(stage, ["# Favourites 1", "Delta", "# 2FA 1", "Charlie", "# Sample vault 1", "Echo", "# Work 3", "Alpha 2", "Alpha 10", "Bravo"]);
			await stage.page.getByRole("button", { name: "Work 3" }).click();
			await shows(stage, ["# Favourites 1", "Delta", "# 2FA 1", "Charlie", "# Sample vault 1", "Echo", "# Work 3"]);
			await stage.restart();
			await shows(stage, ["# Favourites 1", "Delta", "# 2FA 1", "Charlie", "# Sample vault 1", "Echo", "# Work 3"]);
			await stage.page.locator(".tfn-search input").fill("alpha");
			await shows(stage, ["Alpha 2", "Alpha 10"]);
			await stage.page.keyboard.press("Escape");
			await stage.page.keyboard.press("ArrowDown");
			await stage.page.keyboard.press("Enter");
			await shows(stage, ["# Favourites 1", "# 2FA 1", "Charlie", "# Sample vault 1", "Echo", "# Work 3"]);
			expect(await stage.page.evaluate(() => document.activeElement?.getAttribute("aria-expanded"))).toBe("false");
		}));

	it("is in groups by the first tag that does not make the account", () =>
		inApp({}, async (stage) => {
			await choose(stage, "Group by tag");
			await shows(stage, ["# Favourites 1", "Delta", "# #home 1", "Alpha 2", "# #office 1", "Bravo", "# No tag 3", "Alpha 10", "Charlie", "Echo"]);
			await choose(stage, "No groups");
			await shows(stage, ["Delta", "Alpha 2", "Alpha 10", "Bravo", "Charlie", "Echo"]);
		}));

	it.each([["nonsense"], [{ sort: "size", group: 7, folded: [3] }], [null]])("is the usual one where the device keeps %j", (kept) =>
		inApp({ localStorage: { "two-factor-notes:list": kept, "two-factor-notes:recent": kept } }, (stage) => shows(stage, ["Delta", "Alpha 2", "Alpha 10", "Bravo", "Charlie", "Echo"])));
});

describe("a favourite", () => {
	it("is made in the account's menu, and taken back, and nothing else in the note changes", () =>
		inApp({}, async (stage) => {
			const entry = (item: string) => stage.page.locator(".menu-item", { hasText: item });
			await stage.page.locator(".tfn-entry", { hasText: "Echo" }).click({ button: "right" });
			await entry("Add to favourites").click();
			await shows(stage, ["Delta", "Echo", "Alpha 2", "Alpha 10", "Bravo", "Charlie"]);
			expect(await stage.read("Echo.md")).toBe(files["Echo.md"].replace("username: me\n", "username: me\nfavourite: true\n"));
			await stage.page.locator(".tfn-entry", { hasText: "Echo" }).click({ button: "right" });
			await entry("Remove from favourites").click();
			await shows(stage, ["Delta", "Alpha 2", "Alpha 10", "Bravo", "Charlie", "Echo"]);
			expect(await stage.read("Echo.md")).toBe(files["Echo.md"]);
		}));
});

describe.each(looks)("many accounts, $look", ({ look, options }) => {
	it("are shown in groups, with the menu, and from right to left", async () => {
		const isPhone = options.phone === true;
		const tab = { main: [{ type: "two-factor-notes", active: true }] };
		await inApp({ ...options, workspace: isPhone ? tab : workspace, files: await vaultOf(200, 210) }, async (stage) => {
			await unlock(stage, passphrase);
			await stage.page.locator(".tfn-code:not(.is-hidden)").first().waitFor();
			await stage.screenshot(`list-${look}`);
			await choose(stage, "Group by folder");
			await stage.page.getByRole("button", { name: "Bank 40" }).click();
			await stage.page.getByRole("button", { name: "Sort and group" }).click();
			await stage.screenshot(`list-menu-${look}`);
			await stage.page.keyboard.press("Escape");
			await stage.page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
			await stage.advance(20_000);
			await stage.screenshot(`list-rtl-${look}`);
			expect(await stage.page.locator(".tfn-entry").count()).toBeLessThan(60);
			const wide = await stage.page.locator(".tfn-pane").evaluate((pane) => pane.scrollWidth - pane.clientWidth);
			expect(wide).toBe(0);
			// The pane scrolls, and not the app.
			expect(await stage.page.evaluate(() => (document.scrollingElement?.scrollHeight ?? 0) - innerHeight)).toBe(0);
		});
	});
});

describe("a code of eight digits that ends soon", () => {
	const long = note(["issuer: Long", `totp_seed: ${sealed("seed", key, "Long:")}`, "digits: 8"]);

	it.each([320, 360, 390, 430])("leads to the next one on a phone %i pixels wide, and its row does not grow", (width) =>
		inApp({ phone: true, size: { width, height: 844 }, files: { "Long.md": long } }, async (stage) => {
			await stage.run("open-pane");
			const row = stage.page.locator(".tfn-entry");
			await row.waitFor();
			await unlock(stage);
			const before = await row.boundingBox();
			await stage.advance(20_000);
			await row.locator(".tfn-next .tfn-icon").waitFor();
			const next = await row.locator(".tfn-next").boundingBox();
			expect(await row.boundingBox()).toEqual(before);
			expect(next !== null && before !== null && next.x + next.width < before.x + before.width && next.width >= 30).toBe(true);
			await stage.screenshot(`list-long-${width}`);
			await row.locator(".tfn-next").click();
			await eventually(() => stage.clipboard()).toBe(totp(key, start + 30_000, { digits: 8 }));
		}));
});

describe("what is wrong with a note", () => {
	const problem = (service: string): string => note([`issuer: ${service}`, `issuer: ${service}`, `totp_seed: ${key}`, "digits: 8"]);

	it.each([{ look: "desktop", options: {} }, { look: "phone", options: { phone: true } }])("is said on the line of the code, $look", ({ look, options }) =>
		inApp({ ...options, files: { "One.md": problem("One"), "Two.md": account("Two") } }, async (stage) => {
			await stage.run("open-pane");
			await stage.page.locator(".tfn-entry", { hasText: "See the note" }).waitFor();
			const heights = await stage.page.locator(".tfn-entry").evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
			await stage.screenshot(`list-problem-${look}`);
			expect(new Set(heights).size).toBe(1);
		}));
});

describe("in colours that the system forces", () => {
	it("the ring still tells the time", () =>
		inApp({}, async (stage) => {
			await stage.page.emulateMedia({ forcedColors: "active" });
			const arc = stage.page.locator(".tfn-ring-arc").first();
			expect(await arc.evaluate((el) => getComputedStyle(el).backgroundImage)).toContain("conic-gradient");
			const [early, late] = [await arc.screenshot(), (await stage.advance(10_000), await arc.screenshot())];
			expect(early.equals(late)).toBe(false);
		}));
});
