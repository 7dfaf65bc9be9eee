/** The first use of all: what a service shows becomes a note, a picture for the phone, and a list of backup codes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, github, key, looks, rfcCodes, rfcKey, scanned, shows, steam, today, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage } from "./stage";

afterAll(closeStages);

const uri = `otpauth://totp/GitHub:mara%40example.org?secret=${key}&issuer=GitHub`;
/** A key of its own for each account where another note has the one above. */
const other = (letter: string) => `JBSWY3DPEHPK3PX${letter}`;
const opener = path.resolve(import.meta.dirname, "../../docs/open.py");
/** A Python that has the opener's two packages, or none. */
const python = [process.env.PYTHON ?? "python3", "/usr/bin/python3", "python"].find((name) => spawnSync(name, ["-c", "import argon2.low_level, nacl.bindings"]).status === 0);

/** The properties of a note, by another reader than ours. */
const properties = (text: string | null): Record<string, unknown> => parse(/^---\n(.*?)^---$/ms.exec(text ?? "")?.[1] ?? "") as Record<string, unknown>;

/** Every text that is written to the disk from now on, in `window.written`. */
const watchDisk = ({ page }: Stage) => page.evaluate(() => {
	const written: string[] = [];
	Reflect.set(window, "written", written);
	IDBObjectStore.prototype.put = new Proxy<IDBObjectStore["put"]>(Reflect.get(IDBObjectStore.prototype, "put"), {
		apply(put, store, [record]: [{ path: string; bytes: Uint8Array | null }]): unknown {
			written.push(`${record.path}\n${record.bytes === null ? "" : new TextDecoder().decode(record.bytes)}`);
			return Reflect.apply(put, store, [record]);
		},
	});
});

/** By the browser's own clipboard and its keys, as a person pastes. */
async function paste({ page }: Stage, selector: string, text: string): Promise<void> {
	await page.evaluate((text) => {
		const copied = document.body.appendChild(document.createElement("textarea"));
		copied.value = text;
		copied.select();
		document.execCommand("copy");
		copied.remove();
	}, text);
	await page.locator(selector).focus();
	await page.keyboard.press("Control+V");
}

describe.each(looks)("a new account, $look", ({ look, options }) => {
	let stage: Stage;
	const now = () => stage.page.evaluate(() => Date.now());
	const field = (label: string) => stage.page.locator(".modal").getByLabel(label, { exact: true });
	const title = () => stage.page.locator(".modal-title").last().innerText();
	const said = () => stage.page.locator(".modal .tfn-wrong").last().innerText();
	const go = () => stage.page.locator(".modal .mod-cta").last().click();

	async function begin(text: string): Promise<void> {
		await stage.run("new-note");
		await paste(stage, ".tfn-pasted", text);
		await eventually(() => stage.page.locator(".tfn-pasted").inputValue()).toContain("••••");
	}

	/** Saves, leaves the steps that follow, and waits for the new note, which opens then. */
	async function save(again = false): Promise<void> {
		const before = await stage.paths();
		await (again ? stage.page.getByRole("button", { name: "Save a second note" }).click() : go());
		await eventually(title).toBe("Add it to your phone");
		await stage.page.keyboard.press("Escape");
		await stage.page.locator(".modal").waitFor({ state: "detached" });
		const made = (await stage.paths()).find((file) => file.endsWith(".md") && !before.includes(file));
		await eventually(() => stage.page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe(made);
	}

	/** Gives up what was not saved. */
	async function leave(): Promise<void> {
		await stage.page.keyboard.press("Escape");
		await stage.page.getByRole("button", { name: "Discard" }).click();
		await stage.page.locator(".modal").waitFor({ state: "detached" });
	}

	async function open(more: Parameters<typeof openStage>[0] = {}): Promise<void> {
		stage = await openStage({ ...options, ...more });
		stage.page.setDefaultTimeout(10_000);
	}

	afterEach(() => expectQuiet(stage));

	describe("in a vault without a passphrase", () => {
		const file = "2FA/GitHub.md";
		let chosen = "";

		beforeAll(async () => {
			await open({ files: { "Welcome.md": "Hello.\n" } });
			await stage.run("open-pane");
			await watchDisk(stage);
		});
		afterAll(() => stage.close());

		it("begins with the plus of a pane that says why it is empty", async () => {
			expect(await stage.page.locator(".tfn-empty").innerText()).toContain("No accounts yet");
			await stage.screenshot(`new-empty-${look}`);
			await stage.page.locator(".tfn-bar [aria-label='New account']").click();
			expect(await title()).toBe("New account");
		});

		it("names a push enrolment for what it is, instead of an invalid link", async () => {
			await paste(stage, ".tfn-pasted", "phonefactor://activate_account?code=123456789&url=https%3a%2f%2fpad.phonefactor.net");
			await eventually(said).toContain("This is a push enrolment of Microsoft: it works once");
			await stage.page.fill(".tfn-pasted", "");
		});

		it("masks the pasted link at once, and takes service and user name from it", async () => {
			await paste(stage, ".tfn-pasted", uri);
			await eventually(() => field("Service").inputValue()).toBe("GitHub");
			expect(await field("User name").inputValue()).toBe("mara@example.org");
			expect(await shows(stage, key)).toBe(false);
			expect(await stage.page.locator(".tfn-facts-line").innerText()).toContain("6 digits, new every 30 seconds");
			await stage.screenshot(`new-1-${look}`);
		});

		it("asks for a first passphrase: long enough, twice the same, or the one on offer", async () => {
			await go();
			expect(await title()).toBe("Choose a passphrase");
			const [first, again] = [field("Passphrase"), field("Again")];
			const alert = () => stage.page.locator(".tfn-passphrase [role=alert]").innerText();
			await first.fill("short");
			await again.fill("short");
			await again.press("Enter");
			expect(await alert()).toContain("too short");
			await first.fill("four grey herons over ice");
			await again.fill("four grey herons over rice");
			await again.press("Enter");
			expect(await alert()).toContain("not the same");
			chosen = await stage.page.locator(".tfn-words").innerText();
			expect(chosen.split(" ")).toHaveLength(6);
			await stage.page.getByText("Use it").click();
			expect([await first.inputValue(), await again.inputValue()]).toEqual([chosen, chosen]);
			expect(await alert()).toBe("");
			await stage.screenshot(`new-passphrase-${look}`);
			await again.press("Enter");
			await eventually(title).toBe("Add it to your phone");
		});

		it("is written encrypted, and no write to the disk ever held the secret key or the passphrase", async () => {
			const text = await stage.read(file);
			expect(properties(text)).toMatchObject({ issuer: "GitHub", account: "mara@example.org", type: "TOTP", totp_seed: expect.stringMatching(/^tfn1\.65536\.3\.4\./) as string, tags: ["2fa"] });
			const written = await stage.page.evaluate(() => Reflect.get(window, "written") as string[]);
			expect(written.some((each) => each.startsWith(`${file}\n`))).toBe(true);
			for (const secret of [key, chosen]) {
				expect(written.filter((each) => each.toLowerCase().includes(secret.toLowerCase())).length, "writes that hold a secret").toBe(0);
				expect(await stage.page.evaluate((secret) => JSON.stringify({ ...localStorage }).includes(secret), secret)).toBe(false);
			}
		});

		it("is scanned by the phone", async () => {
			expect(await stage.page.locator(".modal .tfn-ok").innerText()).toBe("Saved in 2FA/GitHub.md, encrypted.");
			expect(await scanned(stage, ".modal", uri)).toBe(uri);
			await stage.screenshot(`new-2-${look}`);
			await go();
			expect(await title()).toBe("Type the code your phone shows");
		});

		it("is compared with the code on the phone: a wrong one, one of a clock that is late, the right one", async () => {
			const verdict = () => stage.page.locator(".modal [role=status]").innerText();
			const type = async (text: string) => {
				await stage.page.fill(".tfn-type", text);
				await stage.page.press(".tfn-type", "Enter");
			};
			await type(totp(rfcKey, await now()));
			await eventually(verdict).toContain("Not a code of this key.");
			await type(totp(key, (await now()) - 120_000));
			await eventually(verdict).toContain("The phone is about 120 seconds behind this device.");
			await stage.screenshot(`new-3-late-${look}`);
			expect(properties(await stage.read(file))).not.toHaveProperty("verified");
			await type(totp(key, await now()));
			await eventually(verdict).toMatch(/^Right\. The phone and this note agree\./);
			expect(await stage.page.locator(".modal").last().locator(".tfn-foot button").allInnerTexts()).toEqual(["Next"]);
			expect(properties(await stage.read(file))).toMatchObject({ verified: today });
			await stage.screenshot(`new-3-${look}`);
			await go();
			expect(await title()).toBe("Backup codes");
		});

		it("takes the backup codes, encrypted, and where copies are kept; then the note is opened", async () => {
			await stage.page.locator(".modal textarea").fill("Your codes:\n9832-3290\n1903-4875\n");
			await stage.screenshot(`new-4-${look}`);
			await stage.page.getByRole("button", { name: "Save 2 codes" }).click();
			await eventually(title).toBe("Copies kept in");
			await stage.page.getByRole("textbox", { name: "Copies kept in" }).fill("safe, at Ann's");
			await stage.screenshot(`new-5-${look}`);
			await stage.page.getByRole("button", { name: "Save", exact: true }).click();
			// What comes after a first passphrase waited until this was over.
			await eventually(title).toBe("Put the passphrase on paper");
			await stage.page.getByRole("button", { name: "Later" }).click();
			await stage.page.locator(".modal").waitFor({ state: "detached" });
			expect(await stage.read(file)).toContain("copies:\n  - \"safe\"\n  - \"at Ann's\"\n");
			const text = await stage.read(file);
			expect(text).not.toMatch(/9832|1903/);
			const sealed = expect.stringMatching(/^tfn1\.65536\.3\.4\./) as string;
			expect(properties(text)).toMatchObject({ backup_codes: [sealed, sealed], backup_codes_generated: today, backup_codes_renew: "2027-11-22" });
			await eventually(() => stage.page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe(file);
			const written = await stage.page.evaluate(() => Reflect.get(window, "written") as string[]);
			expect(written.filter((each) => /9832-3290|1903-4875/.test(each)).length, "writes that hold a code").toBe(0);
			await stage.screenshot(`new-done-${look}`);
		});

		it.skipIf(python === undefined)("can be had back without the plugin", async () => {
			const folder = mkdtempSync(path.join(tmpdir(), "tfn-"));
			const copy = path.join(folder, "GitHub.md");
			writeFileSync(copy, (await stage.read(file)) ?? "");
			const open = (...more: string[]) => spawnSync(python ?? "", [opener, "--stdin", ...more, copy], { input: `${chosen}\n`, encoding: "utf8" }).stdout;
			expect(open("--uri").trim()).toBe(uri);
			expect(open()).toMatch(/- 9832-3290 .*\n *- 1903-4875 /);
			rmSync(folder, { recursive: true });
		});
	});

	describe("in a vault with a passphrase", () => {
		beforeAll(async () => {
			await open({ files: { "2FA/GitHub.md": github } });
			await stage.run("open-pane");
		});
		afterAll(() => stage.close());

		it("asks for the passphrase where it is locked, and gets another name where its own is taken", async () => {
			await begin(uri);
			await go();
			await stage.page.locator(".modal .tfn-passphrase").waitFor();
			await unlock(stage);
			// Only now it can be seen that GitHub.md has the same key.
			await stage.page.getByRole("button", { name: "Save a second note" }).click();
			await eventually(title).toBe("Add it to your phone");
			expect(await stage.page.locator(".modal .tfn-ok").innerText()).toBe("Saved in 2FA/GitHub (mara@example.org).md, encrypted.");
			await stage.page.keyboard.press("Escape");
			await begin(uri);
			await save(true);
			expect((await stage.paths()).filter((each) => each.endsWith(".md"))).toEqual(["2FA/GitHub (mara@example.org) 2.md", "2FA/GitHub (mara@example.org).md", "2FA/GitHub.md"]);
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
		});

		it("is made of a bare key, in groups and small letters, once it has a name", async () => {
			await begin("jbsw y3dp ehpk 3pxa");
			await go();
			expect(await said()).toContain("Give the service or the user name");
			await field("Service").fill("Bare");
			await save();
			await eventually(() => stage.page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe("2FA/Bare.md");
			await stage.run("copy-code-for-note");
			await eventually(stage.clipboard).toBe(totp(other("A"), await now()));
		});

		it("is not given up unasked, once its key was given", async () => {
			await begin(`otpauth://totp/Lost:me?secret=${other("F")}&issuer=Lost`);
			for (const lose of [() => stage.page.keyboard.press("Escape"), () => stage.page.getByText("Cancel").click(), () => stage.page.locator(".modal-close-button").click()]) {
				await lose();
				await eventually(title).toBe("Not saved yet");
				expect(await stage.page.locator(".modal").last().innerText()).toContain("The secret key here is not saved. Discard it?");
				await stage.page.keyboard.press("Escape");
				await eventually(title).toBe("New account");
				expect([await field("Service").inputValue(), (await stage.page.locator(".tfn-pasted").inputValue()).includes("••••")]).toEqual(["Lost", true]);
			}
			await leave();
		});

		it("is refused where nothing was pasted", async () => {
			await stage.run("new-note");
			await go();
			expect(await said()).toBe("Paste the link or the secret key, or choose a picture, first.");
			await stage.page.keyboard.press("Escape");
		});

		it("goes by a counter where the link says so", async () => {
			await begin(`otpauth://hotp/Bank:7730?secret=${rfcKey}&issuer=Bank&counter=5`);
			expect(await stage.page.locator(".tfn-facts-line").innerText()).toContain("by counter, next is 5");
			await save();
			expect(properties(await stage.read("2FA/Bank.md"))).toMatchObject({ type: "HOTP", counter: 5 });
			// The note that was opened when the dialog closed may still be on its way: on a phone it would come before the pane.
			await stage.openNote("2FA/Bank.md");
			await stage.run("open-pane");
			const card = stage.page.locator(".tfn-pane .tfn-card");
			await card.getByText("Next code").click();
			await eventually(() => card.locator(".tfn-big > .tfn-code").textContent()).toBe(rfcCodes[5]);
		});

		it("has the five letters of Steam where the link is Steam's", async () => {
			await begin(`otpauth://totp/Steam:mara?secret=${other("B")}&issuer=Steam&encoder=steam`);
			await save();
			expect(properties(await stage.read("2FA/Steam.md"))).toMatchObject({ type: "Steam" });
			await stage.run("open-pane");
			await eventually(() => stage.page.locator(".tfn-pane .tfn-card .tfn-big > .tfn-code").textContent()).toBe(steam(other("B"), await now()));
		});

		it("says that nothing was saved where it could not be written, and keeps what was typed", async () => {
			const paths = await stage.paths();
			await begin(uri.replace(key, other("C")));
			await field("Service").fill("Full Disk");
			await stage.failWrites("2FA/", "ENOSPC: no space left on device");
			await go();
			await eventually(said).toBe("The note could not be written, so nothing was saved. Check that the folder can be written and that there is room.");
			expect(await stage.paths()).toEqual(paths);
			expect([await field("Service").inputValue(), await field("User name").inputValue()]).toEqual(["Full Disk", "mara@example.org"]);
			await stage.screenshot(`new-failed-${look}`);
			await stage.failWrites("2FA/", null);
			await save();
			expect(properties(await stage.read("2FA/Full Disk.md"))).toMatchObject({ issuer: "Full Disk" });
		});

		it("lands without any effect, whatever its name holds", async () => {
			const name = "<% tp.x %>{{title}} [[x]] \u202e \"quote\" \n`2fa: GitHub`";
			const paths = await stage.paths();
			await begin(`otpauth://totp/${encodeURIComponent("mara")}?secret=${other("D")}&issuer=${encodeURIComponent(name)}`);
			await save();
			const [made = ""] = (await stage.paths()).filter((each) => !paths.includes(each));
			expect(made).toMatch(/^2FA\/[^\\/:*?"<>|[\]#^\p{Cc}\u202e]+\.md$/u);
			const text = (await stage.read(made)) ?? "";
			expect(properties(text).issuer).toMatch(/^<% tp\.x %>\{\{title\}\} \[\[x\]\] +"quote" +`2fa: GitHub`$/);
			expect(text).not.toMatch(/<%|\{\{|\u202e/);
			await stage.run("open-pane");
			const card = stage.page.locator(".tfn-pane .tfn-card");
			await eventually(() => card.locator(".tfn-big > .tfn-code").textContent()).toBe(totp(other("D"), await now()));
			expect(await card.innerText()).not.toContain("Encrypted for");
			await stage.screenshot(`new-hostile-${look}`);
		});
	});

	describe("by the person's own template", () => {
		const template = "---\nissuer: \"{{issuer}}\"\naccount: \"{{username}}\"\ntotp_seed: \"{{totp_seed}}\"\nmade: \"{{date}}\"   # by me\ntags: [2fa, mine]\n---\n# {{title}}\n\nMade on <% tp.date.now() %> for {{issuer}}.\n\n{{date:dddd D.M.YYYY}} {{time}} {{ time:HH[h] }}\n";

		beforeAll(async () => {
			await open({ files: { "Templates/Account.md": template }, data: { template: "Templates/Account.md" } });
			await stage.run("open-pane");
		});
		afterAll(() => stage.close());

		/** Answers the question for a first passphrase with the button that says it. */
		async function saveUnencrypted(): Promise<void> {
			await go();
			await eventually(title).toBe("Choose a passphrase");
			await stage.page.getByText("Save unencrypted").click();
			await eventually(title).toBe("Add it to your phone");
			await stage.page.keyboard.press("Escape");
		}

		it("is not saved where the question for a passphrase is closed", async () => {
			const paths = await stage.paths();
			await begin(uri);
			await go();
			await eventually(title).toBe("Choose a passphrase");
			await stage.page.keyboard.press("Escape");
			await eventually(title).toBe("New account");
			expect(await stage.paths()).toEqual(paths);
			expect(await field("Service").inputValue()).toBe("GitHub");
		});

		it("is saved unencrypted only by the button that says so, with every placeholder filled", async () => {
			await saveUnencrypted();
			const text = (await stage.read("2FA/GitHub.md")) ?? "";
			expect(properties(text)).toMatchObject({ issuer: "GitHub", account: "mara@example.org", totp_seed: key, made: today, tags: ["2fa", "mine"] });
			expect(text).toContain("   # by me\n");
			expect(text).toMatch(/---\n# GitHub .*\n\nMade on <% tp\.date\.now\(\) %> for GitHub\.\n\nSunday 22\.11\.2026 10:00 10h\n$/);
		});

		it("puts nothing into it that the template's engine would run", async () => {
			await begin(`otpauth://totp/mara?secret=${other("E")}&issuer=${encodeURIComponent("<% tp.x %> [[y]] {{date}}")}`);
			const paths = await stage.paths();
			await saveUnencrypted();
			await eventually(async () => (await stage.paths()).length).toBe(paths.length + 1);
			const [made = ""] = (await stage.paths()).filter((each) => !paths.includes(each));
			const text = (await stage.read(made)) ?? "";
			expect(properties(text).issuer).toBe("<% tp.x %> [[y]] {{date}}");
			expect(text.replace("<% tp.date.now() %>", "")).not.toMatch(/<%|\{\{|^#.*\[\[|^Made.*\[\[/m);
		});
	});
});
