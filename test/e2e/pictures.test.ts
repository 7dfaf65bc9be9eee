/** A new account from what a service shows as a picture: pasted, dropped, chosen; one QR code, several, none, another's. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, github, key, looks, note, sealed, shows, start, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const check = { sealed: sealed("check", "two-factor-notes", ""), label: "" };
/** Made by Debian's qrencode. */
const drawn = (name: string): string => readFileSync(path.resolve(import.meta.dirname, `../code/fixtures/qr/${name}.png`)).toString("base64");
const gitlabKey = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";

async function inDialog(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ files: { "2FA/Other.md": note(["issuer: Other", "backup_codes:", "  - 9832-3290"]) }, data: { checks: [check] }, clock: start, ...options });
	stage.page.setDefaultTimeout(10_000);
	await stage.cached();
	await stage.run("unlock");
	await unlock(stage);
	await stage.run("new-note");
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const field = ({ page }: Stage, label: string) => page.locator(".modal").getByLabel(label, { exact: true });
const service = (stage: Stage) => eventually(() => field(stage, "Service").inputValue());
const said = ({ page }: Stage) => eventually(() => page.locator(".modal .tfn-wrong[role=alert]").first().textContent());
const button = ({ page }: Stage, name: string) => page.locator(".modal").last().getByRole("button", { name });
const place = ({ page }: Stage) => eventually(() => page.locator(".tfn-place").innerText());

/** Puts pictures (base64, side by side in one) into the clipboard of a paste, or under the mouse of a drop, at an element. */
const transfer = ({ page }: Stage, how: "paste" | "drop", at: string, pictures: string[], type = "image/png"): Promise<void> => page.evaluate(async ([how, at, pictures, type]) => {
	const images = await Promise.all(pictures.map((each) => createImageBitmap(new Blob([Uint8Array.from(atob(each), (letter) => letter.charCodeAt(0))]))).map((each) => each.catch(() => null)));
	const canvas = document.createElement("canvas");
	[canvas.width, canvas.height] = [images.reduce((sum, each) => sum + (each?.width ?? 0) + 60, 60), 400];
	const context = canvas.getContext("2d");
	if (context === null) throw new Error("no canvas");
	context.fillStyle = "#eee";
	context.fillRect(0, 0, canvas.width, canvas.height);
	images.reduce((x, each) => (each === null ? x : (context.drawImage(each, x, 40), x + each.width + 60)), 60);
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done));
	const bytes = images.includes(null) ? new Blob(["no picture"]) : blob;
	const data = new DataTransfer();
	data.items.add(new File([bytes ?? ""], "image.png", { type }));
	const target = at === "body" ? document.body : document.querySelector(at);
	const more = { bubbles: true, cancelable: true };
	target?.dispatchEvent(how === "paste" ? new ClipboardEvent("paste", { ...more, clipboardData: data }) : new DragEvent("drop", { ...more, dataTransfer: data }));
}, [how, at, pictures, type] as const);

describe("a picture of a QR code", () => {
	it.each([["paste", ".tfn-pasted"], ["paste", "#tfn-service"], ["paste", "body"], ["drop", ".modal-title"], ["drop", ".tfn-pasted"]] as const)("is read after a %s at %s, and its key is masked", (how, at) =>
		inDialog({}, async (stage) => {
			await transfer(stage, how, at, [drawn("github")]);
			await service(stage).toBe("GitHub");
			expect(await field(stage, "User name").inputValue()).toBe("mara@example.org");
			expect(await stage.page.locator(".tfn-pasted").inputValue()).toContain("secret=••••");
			expect(await shows(stage, key)).toBe(false);
		}));

	it.each(looks)("is chosen from the files, and becomes an encrypted account, $look", ({ look, options }) =>
		inDialog({ ...options }, async (stage) => {
			const { page } = stage;
			await stage.screenshot(`picture-0-${look}`);
			expect(await page.locator(".modal").getByText("Use the camera").count()).toBe(options.phone === true ? 1 : 0);
			const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(stage, "Choose a picture").click()]);
			await chooser.setFiles({ name: "github.png", mimeType: "image/png", buffer: Buffer.from(drawn("github"), "base64") });
			await service(stage).toBe("GitHub");
			await place(stage).toContain("Will be saved as 2FA/GitHub.md");
			await stage.screenshot(`picture-1-${look}`);
			await page.locator(".modal .mod-cta").click();
			await eventually(() => page.locator(".modal-title").innerText()).toBe("Add it to your phone");
			expect(await stage.read("2FA/GitHub.md")).toMatch(/totp_seed: tfn1\./);
		}));

	it("is read in a worker, and in the page where none starts", () =>
		inDialog({}, async (stage) => {
			await Promise.all([stage.page.waitForEvent("worker"), transfer(stage, "paste", ".tfn-pasted", [drawn("gitlab")])]);
			await service(stage).toBe("GitLab");
			await stage.page.evaluate(() => Reflect.deleteProperty(window, "Worker"));
			await transfer(stage, "paste", ".tfn-pasted", [drawn("github")]);
			await service(stage).toBe("GitHub");
		}));

	it("can be given up while it is read, and what comes later is not taken", () =>
		inDialog({}, async (stage) => {
			const { page } = stage;
			await page.evaluate(() => {
				HTMLImageElement.prototype.decode = new Proxy<HTMLImageElement["decode"]>(Reflect.get(HTMLImageElement.prototype, "decode"), {
					apply: (decode, image: HTMLImageElement) => new Promise((go) => Reflect.set(window, "goOn", go)).then(() => decode.apply(image)),
				});
			});
			await transfer(stage, "paste", ".tfn-pasted", [drawn("github")]);
			await eventually(() => page.locator(".tfn-reading").innerText()).toContain("Reading the picture…");
			await stage.screenshot("picture-reading");
			await page.locator(".tfn-reading").getByText("Cancel").click();
			expect(await page.locator(".tfn-reading").innerText()).toBe("");
			await page.evaluate(() => (Reflect.get(window, "goOn") as () => void)());
			await transfer(stage, "paste", ".tfn-pasted", [drawn("wifi")]);
			await page.evaluate(() => (Reflect.get(window, "goOn") as () => void)());
			await said(stage).toContain("This is a Wi-Fi network");
			expect(await field(stage, "Service").inputValue()).toBe("");
		}));
});

describe("several QR codes in one picture", () => {
	it.each(looks)("wait in a list, and are saved one after the other, $look", ({ look, options }) =>
		inDialog(options, async (stage) => {
			const { page } = stage;
			await transfer(stage, "paste", ".tfn-pasted", [drawn("github"), drawn("wifi"), drawn("gitlab")]);
			await eventually(() => page.locator(".tfn-found .tfn-pick").count()).toBe(3);
			const list = page.locator(".tfn-found");
			expect(await list.innerText()).toContain("This is a Wi-Fi network");
			// Named by what stands there: Obsidian would show an aria-label as a tooltip over all of it.
			expect(await list.getByRole("radiogroup", { name: "3 QR codes found." }).getAttribute("aria-label")).toBe(null);
			await stage.screenshot(`picture-list-${look}`);
			await list.getByText("GitLab").click();
			await service(stage).toBe("GitLab");
			expect(await field(stage, "User name").inputValue()).toBe("mara");
			await page.locator(".modal .mod-cta").click();
			await eventually(() => page.locator(".modal-title").last().innerText()).toBe("Add it to your phone");
			await page.keyboard.press("Escape");
			await service(stage).toBe("GitHub");
			expect(await list.innerText()).toContain("Saved as 2FA/GitLab.md");
			await stage.screenshot(`picture-list-2-${look}`);
			await page.locator(".modal .mod-cta").click();
			await eventually(() => page.locator(".modal-title").last().innerText()).toBe("Add it to your phone");
			await page.keyboard.press("Escape");
			await page.locator(".modal").waitFor({ state: "detached" });
			for (const name of ["GitHub", "GitLab"]) expect(await stage.read(`2FA/${name}.md`)).toMatch(/totp_seed: tfn1\./);
			expect(await shows(stage, gitlabKey)).toBe(false);
		}));
});

describe("what is no account", () => {
	it.each<[string, string[], string, string]>([
		["a picture without a QR code", [], "image/png", "No QR code was found in this picture. Nothing was saved."],
		["another's QR code", [drawn("wifi")], "image/png", "This is a Wi-Fi network, not a two-factor account. Choose the QR code of the service's two-factor page. Nothing was saved."],
		["a broken picture", ["AAAA"], "image/png", "This picture could not be opened: it is damaged, or of a kind that this device cannot show. Nothing was saved."],
		["another file", ["AAAA"], "application/pdf", "This file is not a picture. Nothing was saved."],
	])("is named: %s", (_what, pictures, type, words) =>
		inDialog({}, async (stage) => {
			await transfer(stage, "drop", ".modal-title", pictures, type);
			await said(stage).toContain(words);
			expect(await stage.page.locator(".tfn-pasted").inputValue()).toBe("");
		}));
});

describe("a picture that sets up an account without a secret key", () => {
	it.each<[name: string, offer: string, names: [string, string], typed: string, file: string, text: string]>([
		["duo", "Add as a push account", ["", ""], "Work", "2FA/Work.md", note(["issuer: \"Work\"", "type: Push", "tags: [2fa]"], "\n```2fa\n```\n")],
		["okta", "Add as a push account", ["example.okta.com", "mara@example.org"], "", "2FA/example.okta.com.md", note(["issuer: \"example.okta.com\"", "account: \"mara@example.org\"", "type: Push", "tags: [2fa]"], "\n```2fa\n```\n")],
		["microsoft", "Add as a push account", ["Microsoft", ""], "", "2FA/Microsoft.md", note(["issuer: \"Microsoft\"", "type: Push", "tags: [2fa]"], "\n```2fa\n```\n")],
		["passkey", "Add as a hardware key", ["", ""], "GitHub", "2FA/GitHub.md", note(["issuer: \"GitHub\"", "type: Key", "tags: [2fa]"], "\n```2fa\n```\n")],
	])("is named, and becomes a note with nothing of its code: %s", (name, offer, names, typed, file, text) =>
		inDialog({}, async (stage) => {
			const { page } = stage;
			await transfer(stage, "paste", ".tfn-pasted", [drawn(name)]);
			await button(stage, offer).click();
			expect([await field(stage, "Service").last().inputValue(), await field(stage, "User name").last().inputValue()]).toEqual(names);
			if (typed !== "") await field(stage, "Service").last().fill(typed);
			await button(stage, "Save").click();
			await eventually(() => page.locator(".modal .tfn-ok").innerText()).toBe(`Saved in ${file}.`);
			expect(await stage.read(file)).toBe(text);
			for (const secret of ["AbCdEfGhIjKlMnOpQrSt", "YXBpLTEyMzQ", "Zt4kW9pLx2", "opf1a2b3c4", "123456789"]) expect(await shows(stage, secret), "a code of the picture").toBe(false);
			expect(await page.locator(".modal").count()).toBe(1);
		}));

	it("can be chosen among several; what is a key is saved all the same", () =>
		inDialog({}, async (stage) => {
			const { page } = stage;
			await transfer(stage, "paste", ".tfn-pasted", [drawn("github"), drawn("okta")]);
			await service(stage).toBe("GitHub");
			await page.locator(".tfn-found").getByText("example.okta.com").click();
			await service(stage).toBe("");
			await stage.screenshot("picture-list-push");
			await button(stage, "Add as a push account").click();
			await button(stage, "Save").click();
			await eventually(() => page.locator(".modal .tfn-ok").last().innerText()).toBe("Saved in 2FA/example.okta.com.md.");
			await page.keyboard.press("Escape");
			await service(stage).toBe("GitHub");
			expect(await page.locator(".tfn-found").innerText()).toContain("Saved as 2FA/example.okta.com.md");
			await page.locator(".modal .mod-cta").click();
			await eventually(() => page.locator(".modal-title").innerText()).toBe("Add it to your phone");
			expect(await stage.read("2FA/GitHub.md")).toMatch(/totp_seed: tfn1\./);
		}));
});

describe("a link in a field for names", () => {
	it.each(["Service", "User name"])("goes where it is masked: %s", (label) =>
		inDialog({}, async (stage) => {
			await field(stage, label).focus();
			await stage.page.keyboard.insertText(`otpauth://totp/GitLab:mara?secret=${gitlabKey}&issuer=GitLab`);
			await stage.page.keyboard.press("Tab");
			await service(stage).toBe("GitLab");
			expect(await stage.page.locator(".tfn-pasted").inputValue()).toContain("secret=••••");
			expect(await shows(stage, gitlabKey)).toBe(false);
		}));
});

describe("a button that is pressed while a field is left", () => {
	it.each(["Change", "Save encrypted"])("takes its click, though what is said then moves it: %s", (name) =>
		inDialog({}, async (stage) => {
			const { page } = stage;
			await field(stage, "Service").fill("GitLab");
			await place(stage).toContain("2FA/GitLab.md");
			await page.locator(".tfn-pasted").focus();
			// Short, so a doubt is told once it is read.
			await page.keyboard.insertText("JBSWY3DP");
			const box = await page.locator(".modal").getByRole("button", { name, exact: true }).first().boundingBox();
			if (box === null) throw new Error("no button");
			await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
			await page.mouse.down();
			await page.evaluate(() => new Promise(requestAnimationFrame));
			await page.mouse.up();
			if (name === "Change") await page.locator(".modal select").first().waitFor();
			else await eventually(() => page.locator(".modal-title").innerText()).toBe("Add it to your phone");
		}));
});

describe("a key that another note has", () => {
	const files = { "2FA/GitHub.md": github };
	const fromPicture = (stage: Stage) => transfer(stage, "paste", ".tfn-pasted", [drawn("github")]);

	it.each(looks)("is told, and the other note can be opened, $look", ({ look, options }) =>
		inDialog({ ...options, files }, async (stage) => {
			const { page } = stage;
			await fromPicture(stage);
			await eventually(() => page.locator(".tfn-same").innerText()).toBe("You already have this key in GitHub (me).");
			await stage.screenshot(`picture-same-${look}`);
			await button(stage, "Open it").click();
			await page.locator(".modal").waitFor({ state: "detached" });
			expect(await page.evaluate(() => window.host.app.workspace.getActiveFile()?.path)).toBe("2FA/GitHub.md");
			expect((await stage.paths()).filter((each) => each.startsWith("2FA/"))).toEqual(["2FA/GitHub.md"]);
		}));

	it("is saved a second time where that is meant; nothing is said of a key that no note has", () =>
		inDialog({ files }, async (stage) => {
			await transfer(stage, "paste", ".tfn-pasted", [drawn("gitlab")]);
			await service(stage).toBe("GitLab");
			expect(await stage.page.locator(".tfn-same").innerText()).toBe("");
			await fromPicture(stage);
			await button(stage, "Save a second note").click();
			await eventually(() => stage.page.locator(".modal-title").innerText()).toBe("Add it to your phone");
			expect(await stage.read("2FA/GitHub.md")).toBe(github);
			expect(await stage.read("2FA/GitHub (mara@example.org).md")).toMatch(/totp_seed: tfn1\./);
		}));

	it("is not told while locked, as nothing can be compared", () =>
		inDialog({ files }, async (stage) => {
			await stage.run("lock");
			await fromPicture(stage);
			await service(stage).toBe("GitHub");
			expect(await stage.page.locator(".tfn-same").innerText()).toBe("");
		}));
});

describe("a key that replaces another", () => {
	it("is taken from a picture too, where it holds one", () =>
		inDialog({ files: { "2FA/GitHub.md": github } }, async (stage) => {
			const { page } = stage;
			await page.keyboard.press("Escape");
			await stage.openNote("2FA/GitHub.md");
			await stage.run("replace-seed");
			await transfer(stage, "drop", ".modal-title", [drawn("github"), drawn("gitlab")]);
			await said(stage).toContain("The picture holds several QR codes. Nothing was taken");
			await transfer(stage, "paste", "body", [drawn("gitlab")]);
			await eventually(() => page.locator(".tfn-pasted").inputValue()).toContain("secret=••••");
			await stage.screenshot("picture-replace");
			expect(await shows(stage, gitlabKey)).toBe(false);
		}));
});

describe("the note of a new account", () => {
	const files = { "2FA/GitHub.md": github, "Mine.md": "mine\n" };

	it.each(looks)("goes where it is said, or to another folder and name, $look", ({ look, options }) =>
		inDialog({ ...options, files }, async (stage) => {
			const { page } = stage;
			await transfer(stage, "paste", ".tfn-pasted", [drawn("gitlab")]);
			await place(stage).toContain("Will be saved as 2FA/GitLab.md");
			await page.locator(".tfn-place").getByRole("button").click();
			await page.locator("#tfn-note-path").fill("Work/Logins/Git: lab?");
			await stage.screenshot(`picture-place-${look}`);
			await page.locator(".modal .mod-cta").click();
			await eventually(() => page.locator(".modal .tfn-ok").innerText()).toBe("Saved in Work/Logins/Git lab.md, encrypted.");
			expect(await stage.read("Work/Logins/Git lab.md")).toMatch(/issuer: "?GitLab"?\n/);
		}));

	it("never takes the place of another", () =>
		inDialog({ files }, async (stage) => {
			const { page } = stage;
			await transfer(stage, "paste", ".tfn-pasted", [drawn("gitlab")]);
			await place(stage).toContain("Will be saved as");
			await page.locator(".tfn-place").getByRole("button").click();
			await page.locator("#tfn-note-path").fill("Mine");
			await page.locator(".modal .mod-cta").click();
			await said(stage).toBe("There is a file Mine.md already. Nothing was saved, and it was not changed. Give the note another name.");
			expect(await stage.read("Mine.md")).toBe("mine\n");
		}));
});
