/** Every kind of secret key, as it is pasted and as it stands in a note: its codes, its PIN, its counter. */
import { parse } from "yaml";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventually, expectQuiet, key, looks, note, openBoth, rfcCodes, rfcKey, sealed, shows, start, totp, unlock } from "./notes";
import { closeStages, openStage, type Stage, type StageOptions } from "./stage";

afterAll(closeStages);

const properties = (text: string | null): Record<string, unknown> => parse(/^---\n(.*?)^---$/ms.exec(text ?? "")?.[1] ?? "") as Record<string, unknown>;
const right = { leaves: [{ type: "two-factor-notes", active: true }] };

/** Codes that other programs gave: mOTP's by Aegis and Stratum, Yandex Key's by Aegis. */
const motp = { secret: "e3152afee62599c8", pin: "1234", time: 165892298_000, code: "e7d8b6" };
const yandex = { secret: "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", pin: "5239", time: 1641559648_000, code: "umozdicq" };

async function inApp(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
	const stage = await openStage({ clock: start, workspace: { right }, ...options });
	stage.page.setDefaultTimeout(10_000);
	await run(stage);
	await expectQuiet(stage);
	await stage.close();
}

const rowOf = (stage: Stage, file: string) => stage.page.locator(`.tfn-pane .tfn-entry[data-path="${file}"]`);
const codeOf = (stage: Stage, file: string) => rowOf(stage, file).locator(".tfn-line > .tfn-code").textContent();
const warningOf = (stage: Stage, file: string) => rowOf(stage, file).locator(".tfn-warn").getAttribute("aria-label");

describe("a key in a note", () => {
	const bare: [string, string][] = [
		["in small letters and groups", "gezd gnbv gy3t qojq gezd gnbv gy3t qojq"],
		["with dashes", "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ"],
		["with no-break spaces", "GEZDGNBVGY3TQOJQ\u00a0GEZDGNBVGY3TQOJQ"],
		["with padding", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ===="],
		["with padding as in a link", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ%3D%3D"],
		["with a character too many, whose bits make no byte", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQG"],
		["as a whole link", `otpauth://totp/x?secret=${rfcKey}`],
	];
	const files = Object.fromEntries(bare.map(([name, text]) => [`${name}.md`, note([`issuer: ${name}`, `totp_seed: "${text}"   # mine`])]));

	it("gives its codes however it is written, and stays as it was typed, encrypted too", () =>
		inApp({ files: { ...files, "Locked.md": note([`totp_seed: ${sealed("seed", key, ":")}`]) } }, async (stage) => {
			for (const [name] of bare) await eventually(() => codeOf(stage, `${name}.md`)).toBe(totp(rfcKey, start));
			for (const [name] of bare) expect(await stage.read(`${name}.md`)).toBe(files[`${name}.md`]);
			await unlock(stage);
			const [name = "", text = ""] = bare[0] ?? [];
			await stage.openNote(`${name}.md`);
			await stage.run("encrypt-note");
			await eventually(() => stage.read(`${name}.md`)).toBe(files[`${name}.md`]?.replace(`"${text}"`, sealed("seed", text, `${name}:`)));
		}));

	const wrong: [string, string, RegExp][] = [
		["A zero", "GEZDGNBVGY3TQ0JQ", /no 0, 1, 8 or 9/],
		["Hexadecimal", "48656c6c6f21deadbeef48656c6c6f21", /hexadecimal/],
		["Base64", "9bnBGsN2dAz1vmsQEHhkHb3zXs0=", /base64/],
		["A backup code", "9832-3290", /backup code/],
		["Other algorithm", `${key}"\nalgorithm: "SHA3-256`, /algorithm must be one of SHA1, SHA256, SHA512, so no code is shown/],
		["Other type", `${key}"\ntype: "SecurID`, /type must be one of/],
		["Odd digits", `${key}"\ndigits: "six`, /digits must be a whole number/],
		["Algorithm of a link", `otpauth://totp/x?secret=${key}&algorithm=MD5`, /algorithm other than/],
	];
	it("that cannot be right gives no code, and a sentence", () =>
		inApp({ files: Object.fromEntries(wrong.map(([name, text]) => [`${name}.md`, note([`issuer: ${name}`, `totp_seed: "${text}"`])])) }, async (stage) => {
			for (const [name, text, sentence] of wrong) {
				await eventually(() => warningOf(stage, `${name}.md`)).toMatch(sentence);
				expect(await codeOf(stage, `${name}.md`)).toBe("");
				expect(await shows(stage, text.split('"')[0] ?? "")).toBe(false);
			}
			await stage.screenshot("seeds-wrong");
		}));
});

/** Type, key, PIN, second, code: Steam's by Aegis and Stratum, the others as above. */
const vectors: [string, string, string | null, number, string][] = [
	["Steam", "63BEDWCQZKTQWPESARIERL5DTTQFCJTK", null, 1511200518, "FR8RV"],
	["Steam", "63BEDWCQZKTQWPESARIERL5DTTQFCJTK", null, 1511200714, "9P3VP"],
	["mOTP", "e3152afee62599c8", "1234", 165892298, "e7d8b6"],
	["mOTP", "e3152afee62599c8", "1234", 123456789, "4ebfb2"],
	["mOTP", "bbb1912bb5c515be", "9999", 1659540020, "ced7b1"],
	["Yandex", "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", "5239", 1641559648, "umozdicq"],
	["Yandex", "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", "7586", 1581064020, "oactmacq"],
	["Yandex", "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", "5210481216086702", 1581091469, "dfrpywob"],
];

it.each(vectors.map(([type, seed, pin, time, code]) => ({ type, seed, pin, time, code })))("$type on screen is as others have it at $time s", ({ type, seed, pin, time, code }) =>
	inApp({ clock: time * 1000, files: { "Work.md": note(["issuer: Work", `type: ${type}`, `totp_seed: ${seed}`, ...(pin === null ? [] : [`pin: ${pin}`])]) } }, async (stage) => {
		await eventually(() => codeOf(stage, "Work.md")).toBe(code);
	}));

describe("an account with a PIN", () => {
	it.each([
		["mOTP", motp, `motp://Work:me?secret=${motp.secret}`],
		["Yandex", yandex, `otpauth://yaotp/Work:me?secret=${yandex.secret}&pin_length=4`],
	])("of %s gives the code of others: in the clear, encrypted, as a link, encrypted as a link", (type, { secret, pin, time, code }, link) =>
		inApp({
			clock: time, files: {
				"Clear.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${secret}`, `pin: ${pin}`]),
				"Sealed.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${sealed("seed", secret, "Work:me")}`, `pin: ${sealed("pin", pin, "Work:me")}`]),
				"Half.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${secret}`, `pin: ${sealed("pin", pin, "Work:me")}`]),
				"Link.md": note(["issuer: Work", "account: me", `totp_seed: "${link}"`, `pin: "${pin}"`]),
				"Sealed link.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${sealed("seed", link, "Work:me")}`, `pin: ${sealed("pin", pin, "Work:me")}`]),
				"Missing.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${secret}`]),
				"Wrong kind.md": note(["issuer: Work", "account: me", `type: ${type}`, `totp_seed: ${secret}`, `pin: ${sealed("code", pin, "Work:me")}`]),
			},
		}, async (stage) => {
			await eventually(() => codeOf(stage, "Clear.md")).toBe(code);
			expect(await codeOf(stage, "Half.md")).toBe("");
			await stage.openNote("Half.md");
			await stage.run("show-qr");
			await unlock(stage);
			await eventually(() => stage.page.locator(".modal .tfn-wrong").innerText()).toContain(`There is no QR code for ${type}`);
			await stage.page.keyboard.press("Escape");
			await stage.openNote("Clear.md");
			for (const file of ["Sealed", "Half", "Link", "Sealed link"]) await eventually(() => codeOf(stage, `${file}.md`)).toBe(code);
			expect(await warningOf(stage, "Missing.md")).toBe(`An account of the type ${type} needs its PIN. Add “pin” to the note.`);
			expect(await warningOf(stage, "Wrong kind.md")).toContain("belongs to another property");
			expect(await rowOf(stage, "Half.md").locator(".tfn-hit").textContent()).toContain(", not encrypted");
			await stage.screenshot(`seeds-${type}`);
		}));

	it("is saved unencrypted by the button that says so, and its PIN is the text that was typed", () =>
		inApp({ clock: motp.time, files: { "Welcome.md": "Hello.\n" } }, async (stage) => {
			const modal = stage.page.locator(".modal").last();
			await stage.run("new-note");
			await modal.locator(".tfn-pasted").fill("motp://Work:me?secret=E3152AFEE62599C8");
			await modal.locator(".tfn-pasted").blur();
			await modal.getByLabel("PIN", { exact: true }).fill("0042");
			await modal.locator(".mod-cta").click();
			await modal.getByText("Save unencrypted").click();
			await modal.locator(".tfn-ok").waitFor();
			expect(await stage.read("2FA/Work.md")).toContain('\ntype: mOTP\ntotp_seed: "e3152afee62599c8"\npin: "0042"\n');
			await stage.page.keyboard.press("Escape");
		}));

	it("has no QR code, and says what to do instead: key and PIN are shown", () =>
		inApp({ clock: motp.time, files: { "Work.md": note(["issuer: Work", "type: mOTP", `totp_seed: ${sealed("seed", motp.secret, "Work:")}`, `pin: ${sealed("pin", "0042", "Work:")}`]) } }, async (stage) => {
			await unlock(stage);
			await stage.openNote("Work.md");
			await stage.run("show-qr");
			const modal = stage.page.locator(".modal");
			await eventually(() => modal.locator(".tfn-wrong").innerText()).toBe("There is no QR code for mOTP, as none holds the PIN. Type the secret key and the PIN into the other app instead.");
			await modal.getByText("Show the secret key and the PIN").click();
			expect(await modal.locator(".tfn-key").allTextContents()).toEqual([motp.secret, "0042"]);
			await stage.screenshot("seeds-no-qr");
			await modal.locator("[aria-label='Copy the PIN']").click();
			expect(await stage.clipboard()).toBe("0042");
			await stage.run("lock");
			await eventually(() => modal.count()).toBe(0);
		}));
});

/** A key that no other note has. */
const other = (letter: string): string => `JBSWY3DPEHPK3PX${letter}`;

describe.each(looks)("a new account, $look", ({ look, options }) => {
	let stage: Stage;
	const modal = () => stage.page.locator(".modal");
	const field = (label: string) => modal().getByLabel(label, { exact: true });
	const said = () => modal().locator(".tfn-wrong").last().innerText();
	const go = () => modal().locator(".mod-cta").last().click();
	const leave = async () => {
		await stage.page.keyboard.press("Escape");
		// A key that was given is asked about.
		const discard = modal().getByRole("button", { name: "Discard", exact: true });
		await Promise.race([discard.click(), modal().waitFor({ state: "detached" })]).catch(() => undefined);
		await eventually(() => modal().count()).toBe(0);
	};
	const begin = async (text: string) => {
		await stage.run("new-note");
		await modal().locator(".tfn-pasted").fill(text);
		await modal().locator(".tfn-pasted").blur();
	};
	const choose = async (type: string) => {
		await modal().getByRole("button", { name: "Change", exact: true }).click();
		await field("Type").selectOption({ label: type });
	};

	beforeAll(async () => {
		stage = await openStage({ ...options, clock: yandex.time, files: { "GitHub.md": note(["issuer: GitHub", `totp_seed: ${sealed("seed", key, "GitHub:")}`]) } });
		stage.page.setDefaultTimeout(10_000);
		await stage.run("open-pane");
		await unlock(stage);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	it("of Yandex is made of its link, with the PIN asked for and encrypted", async () => {
		await begin(`otpauth://yaotp/mara?secret=${yandex.secret}&pin_length=4`);
		await eventually(() => field("Service").inputValue()).toBe("Yandex");
		expect(await modal().locator(".tfn-facts-line").innerText()).toContain("Yandex, 8 letters, new every 30 seconds");
		await go();
		await eventually(said).toContain("needs its PIN as well");
		expect(await field("PIN").evaluate((el) => el === document.activeElement)).toBe(true);
		await field("PIN").fill(yandex.pin);
		await stage.screenshot(`seeds-new-yandex-${look}`);
		await go();
		await eventually(() => modal().locator(".tfn-ok").innerText()).toBe("Saved in 2FA/Yandex.md, encrypted.");
		expect(await modal().innerText()).toContain("There is no QR code for Yandex");
		await stage.screenshot(`seeds-phone-yandex-${look}`);
		expect(properties(await stage.read("2FA/Yandex.md"))).toEqual({ issuer: "Yandex", account: "mara", type: "Yandex", totp_seed: sealed("seed", yandex.secret, "Yandex:mara"), pin: sealed("pin", yandex.pin, "Yandex:mara"), tags: ["2fa"] });
		await go();
		await modal().locator(".tfn-type").fill("UMOZ DICQ");
		await go();
		await eventually(() => modal().locator("[role=status]").innerText()).toMatch(/^Right\./);
		await leave();
		await openBoth(stage, "2FA/Yandex.md");
		await eventually(() => stage.page.locator(".tfn-pane .tfn-card .tfn-big > .tfn-code").textContent()).toBe(yandex.code);
	});

	it("of mOTP is made of a hexadecimal key, once that type is chosen; its PIN keeps its zeros", async () => {
		await begin("E315 2AFE E625 99C8");
		await eventually(said).toMatch(/hexadecimal.*mOTP/);
		await choose("mOTP, with a PIN");
		await eventually(said).toBe("");
		await eventually(() => modal().locator(".tfn-pasted").inputValue()).toBe("••••••••••••");
		await stage.screenshot(`seeds-new-motp-${look}`);
		await field("Service").fill("Work");
		await field("PIN").fill("0042");
		await go();
		await eventually(() => modal().locator(".tfn-ok").innerText()).toBe("Saved in 2FA/Work.md, encrypted.");
		await leave();
		expect(properties(await stage.read("2FA/Work.md"))).toMatchObject({ type: "mOTP", totp_seed: sealed("seed", motp.secret, "Work:"), pin: sealed("pin", "0042", "Work:") });
	});

	it("by a counter begins where it is told to", async () => {
		await begin(rfcKey);
		await choose("By counter (HOTP)");
		await field("Next counter").fill("3");
		await field("Digits").selectOption({ label: "8 digits" });
		await stage.screenshot(`seeds-new-counter-${look}`);
		await field("Service").fill("Bank");
		await go();
		await modal().locator(".tfn-ok").waitFor();
		expect(properties(await stage.read("2FA/Bank.md"))).toMatchObject({ type: "HOTP", counter: 3, digits: 8 });
		// The phone shows the code of counter 4, which is used up when it is given to the service.
		await go();
		await modal().locator(".tfn-type").fill("40338314");
		await go();
		await eventually(() => modal().locator("[role=status]").innerText()).toMatch(/^Right\./);
		expect(properties(await stage.read("2FA/Bank.md"))).toMatchObject({ counter: 5 });
		await leave();
	});

	it("that a link calls Steam can be one of digits", async () => {
		await begin(`otpauth://totp/Steam:gordon?secret=${other("A")}&issuer=Steam`);
		await eventually(said).toContain("Taken for Steam's five letters");
		await choose("By time (TOTP)");
		await go();
		await modal().locator(".tfn-ok").waitFor();
		expect(properties(await stage.read("2FA/Steam.md"))).toMatchObject({ type: "TOTP", totp_seed: sealed("seed", other("A"), "Steam:gordon") });
		await leave();
	});

	it.each([
		["a short key", "JBSWY3DP", /under 80 bits/],
		["a key that may be hexadecimal", "2345abcdef67abcd", /looks like a hexadecimal key.*read as base32/],
		["a period in milliseconds", `otpauth://totp/x?secret=${other("B")}&period=30000`, /lasts 30000 seconds, where 30 may be meant/],
	])("of %s is told what is odd, and not refused", async (name, text, sentence) => {
		await begin(text);
		await eventually(said).toMatch(sentence);
		await field("Service").fill(name);
		await go();
		await modal().locator(".tfn-ok").waitFor();
		await leave();
		expect(await stage.read(`2FA/${name}.md`)).toContain("tfn1.");
	});

	it("of an unknown algorithm is refused, as is a backup code", async () => {
		const paths = await stage.paths();
		await begin(`otpauth://totp/x?secret=${key}&algorithm=SHA3-256`);
		await eventually(said).toContain("algorithm other than SHA1, SHA256 and SHA512");
		await modal().locator(".tfn-pasted").fill("9832-3290");
		await modal().locator(".tfn-pasted").blur();
		await eventually(said).toContain("looks like a backup code");
		await field("Service").fill("x");
		await go();
		expect(await stage.paths()).toEqual(paths);
		await leave();
	});

	it("keeps a PIN through a lock, out of sight", async () => {
		await begin("e3152afee62599c9");
		await choose("mOTP, with a PIN");
		await field("Service").fill("Later");
		await field("PIN").fill("7319");
		await stage.run("lock");
		expect([await shows(stage, "7319"), await shows(stage, "e3152afee62599c9")]).toEqual([false, false]);
		await go();
		await unlock(stage);
		await modal().locator(".tfn-ok").waitFor();
		await leave();
		expect(properties(await stage.read("2FA/Later.md"))).toMatchObject({ pin: sealed("pin", "7319", "Later:") });
	});
});

describe.each(looks)("a counter, $look", ({ look, options }) => {
	const bank = (counter: number, seed = sealed("seed", rfcKey, "Nordbank:me")) => note(["issuer: Nordbank", "account: me", "type: HOTP", `totp_seed: ${seed}`, `counter: ${counter}   # mine`]);
	const warning = (from: number, to: number) => `This note's counter went back from ${from} to ${to}, perhaps by sync or a restored backup. Codes already used would be refused.`;
	let stage: Stage;
	const card = () => stage.page.locator(".tfn-pane .tfn-card");
	const button = (words: string) => card().getByRole("button", { name: words });
	const counterIn = async (file: string) => properties(await stage.read(file)).counter;
	const warns = () => card().locator(".tfn-tools .tfn-wrong").allInnerTexts();

	beforeAll(async () => {
		stage = await openStage({ ...options, files: { "Bank.md": bank(3), "Clear.md": bank(1, rfcKey) } });
		stage.page.setDefaultTimeout(10_000);
		await stage.run("open-pane");
		await unlock(stage);
	});
	afterEach(() => expectQuiet(stage));
	afterAll(() => stage.close());

	it("gives two codes to two quick clicks, one after the other", async () => {
		await rowOf(stage, "Bank.md").getByText("Next code", { exact: true }).evaluate((button: HTMLElement) => {
			button.click();
			button.click();
		});
		await eventually(() => codeOf(stage, "Bank.md")).toBe(rfcCodes[4]);
		expect(await stage.read("Bank.md")).toBe(bank(5));
		expect(await stage.notices()).toEqual([]);
	});

	it("that went back is pointed out on its row, with the way on in its menu", async () => {
		await stage.write("Bank.md", bank(2));
		await eventually(() => warningOf(stage, "Bank.md")).toBe(warning(5, 2));
		// A row is as high as any other.
		expect(await rowOf(stage, "Bank.md").evaluate((el) => el.clientHeight)).toBe(await rowOf(stage, "Clear.md").evaluate((el) => el.clientHeight));
		await stage.screenshot(`seeds-counter-row-${look}`);
		await rowOf(stage, "Bank.md").click({ button: "right" });
		await stage.page.locator(".menu").getByText("Go on from counter 5").click();
		await eventually(() => stage.read("Bank.md")).toBe(bank(5));
		await eventually(() => rowOf(stage, "Bank.md").locator(".tfn-warn").count()).toBe(0);
	});

	it("that went back is pointed out on its card, after a rename and a restart too", async () => {
		await stage.rename("Bank.md", "Nordbank.md");
		await stage.rename("Clear.md", "Bare.md");
		await stage.cached();
		await stage.write("Nordbank.md", bank(2));
		await stage.write("Bare.md", bank(0, rfcKey));
		await stage.restart();
		await unlock(stage);
		await openBoth(stage, "Bare.md");
		await eventually(warns).toEqual([warning(1, 0)]);
		await openBoth(stage, "Nordbank.md");
		await eventually(warns).toEqual([warning(5, 2)]);
		await stage.screenshot(`seeds-counter-card-${look}`);
		await button("Next code").click();
		await eventually(() => card().locator(".tfn-big > .tfn-code").textContent()).toBe(rfcCodes[2]);
		expect(await warns()).toEqual([warning(5, 3)]);
		await button("Go on from 5").click();
		await eventually(() => counterIn("Nordbank.md")).toBe(5);
		await eventually(warns).toEqual([]);
		await button("Next code").click();
		await eventually(() => card().locator(".tfn-big > .tfn-code").textContent()).toBe(rfcCodes[5]);
	});

	it("that was set back on purpose can be kept", async () => {
		await stage.write("Nordbank.md", bank(0));
		await eventually(warns).toEqual([warning(6, 0)]);
		await button("Keep 0").click();
		await eventually(warns).toEqual([]);
		expect(await stage.read("Nordbank.md")).toBe(bank(0));
		await button("Next code").click();
		await eventually(() => card().locator(".tfn-big > .tfn-code").textContent()).toBe(rfcCodes[0]);
	});

	it("is remembered on the device by nothing that tells of the key", async () => {
		const kept = await stage.page.evaluate(() => JSON.stringify({ ...localStorage }));
		expect(kept).toContain("counters");
		for (const secret of [rfcKey, ...rfcCodes.slice(0, 6)]) expect(kept.includes(secret)).toBe(false);
	});
});

it("a counter of a link counts where it is higher, and is then written into the note", () =>
	inApp({ files: { "Bank.md": note(["issuer: Bank", `totp_seed: "otpauth://hotp/x?secret=${rfcKey}&counter=4"`]) } }, async (stage) => {
		await rowOf(stage, "Bank.md").getByText("Next code", { exact: true }).click();
		await eventually(() => codeOf(stage, "Bank.md")).toBe(rfcCodes[4]);
		expect(properties(await stage.read("Bank.md"))).toMatchObject({ counter: 5 });
	}));
