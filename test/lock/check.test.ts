import { describe, expect, it } from "vitest";
import { readChecks } from "../../src/lock/check";

const sealed = "tfn1.64.1.1.ABEiM0RVZneImaq7zN3u_w.TFto1QeIRLr2wIeHwM9zjw6MIwP3i-7nFLWs8aq-Wxg9q2HEuLg4D5hhn6qYFNf0dg1wRVX7Z3HoTjL2ObF7PHcJ3TFj0MRe";

describe("the checks of settings", () => {
	it("are read in their order, with what else stands there left out", () => {
		expect(readChecks([{ sealed, label: "passphrase of 2026-02-15", more: 1 }, { sealed: "tfn2.x", label: "newer" }])).toEqual([
			{ sealed, label: "passphrase of 2026-02-15" }, { sealed: "tfn2.x", label: "newer" },
		]);
	});

	it.each([
		["nothing", undefined], ["null", null], ["a text", sealed], ["an object", { sealed }], ["texts", [sealed]], ["empty places", [null, undefined, 3]],
		["another type", [{ sealed: 3, label: "a" }]], ["a secret in the clear", [{ sealed: "two-factor-notes", label: "a" }]],
	])("may be broken: %s", (_, stored) => {
		expect(readChecks(stored)).toEqual([]);
	});

	it("need no label", () => {
		expect(readChecks([{ sealed }, { sealed, label: 3 }])).toEqual([{ sealed, label: "" }, { sealed, label: "" }]);
	});
});
