import { describe, expect, it } from "vitest";
import { isDay, markOf, readCode, splitMarks, tailOf } from "../../src/note/marks";

// The tails are openssl's: printf %s "$text" | openssl dgst -sha256 -binary | basenc --base64url | cut -c1-4
const sealed = "tfn1.65536.3.4.ABEiM0RVZneImaq7zN3u_w.5WuJJmHcv66CoZx1iEs5Kp4vEP4zXNPE-XbsE-78EjUKus4ZJo8BYsnXr6zp8MVnEG9NWVhVa1TxIj7hFD-1l3hSGKyq2mLT";

describe("isDay", () => {
	it.each(["2026-02-28", "2024-02-29", "2000-02-29", "1999-12-31"])("takes %s", (day) => expect(isDay(day)).toBe(true));
	it.each(["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "2026-01-01T00:00", "", "2026-01-32"])("refuses %j", (day) => expect(isDay(day)).toBe(false));
});

describe("tailOf", () => {
	it.each([[sealed, "VNqI"], ["tfn1.a", "T9KZ"], ["é", "SplV"]])("gives what openssl gives", (text, tail) => expect(tailOf(text)).toBe(tail));
});

it("writes the tail on encrypted codes alone", () => {
	expect(markOf("1234-5678", "2026-02-15")).toBe(" used 2026-02-15");
	expect(markOf(sealed, "2026-02-15")).toBe(" used 2026-02-15~VNqI");
});

describe("readCode", () => {
	it.each([
		["1234-5678", "1234-5678", null],
		["1234-5678 used 2026-02-15", "1234-5678", "2026-02-15"],
		["1234 5678 used 2026-02-15", "1234 5678", "2026-02-15"],
		["1234\tused\t2026-02-15", "1234", "2026-02-15"],
		["  1234   used  2026-02-15  ", "1234", "2026-02-15"],
		["1234 used 2026-03-01 used 2026-02-15 used 2026-04-01", "1234", "2026-02-15"],
		[`${sealed} used 2026-02-15~VNqI`, sealed, "2026-02-15"],
		[`${sealed} used 2026-02-15`, sealed, "2026-02-15"],
		[`${sealed} used 2026-03-01 used 2026-02-15~VNqI`, sealed, "2026-02-15"],
		["unused", "unused", null],
		["used-1234", "used-1234", null],
		["1234 unused 2026-02-15", "1234 unused 2026-02-15", null],
		["1234used 2026-02-15", "1234used 2026-02-15", null],
	])("reads %j", (item, stored, used) => expect(readCode(item, null)).toEqual({ stored, used }));

	it.each([
		["with the tail of another code", `${sealed} used 2026-02-15~AAAA`, sealed, "2026-02-15"],
		["with an empty tail", `${sealed} used 2026-02-15~`, sealed, "2026-02-15"],
		["with one wrong tail of two", `${sealed} used 2026-02-15~VNqI used 2026-02-16~AAAA`, sealed, "2026-02-15"],
		["on a day that does not exist", "1234 used 2026-02-30", "1234", null],
		["without a day", "1234 used", "1234", null],
		["with words", "1234 used yesterday", "1234", null],
		["with a day and words", "1234 used 2026-02-15 in Rome", "1234", null],
		["in capitals", "1234 Used 2026-02-15", "1234", null],
		["after a bad one", "1234 used once used 2026-02-15", "1234", "2026-02-15"],
		["with other text after an encrypted code", `${sealed} phone`, sealed, null],
		["without a code", "used 2026-02-15", "", "2026-02-15"],
	])("does not trust a mark %s", (_, item, stored, used) => {
		expect(readCode(item, null)).toEqual({ stored, used, unclear: expect.stringMatching(/\.$/) as unknown });
	});

	it("does not trust a mark from before the codes were made", () => {
		expect(readCode("1234 used 2026-02-15", "2026-02-16")).toHaveProperty("unclear");
		expect(readCode("1234 used 2026-02-15 used 2026-02-17", "2026-02-16")).toHaveProperty("unclear");
		expect(readCode("1234 used 2026-02-16", "2026-02-16")).not.toHaveProperty("unclear");
	});
});

it("keeps every character of an item when it takes it apart", () => {
	expect(splitMarks("ab used x used 2026-02-15~q")).toEqual({ stored: "ab", rest: " used x", marks: [{ day: "2026-02-15", tail: "q" }] });
});
