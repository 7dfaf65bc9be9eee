import { describe, expect, it } from "vitest";
import { sentences } from "../../src/lock/sentences";

describe("what people are told", () => {
	it.each(Object.entries(sentences).filter(([reason]) => reason !== "busy"))("says that nothing was done: %s", (_, sentence) => {
		expect(sentence).toMatch(/Nothing was changed\.|nothing was changed\.|No new one was set\./);
	});

	it("does not send them to what is not there: a key that costs much can be agreed to nowhere yet", () => {
		expect(sentences["too costly"]).not.toMatch(/allow/i);
		expect(sentences["too costly"]).toContain("open.py");
	});
});
