/** 1,000 accounts among 20,000 notes: what is read, what is drawn, and that every one of them is within reach. Counts, not times. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyOf, passphrase, pathOf, serviceOf, vaultOf } from "../bench/vault";
import { eventually, expectQuiet, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const accounts = 1000;
const right = { leaves: [{ type: "two-factor-notes", active: true }] };
/** Without the stand-in's list of files, which draws every one. */
const workspace = { left: { leaves: [] }, right };
/** By service, as the pane sorts them. */
const inOrder = Array.from({ length: accounts }, (_, n) => n).sort((a, b) => (serviceOf(a) < serviceOf(b) ? -1 : 1));

interface Sight {
	/** How many rows are in the page. */
	rows: number;
	nodes: number;
	/** Paths of the rows in the page, from the top. */
	paths: string[];
	/** The number each row has in the whole list. */
	places: number[];
	/** Pixels that are missing or doubled between rows that follow each other. */
	gaps: number[];
	/** Whether rows fill the window of the pane from its top to its bottom, or the list ends there. */
	fills: boolean;
}

/** What is in the page now, after the frame that a scroll needs. */
const sight = ({ page }: Stage): Promise<Sight> => page.evaluate(async () => {
	await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	const pane = document.querySelector(".tfn-pane") as HTMLElement;
	const rows = [...pane.querySelectorAll<HTMLElement>(".tfn-entry")];
	const boxes = rows.map((row) => row.getBoundingClientRect());
	const window = pane.getBoundingClientRect();
	const isAtTop = pane.scrollTop <= 0;
	const isAtEnd = pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
	return {
		rows: rows.length,
		nodes: pane.querySelectorAll("*").length,
		paths: rows.map((row) => row.dataset.path ?? ""),
		places: rows.map((row) => Number(row.getAttribute("aria-posinset"))),
		gaps: boxes.slice(1).map((box, at) => Math.round(box.top - (boxes[at]?.bottom ?? 0))),
		fills: (isAtTop || (boxes[0]?.top ?? Infinity) <= window.top) && (isAtEnd || (boxes.at(-1)?.bottom ?? 0) >= window.bottom),
	};
});
const scrollTo = ({ page }: Stage, part: number): Promise<void> => page.evaluate((part) => {
	const pane = document.querySelector(".tfn-pane") as HTMLElement;
	pane.scrollTop = part * (pane.scrollHeight - pane.clientHeight);
}, part);
const noteReads = async (stage: Stage): Promise<Map<string, number>> => new Map(Object.entries(await stage.reads()).filter(([path]) => path.endsWith(".md")));
/** Whether the row that has the keyboard stands in sight below the search. */
const isFocusInSight = ({ page }: Stage): Promise<boolean> => page.evaluate(() => {
	const pane = (document.querySelector(".tfn-pane") as HTMLElement).getBoundingClientRect();
	const bar = (document.querySelector(".tfn-bar") as HTMLElement).getBoundingClientRect();
	const row = document.activeElement?.closest(".tfn-entry")?.getBoundingClientRect();
	return row !== undefined && row.top >= bar.bottom - 1 && row.bottom <= pane.bottom + 1;
});
const focused = ({ page }: Stage): Promise<string | undefined> => page.evaluate(() => (document.activeElement?.closest(".tfn-entry") as HTMLElement | null)?.dataset.path);

/** Scrolls through all of it, in steps of less than a window and then in jumps, and looks at each place. */
async function expectEveryPlaceRight(stage: Stage): Promise<void> {
	const seen = new Set<string>();
	const look = async (): Promise<void> => {
		const { rows, paths, places, gaps, fills } = await sight(stage);
		expect(rows).toBeLessThan(60);
		expect(fills).toBe(true);
		expect(gaps.filter((gap) => gap !== 0)).toEqual([]);
		expect(paths).toEqual(places.map((place) => pathOf(inOrder[place - 1] ?? -1)));
		for (const path of paths) seen.add(path);
	};
	await scrollTo(stage, 0);
	for (let isEnd = false; !isEnd;) {
		await look();
		isEnd = await stage.page.evaluate(() => {
			const pane = document.querySelector(".tfn-pane") as HTMLElement;
			pane.scrollTop += pane.clientHeight * 0.9;
			return pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 1;
		});
	}
	await look();
	expect(seen.size).toBe(accounts);
	for (const part of [0.5, 0.05, 0.95, 0.33, 1, 0]) {
		await scrollTo(stage, part);
		await look();
	}
}

describe("1,000 accounts among 20,000 notes", () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage({ workspace, clock: start, files: await vaultOf(accounts, 20_000) });
		await stage.cached();
		await stage.page.locator(".tfn-entry").first().waitFor();
	});
	afterAll(async () => {
		await expectQuiet(stage);
		await stage.close();
	});

	it("are read once each, and no other note is", async () => {
		await eventually(async () => (await noteReads(stage)).size).toBe(accounts);
		const reads = await noteReads(stage);
		expect([...reads].filter(([path, times]) => times > 1 || !path.startsWith("2FA/"))).toEqual([]);
	});

	it("stand in the page only as far as they are in sight, locked as well", async () => {
		await eventually(async () => (await sight(stage)).rows).toBeGreaterThan(10);
		expect((await sight(stage)).nodes).toBeLessThan(1500);
		expect(await stage.page.locator(".tfn-entry").first().getAttribute("aria-setsize")).toBe(String(accounts));
		await expectEveryPlaceRight(stage);
	});

	it("show the codes in sight once unlocked, and each one's own wherever it is scrolled to", async () => {
		await unlock(stage, passphrase);
		const codes = () => stage.page.locator(".tfn-entry").evaluateAll((rows) => rows.map((row) => [row.getAttribute("data-path"), row.querySelector(".tfn-code")?.textContent]));
		for (const part of [0, 0.4, 1]) {
			await scrollTo(stage, part);
			const { places } = await sight(stage);
			expect(await codes()).toEqual(places.map((place) => [pathOf(inOrder[place - 1] ?? -1), totp(keyOf(inOrder[place - 1] ?? -1), start)]));
		}
		await expectEveryPlaceRight(stage);
	});

	it("are read one by one when they change, and what is drawn stays but for what changed", async () => {
		await scrollTo(stage, 0);
		await sight(stage);
		const [first = 0, second = 0] = inOrder;
		await stage.page.evaluate(() => {
			for (const row of document.querySelectorAll(".tfn-entry")) row.setAttribute("data-before", "");
		});
		const before = await noteReads(stage);
		await stage.write(pathOf(first), (await stage.read(pathOf(first)) ?? "").replace("username: me", "username: you"));
		await stage.page.locator(".tfn-user", { hasText: "you@" }).waitFor();
		await stage.write("Notes/50/Note 1050.md", "Other words.\n");
		await stage.cached();
		const more = [...await noteReads(stage)].filter(([path, times]) => times > (before.get(path) ?? 0));
		expect(more.filter(([path]) => path !== pathOf(first))).toEqual([]);
		const anew = await stage.page.locator(".tfn-entry:not([data-before])").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-path")));
		expect(anew).toEqual([pathOf(first)]);
		expect(await stage.page.locator(`.tfn-entry[data-path="${pathOf(second)}"]`).count()).toBe(1);
	});

	it("are drawn once for a burst of changes", async () => {
		await stage.page.evaluate(() => {
			Reflect.set(window, "bursts", 0);
			new MutationObserver(() => Reflect.set(window, "bursts", Number(Reflect.get(window, "bursts")) + 1)).observe(document.querySelector(".tfn-list ul") as Element, { childList: true });
		});
		const changed = await Promise.all(inOrder.slice(0, 100).map(async (n): Promise<[string, string]> => [pathOf(n), (await stage.read(pathOf(n)) ?? "").replace(/username: \w+/, "username: burst")]));
		await stage.page.evaluate(async (changed) => {
			for (const [path, text] of changed) await window.host.write(path, text);
		}, changed);
		await stage.cached();
		await eventually(() => stage.page.locator(".tfn-user", { hasText: "burst@" }).count()).toBeGreaterThan(10);
		// A few times where the machine is slow to write them; never once a note.
		expect(await stage.page.evaluate(() => Number(Reflect.get(window, "bursts")))).toBeLessThan(20);
	});

	it("are walked through with the arrows, beyond what is drawn, and back to the search", async () => {
		await scrollTo(stage, 0);
		await stage.page.locator(".tfn-search input").focus();
		for (let n = 0; n < 90; n++) await stage.page.keyboard.press("ArrowDown");
		expect(await focused(stage)).toBe(pathOf(inOrder[89] ?? -1));
		expect(await stage.page.locator(`.tfn-entry[data-path="${pathOf(inOrder[89] ?? -1)}"]`).boundingBox().then((box) => box !== null && box.y > 40 && box.y + box.height < 800)).toBe(true);
		await stage.page.keyboard.press("ArrowUp");
		expect(await focused(stage)).toBe(pathOf(inOrder[88] ?? -1));
	});

	/** From wherever the keyboard is in the list; it ends at the first row. */
	async function expectEndsAndPages(): Promise<void> {
		const at = async (): Promise<number> => inOrder.map(pathOf).indexOf((await focused(stage)) ?? "");
		const press = async (key: string): Promise<number> => {
			await stage.page.keyboard.press(key);
			expect(await isFocusInSight(stage)).toBe(true);
			return at();
		};
		expect(await press("End")).toBe(accounts - 1);
		expect(await press("End")).toBe(accounts - 1);
		const up = await press("PageUp");
		expect(accounts - 1 - up).toBeGreaterThan(2);
		expect(accounts - 1 - up).toBeLessThan(30);
		expect(await press("PageDown")).toBe(accounts - 1);
		expect(await press("Home")).toBe(0);
		const down = await press("PageDown");
		expect(down).toBeGreaterThan(2);
		expect(down).toBeLessThan(30);
		expect(await press("PageDown")).toBeGreaterThan(down + 2);
		await press("PageUp");
		await press("PageUp");
		expect(await press("PageUp")).toBe(0);
		await sight(stage);
	}

	it("are walked through by pages, and from end to end, with the keys for that", async () => {
		await expectEndsAndPages();
		await stage.page.locator(".tfn-search input").focus();
		await stage.page.keyboard.press("PageDown");
		expect(await isFocusInSight(stage)).toBe(true);
		await scrollTo(stage, 0);
		await stage.page.locator(".tfn-search input").focus();
		for (let n = 0; n < 89; n++) await stage.page.keyboard.press("ArrowDown");
	});

	it("keep the keyboard's place where its row is scrolled away, renewed or deleted", async () => {
		const at = (index: number): string => pathOf(inOrder[index] ?? -1);
		await scrollTo(stage, 1);
		await sight(stage);
		expect(await stage.page.locator(`.tfn-entry[data-path="${at(88)}"]`).count()).toBe(0);
		await stage.page.keyboard.press("ArrowDown");
		expect(await focused(stage)).toBe(at(89));
		await stage.write(at(89), (await stage.read(at(89)) ?? "").replace(/username: \w+/, "username: renewed"));
		await stage.page.locator(".tfn-user", { hasText: "renewed@" }).waitFor();
		expect(await focused(stage)).toBe(at(89));
		const text = await stage.read(at(89)) ?? "";
		await stage.remove(at(89));
		await eventually(() => focused(stage)).toBe(at(90));
		await stage.write(at(89), text);
		await stage.page.locator(`.tfn-entry[data-path="${at(89)}"]`).waitFor();
		expect(await focused(stage)).toBe(at(90));
	});

	it("are found by a search, from its top, and Enter copies the first", async () => {
		await scrollTo(stage, 0.7);
		const wanted = 417;
		await stage.page.locator(".tfn-search input").fill(`0${wanted} heron`);
		expect((await sight(stage)).paths).toEqual([pathOf(wanted)]);
		await stage.page.keyboard.press("Enter");
		await eventually(() => stage.clipboard()).toBe(totp(keyOf(wanted), start));
		await stage.page.keyboard.press("Escape");
		await expectEveryPlaceRight(stage);
	});

	it("stand where they should with text twice as large, where some rows are higher than others", async () => {
		await stage.page.evaluate(() => {
			const names = ["--font-ui-smaller", "--font-ui-small", "--font-ui-medium", "--font-ui-large"];
			for (const name of names) document.body.style.setProperty(name, `${2 * parseFloat(getComputedStyle(document.body).getPropertyValue(name))}px`);
			window.host.app.workspace.trigger("css-change");
		});
		const text = await stage.read(pathOf(inOrder[5] ?? -1)) ?? "";
		await stage.write(pathOf(inOrder[5] ?? -1), text.replace(/username: .*/, "username: a.very.long.name.that.needs.several.lines@subdomain.example.org"));
		await stage.cached();
		await scrollTo(stage, 0);
		await sight(stage);
		const heights = await stage.page.locator(".tfn-entry").evaluateAll((rows) => new Set(rows.map((row) => Math.round(row.getBoundingClientRect().height))).size);
		expect(heights).toBeGreaterThan(1);
		await expectEveryPlaceRight(stage);
		await stage.screenshot("thousand-200");
		await stage.page.locator(".tfn-search input").focus();
		await stage.page.keyboard.press("ArrowDown");
		await expectEndsAndPages();
		// Up into rows that were never measured: what is in sight moves by what was scrolled, and by nothing else.
		await stage.write(pathOf(inOrder[480] ?? -1), text.replace(/username: .*/, "username: a.very.long.name.that.needs.several.lines@subdomain.example.org"));
		await stage.cached();
		await stage.page.evaluate(() => window.host.app.workspace.trigger("css-change"));
		await scrollTo(stage, 0.5);
		await sight(stage);
		for (let n = 0; n < 40; n++) {
			const moved = await stage.page.evaluate(async () => {
				const pane = document.querySelector(".tfn-pane") as HTMLElement;
				const edge = pane.getBoundingClientRect().top;
				const row = [...pane.querySelectorAll(".tfn-entry")].find((each) => each.getBoundingClientRect().top > edge) as HTMLElement;
				const before = row.getBoundingClientRect().top;
				pane.scrollTop -= 120;
				await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
				return row.getBoundingClientRect().top - before;
			});
			expect(Math.abs(moved - 120)).toBeLessThan(1.5);
		}
		await stage.page.evaluate(() => document.body.removeAttribute("style"));
	});

	it("are not drawn and cost nothing while nobody looks at the pane", async () => {
		await stage.page.evaluate(() => window.host.app.workspace.rightSplit.collapse());
		const counts = await stage.page.evaluate(async () => {
			const changes: MutationRecord[] = [];
			const watch = new MutationObserver((more) => changes.push(...more));
			watch.observe(document.querySelector(".tfn-pane") as Element, { subtree: true, childList: true, attributes: true, characterData: true });
			await window.host.advance(60_000);
			return changes.length;
		});
		expect(counts).toBe(0);
		await stage.run("lock");
		expect(await stage.page.locator(".tfn-pane .tfn-code:not(.is-hidden)").count()).toBe(0);
	});
});

describe("a start for which the app has kept nothing", () => {
	it("shows accounts as they become known, says until then that it is reading, and is never empty without saying why", async () => {
		const stage = await openStage({ workspace, coldCache: true, cacheDelay: 500, files: await vaultOf(300, 3000) });
		const said = await stage.page.evaluate(async () => {
			const seen = new Set<string>();
			const list = document.querySelector(".tfn-list") as HTMLElement;
			for (let isRead = false; !isRead;) {
				const rows = Number(list.querySelector(".tfn-entry")?.getAttribute("aria-setsize") ?? 0);
				seen.add(rows === 0 ? (list.textContent ?? "") : rows < 300 ? `some; ${list.querySelector(".tfn-none")?.textContent}` : "all");
				isRead = rows === 300;
				await new Promise((done) => requestAnimationFrame(done));
			}
			return [...seen];
		});
		expect(["Reading your notes…", "some; Reading your notes…", "all"]).toEqual(expect.arrayContaining(said));
		expect(said).toContain("some; Reading your notes…");
		await stage.cached();
		expect([...await noteReads(stage)].filter(([path]) => !path.startsWith("2FA/"))).toEqual([]);
		await expectQuiet(stage);
		await stage.close();
	});
});
