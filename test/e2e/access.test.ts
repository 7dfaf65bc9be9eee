import { afterAll, describe, expect, it } from "vitest";
import { violations } from "./notes";
import { closeStages, openStage } from "./stage";

const files = {
	"2FA/GitHub.md": "---\nissuer: GitHub\naccount: mara@example.org\ntotp_seed: JBSWY3DPEHPK3PXP\nbackup_codes:\n  - 9832-3290 used 2026-02-15\n  - 1903-4875\n---\n\nA code in a sentence: `2fa: Nordbank`.\n\n```2fa\n```\n",
	"2FA/Nordbank.md": "---\nissuer: Nordbank\naccount: 7730 4412\ntype: HOTP\ntotp_seed: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n---\n",
	// The vector of docs/format.md.
	"2FA/Sealed.md": "---\nissuer: GitHub\naccount: me\ntotp_seed: tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT\n---\n\n```2fa\n```\n",
	"2FA/Duo.md": "---\nissuer: University\ntype: Push\nbackup_codes: [1234567]\n---\n\n```2fa\n```\n",
};

afterAll(closeStages);

describe.each([
	{ name: "light", theme: "light" as const, phone: false },
	{ name: "dark", theme: "dark" as const, phone: false },
	{ name: "phone", theme: "light" as const, phone: true },
])("for screen readers and weak eyes, $name", ({ theme, phone }) => {
	it("the note's card and the code in a sentence have nothing that axe objects to", async () => {
		const stage = await openStage({ files, theme, phone });
		await stage.openNote("2FA/GitHub.md");
		await stage.page.waitForSelector(".tfn-block .tfn-card");
		expect(await violations(stage, ".tfn-block")).toEqual([]);
		expect(await violations(stage, ".tfn-inline")).toEqual([]);
		for (const path of ["2FA/Sealed.md", "2FA/Duo.md"]) {
			await stage.openNote(path);
			await stage.page.waitForSelector(".tfn-block .tfn-card");
			expect(await violations(stage, ".tfn-block")).toEqual([]);
		}
		await stage.close();
	});

	it("neither have the pane and the dialogs", async () => {
		const stage = await openStage({ files, theme, phone });
		await stage.run("open-pane");
		await stage.page.waitForSelector(".tfn-pane .tfn-entry");
		expect(await violations(stage, ".tfn-pane")).toEqual([]);
		await stage.run("new-note");
		await stage.page.waitForSelector(".tfn-modal .tfn-pasted");
		expect(await violations(stage, ".tfn-modal")).toEqual([]);
		await stage.page.keyboard.press("Escape");
		await stage.run("unlock");
		await stage.page.waitForSelector(".tfn-modal .tfn-passphrase");
		expect(await violations(stage, ".tfn-modal")).toEqual([]);
		await stage.close();
	});
});

it("names each row once, with its code, for a screen reader", async () => {
	const stage = await openStage({ files, clock: Date.UTC(2026, 10, 22, 9, 41, 6) });
	await stage.run("open-pane");
	const row = stage.page.locator(".tfn-entry[data-path='2FA/GitHub.md']");
	const digits = await row.locator(".tfn-code").first().textContent();
	expect(digits).toMatch(/^\d{6}$/);
	const button = stage.page.getByRole("button", { name: `GitHub, mara@example.org, not encrypted, code ${digits}. Copy` });
	expect(await button.count()).toBe(1);
	await stage.close();
});
