/** The narrowest phones: rows stay as high as they are elsewhere. */
import { afterAll, expect, it } from "vitest";
import { expectQuiet, key, note, start } from "./notes";
import { closeStages, openStage } from "./stage";

afterAll(closeStages);

const files = Object.fromEntries([6, 7, 8].map((digits) => [`2FA/${digits}.md`, note([`issuer: Digits ${digits}`, "account: me", `totp_seed: ${key}`, `digits: ${digits}`])]));

it.each([320, 360])("codes of eight digits that are not encrypted stand on one line with the button and the ring, %s pixels wide", async (width) => {
	const stage = await openStage({ phone: true, theme: "light", clock: start, files, size: { width, height: 640 } });
	await stage.run("open-pane");
	await stage.cached();
	await stage.page.locator(".tfn-entry .tfn-code").first().waitFor();
	const heights = () => stage.page.locator(".tfn-entry").evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().height)));
	const [first, ...others] = await heights();
	expect(others).toEqual([first, first]);
	await stage.screenshot(`narrow-${width}`);
	// A row is no higher while its code ends.
	await stage.advance(20_000);
	expect(await heights()).toEqual([first, first, first]);
	await stage.screenshot(`narrow-soon-${width}`);
	await expectQuiet(stage);
	await stage.close();
});
