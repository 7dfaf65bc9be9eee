import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { squareOf } from "../../src/code/square";
import drawn from "./fixtures/qrencode.json" with { type: "json" };

const levels = ["L", "M", "Q", "H"] as const;

/** The modules that a path paints, row by row, read by the meaning of M, h, v and z in SVG. */
function painted(text: string, level: (typeof levels)[number]): boolean[][] {
	const square = squareOf(text, level);
	if ("problem" in square) throw new Error(square.problem);
	const rows = Array.from({ length: square.size }, () => Array.from({ length: square.size }, () => false));
	const rest = square.path.replace(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g, (_, x: string, y: string, there: string, back: string) => {
		expect(there).toBe(back);
		rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(there));
		return "";
	});
	expect(rest).toBe("");
	return rows;
}

describe("a square", () => {
	// Another encoder's, for texts where both choose the same of the eight masks; with others both are right and differ.
	it.each(drawn.squares.map((square, index) => ({ ...square, index })))("equals qrencode's, module by module ($index, level $level)", ({ text, level, hex }) => {
		const known = levels.find((name) => name === level) ?? "M";
		const rows = painted(text, known);
		const inner = rows.slice(4, -4).map((row) => row.slice(4, -4));
		expect(inner.map((row) => BigInt(`0b${row.map(Number).join("")}`).toString(16))).toEqual(hex);
	});

	it("has a light border of four modules on every side", () => {
		const rows = painted("otpauth://totp/GitHub", "M");
		const isLight = (row: boolean[]) => !row.includes(true);
		const columns = rows.map((_, x) => rows.map((row) => row[x] ?? true));
		for (const side of [rows, columns]) {
			expect([...side.slice(0, 4), ...side.slice(-4)].every(isLight)).toBe(true);
			expect(isLight(side[4] ?? []) || isLight(side.at(-5) ?? [])).toBe(false);
		}
	});

	it("says so when the text is too long, and when there is none", () => {
		// ISO/IEC 18004, table 7: at most 2,953 bytes at level L and 1,273 at H.
		expect(squareOf("a".repeat(2953), "L")).toHaveProperty("path");
		expect(squareOf("a".repeat(2954), "L")).toHaveProperty("problem");
		expect(squareOf("a".repeat(1273), "H")).toHaveProperty("path");
		expect(squareOf("a".repeat(1274), "H")).toHaveProperty("problem");
		expect(squareOf("", "M")).toHaveProperty("problem");
	});

	it("never throws", () => {
		fc.assert(fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...levels), (text, level) => {
			squareOf(text, level);
		}));
	});
});

/** A portable bitmap (PBM), four dots a module. */
function bitmap(rows: boolean[][]): string {
	const wide = rows.map((row) => row.map((dark) => (dark ? "1 1 1 1" : "0 0 0 0")).join(" "));
	return `P1\n${rows.length * 4} ${rows.length * 4}\n${wide.flatMap((row) => [row, row, row, row]).join("\n")}\n`;
}

const installed = spawnSync("zbarimg", ["--version"]).status === 0;

describe("a reader", () => {
	it.skipIf(!installed)("reads what was written, at every level and length", () => {
		const folder = mkdtempSync(path.join(tmpdir(), "square-"));
		try {
			for (const level of levels)
				for (const [index, length] of [1, 20, 60, 110, 300, 800].entries()) {
					const text = `otpauth://totp/A%20${index}:me@example.org?secret=${"JBSWY3DPEHPK3PXP".repeat(60).slice(0, length)}&issuer=A%20${index}`;
					const file = path.join(folder, `${level}${length}.pbm`);
					writeFileSync(file, bitmap(painted(text, level)));
					expect(execFileSync("zbarimg", ["-q", "--raw", file], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()).toBe(text);
				}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
