import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const src = path.resolve(import.meta.dirname, "../src");

/** Design: what each room may import. "package" names are npm packages (and their paths); other names are rooms; ".." has the documents that are carried as text. */
const rooms: Record<string, { rooms: string[]; packages: string[] }> = {
	"entry.ts": { rooms: [], packages: [] },
	"settings.ts": { rooms: ["entry.ts"], packages: [] },
	note: { rooms: ["entry.ts"], packages: ["js-yaml", "@noble/hashes"] },
	backup: { rooms: ["entry.ts"], packages: [] },
	health: { rooms: ["entry.ts", "backup"], packages: [] },
	lock: { rooms: ["entry.ts"], packages: ["@noble/ciphers", "@noble/hashes", "@scure/bip39", "hash-wasm"] },
	code: { rooms: ["entry.ts"], packages: ["otpauth", "qr", "qrcode", "@noble/hashes"] },
	exchange: { rooms: ["entry.ts", "code"], packages: [] },
	recovery: { rooms: ["entry.ts", "code", "lock", "note", "exchange"], packages: ["fflate", "@noble/hashes"] },
	obsidian: { rooms: ["entry.ts", "settings.ts", "note", "backup", "health", "lock", "code", "exchange", "recovery", ".."], packages: ["obsidian", "recovery:page", "idb", "@codemirror/language", "@codemirror/state", "@codemirror/view"] },
	"main.ts": { rooms: ["obsidian", "settings.ts", "lock"], packages: ["obsidian"] },
};

/** A program of its own: it has the clock and the chance that the pure rooms are given. */
const page = path.join("recovery", "page.ts");
/** Others call it by a shape that takes no chance. */
const formats = "exchange/formats.ts";

const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

function roomOf(file: string): string {
	return file.split(path.sep)[0] ?? file;
}

function importsOf(file: string): string[] {
	const text = readFileSync(path.join(src, file), "utf8");
	return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function isAllowed(file: string, from: string): boolean {
	const room = roomOf(file);
	const allowed = rooms[room];
	if (allowed === undefined) return false;
	const local = from.replace(/^(?:worker|apart):/, "");
	if (!local.startsWith(".")) return allowed.packages.some((name) => local === name || local.startsWith(`${name}/`));
	const target = roomOf(path.relative(src, path.resolve(src, path.dirname(file), local)));
	return target === room || allowed.rooms.includes(target) || allowed.rooms.includes(`${target}.ts`);
}

describe("the rooms", () => {
	it("are all there to be checked", () => {
		expect(files.length).toBeGreaterThan(30);
		expect(new Set(files.map(roomOf))).toEqual(new Set(Object.keys(rooms)));
	});

	it.each(files)("%s imports only what its room may", (file) => {
		expect(importsOf(file).filter((from) => !isAllowed(file, from))).toEqual([]);
	});

	it("stay small: no file over 200 lines", () => {
		const long = files.filter((file) => readFileSync(path.join(src, file), "utf8").split("\n").length > 201);
		expect(long).toEqual([]);
	});

	it("use no clock and no chance where time and chance are arguments", () => {
		const pure = files.filter((file) => ["note", "backup", "health", "lock", "code", "exchange", "recovery"].includes(roomOf(file)) && file !== page && file !== formats);
		const found = pure.filter((file) => /Date\.now|new Date\(\)|Math\.random|getRandomValues/.test(readFileSync(path.join(src, file), "utf8")));
		expect(found).toEqual([]);
	});
});
