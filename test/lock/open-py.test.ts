import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { strToU8, zipSync } from "fflate";
import { HOTP, TOTP, URI } from "otpauth";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SealedKind } from "../../src/entry";
import { groupFor, groupOf } from "../../src/lock/field";
import { passphraseBytes } from "../../src/lock/key";
import { seal } from "../../src/lock/seal";
import { pack } from "../../src/recovery/archive";
import { deriveHere } from "./derive-here";

const opener = path.resolve(import.meta.dirname, "../../docs/open.py");
/** A Python that has the two packages, or none. */
const python = [process.env.PYTHON ?? "python3", "/usr/bin/python3", "python"].find(
	(name) => spawnSync(name, ["-c", "import argon2.low_level, nacl.bindings"]).status === 0,
);
const passphrase = "cafe\u0301 de Paris"; // decomposed here, composed below
const folder = mkdtempSync(path.join(tmpdir(), "notes-"));
const keys = new Map<string, Uint8Array>();

beforeAll(async () => {
	for (const [group, cost] of [["usual", { memory: 65536, passes: 3, lanes: 4 }], ["other", { memory: 64, passes: 1, lanes: 2 }]] as const) {
		const salt = new Uint8Array(16).fill(group.length);
		keys.set(groupFor(cost, Buffer.from(salt).toString("base64url")), await deriveHere(passphraseBytes(passphrase), salt, cost));
	}
});
afterAll(() => rmSync(folder, { recursive: true }));

function sealed(kind: SealedKind, secret: string, at = 0): string {
	const [group, key] = [...keys][at] ?? ["", new Uint8Array(32)];
	return seal(key, group, kind, secret, "GitHub:me");
}

function open(note: string, ...more: string[]) {
	const file = path.join(folder, "Some Service.md");
	writeFileSync(file, note);
	return run(["--stdin", ...more, file], "caf\u00e9 de Paris\n");
}

function run(args: string[], input: string) {
	const { status, stdout, stderr } = spawnSync(python ?? "python3", [opener, ...args], { input, encoding: "utf8", env: { ...process.env, PYTHONUTF8: "1" } });
	return { status, lines: stdout.split(/\r?\n/), told: stderr };
}

describe.skipIf(python === undefined)("the opener without the plugin (needs Python with argon2-cffi and PyNaCl)", () => {
	it("opens seed, next seed, pin, codes and former codes, marks and all", () => {
		const { status, lines } = open(`---
issuer: GitHub
account: your@email.com    # a comment
totp_seed: ${sealed("seed", "JBSWY3DPEHPK3PXP")}
totp_seed_next: '${sealed("seed", "GEZDGNBVGY3TQOJQ", 1)}'
pin: ${sealed("pin", "1234")}
backup_codes:
  - ${sealed("code", "9832-3290")}
  # the next is used, and folded as Obsidian folds
  - ${sealed("code", "1903-4875")}
    used 2026-02-15~k3Fz
  - "${sealed("code", "пароль 密码 🔑").replace(/(.{100})/, "$1\\\n    ")}"
  - 00123456 used 2026-01-01
backup_codes_former: [${sealed("code", "old-1")}, "${sealed("code", "old-2")} used 2025-01-01"]
tags: [2fa, security]
---
The body: totp_seed: no
`);
		expect(status).toBe(0);
		expect(lines.slice(1)).toEqual([
			"  issuer: GitHub",
			"  account: your@email.com",
			"  totp_seed: JBSWY3DPEHPK3PXP    (encrypted for GitHub:me)",
			"  totp_seed_next: GEZDGNBVGY3TQOJQ    (encrypted for GitHub:me)",
			"  pin: 1234    (encrypted for GitHub:me)",
			"  backup_codes:",
			"    - 9832-3290    (encrypted for GitHub:me)",
			"    - 1903-4875 used 2026-02-15~k3Fz    (encrypted for GitHub:me)",
			"    - пароль 密码 🔑    (encrypted for GitHub:me)",
			"    - 00123456 used 2026-01-01",
			"  backup_codes_former:",
			"    - old-1    (encrypted for GitHub:me)",
			"    - old-2 used 2025-01-01    (encrypted for GitHub:me)",
			"  tags:",
			"    - 2fa",
			"    - security",
			"",
		]);
	});

	it.each([
		["Windows line ends and a byte order mark", `\ufeff---\r\nbackup_codes:\r\n- ONE\r\n- TWO used 2026-02-15\r\n---\r\n`],
		["a literal block", "---\nbackup_codes: |\n  ONE\n  TWO used 2026-02-15\n---\n"],
		["a list in brackets over lines", "---\n\"backup_codes\": [\n  ONE,\n  'TWO used 2026-02-15'\n]\n---\n"],
		["a mark written within quotes", "---\nbackup_codes:\n  - \"ONE\"\n  - \"TWO\\\n    \\x20used 2026-02-15\"\n---\n"],
		["a list in a list's own line", "---\nbackup_codes:   # the new ones\n\n    -   ONE\n    -\tTWO used 2026-02-15  # in the hotel\n---\n"],
	])("reads %s", (_, note) => {
		const { lines } = open(note.replace("ONE", sealed("code", "9832-3290")).replace("TWO", sealed("code", "1903-4875")));
		expect(lines.slice(2, 4)).toEqual(["    - 9832-3290    (encrypted for GitHub:me)", "    - 1903-4875 used 2026-02-15    (encrypted for GitHub:me)"]);
	});

	it("tells damage, another kind, another version and a wrong passphrase apart", () => {
		const good = sealed("code", "9832-3290");
		const bad = good.slice(0, -9) + (good.at(-9) === "A" ? "B" : "A") + good.slice(-8);
		const note = (codes: string[]) => `---\nbackup_codes:\n${codes.map((code) => `  - ${code}\n`).join("")}---\n`;
		const { lines } = open(note([bad, good, good.slice(0, -1), sealed("seed", "JBSWY3DP"), "tfn2.x"]));
		expect(lines.slice(2).map((line) => line.replace(/.*\(/, "("))).toEqual([
			"(damaged)", "(encrypted for GitHub:me)", "(damaged)", "(not opened: encrypted as seed, but stands where a code should)", "(of another version)", "",
		]);
		const wrong = run(["--stdin", path.join(folder, "Some Service.md")], "wrong\n");
		expect(wrong.status).toBe(1);
		expect(wrong.told).toContain("wrong passphrase, or damaged");
		expect(wrong.lines).toEqual([""]);
	});

	it.each([
		["too much memory", "65536000.3.4"], ["more lanes than libargon2 survives", "262144.4.32768"], ["65 lanes", "65536.3.65"],
		["17 lanes and 17 passes", "1024.17.17"], ["less than 8 KiB a lane", "31.1.4"],
	])("refuses a cost that would stall the machine: %s", (_, cost) => {
		const field = sealed("code", "9832-3290");
		expect(open(`---\nbackup_codes: ${field.replace("65536.3.4", cost)}\n---\n`).told).toContain("too much memory or time");
	});

	it("takes 64 lanes, as the plugin does when asked to", () => {
		const field = sealed("code", "9832-3290").replace("65536.3.4", "512.1.64");
		expect(open(`---\nbackup_codes: ${field}\n---\n`).told).toContain("wrong passphrase, or damaged");
	});

	it.runIf(process.platform === "linux")("goes on with the other notes where one key needs more memory than there is", () => {
		const file = (name: string, text: string) => {
			writeFileSync(path.join(folder, name), `---\npin: ${text}\n---\n`);
			return path.join(folder, name);
		};
		const good = sealed("pin", "1234", 1);
		const files = [file("odd.md", good.replace(/^tfn1\.\d+\.\d+/, "tfn1.1048576.1")), file("good.md", good)];
		const limited = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29)); sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')";
		const { status, stdout } = spawnSync(python ?? "python3", ["-c", limited, opener, "--stdin", ...files], { input: "caf\u00e9 de Paris\n", encoding: "utf8", env: { ...process.env, PYTHONUTF8: "1" } });
		expect(stdout).toContain("1234    (encrypted for GitHub:me)");
		expect(stdout).toContain("(not opened: its key could not be worked out");
		expect(status).toBe(0);
	});

	it.each([[0, "damaged"], [20, "damaged"], [31, "damaged"], [32, "1234"], [33, "damaged"], [64, "1234"]])("agrees with the plugin about a text of %i bytes: %s", (length, said) => {
		const [group, key] = [...keys][1] ?? ["", new Uint8Array(32)];
		const plain = Buffer.concat([Buffer.from("1234\npin GitHub:me"), Buffer.alloc(64)]).subarray(0, length);
		const nonce = new Uint8Array(24);
		const body = Buffer.concat([nonce, xchacha20poly1305(key, nonce, Buffer.from(`tfn1.${group}.`)).encrypt(plain)]).toString("base64url");
		const field = `tfn1.${group}.${body}`;
		expect(groupOf(field) === null).toBe(said === "damaged");
		expect(open(`---\npin: ${field}\nbackup_codes: ${sealed("code", "9832-3290", 1)}\n---\n`).lines[1]).toMatch(said === "damaged" ? /\(damaged\)$/ : /^ {2}pin: 1234 /);
	});

	it("asks for no passphrase where nothing is encrypted, and says when a file is not there", () => {
		const file = path.join(folder, "Clear.md");
		writeFileSync(file, "---\ntotp_seed: JBSWY3DPEHPK3PXP\n---\n");
		expect(run(["--uri", file], "").lines[0]).toBe("otpauth://totp/Clear?secret=JBSWY3DPEHPK3PXP&issuer=Clear");
		expect(run([path.join(folder, "none.md")], "").told).toContain("could not be read");
	});

	it("opens what is whole of a damaged backup, and names the rest, of a cut one with what to do", () => {
		const file = path.join(folder, "damaged.zip");
		const notes = ["A", "B", "C"].map((name) => ({ path: `2FA/${name}.md`, text: `---\nissuer: ${name}\ntotp_seed: JBSWY3DPEHPK3PXP\n---\n` }));
		const zip = pack(notes, new Date(2026, 10, 22));
		const links = (...names: string[]) => [...names.map((name) => `otpauth://totp/${name}?secret=JBSWY3DPEHPK3PXP&issuer=${name}`), ""];
		const opened = (bytes: Uint8Array) => {
			writeFileSync(file, bytes);
			return run(["--uri", file], "");
		};
		// The first byte of what is packed: behind a header of 30 bytes and a name of 8.
		const { lines, told } = opened(Uint8Array.from(zip, (byte, at) => (at === 38 ? 0xff : byte)));
		expect([lines, told]).toEqual([links("B", "C"), expect.stringMatching(/^2FA\/A\.md: could not be read: .*Look into an older backup\n$/)]);
		const list = Buffer.from(zip).lastIndexOf("2FA/B.md");
		expect(opened(Uint8Array.from(zip, (byte, at) => (at === list + 7 ? 0x78 : byte)))).toMatchObject({ lines: links("A", "C"), told: "2FA/B.md: missing in this backup. Look into an older one\n" });
		expect(opened(zip.slice(0, -9))).toEqual({ status: 1, lines: [""], told: expect.stringMatching(/recovery\.html opens what is whole\nNo account was found\.\n$/) as string });
	});

	it("opens the accounts of a folder and of those below it, and passes other notes by", () => {
		const vault = path.join(folder, "vault");
		mkdirSync(path.join(vault, "2FA/Work"), { recursive: true });
		for (const [name, text] of [["2FA/A.md", "---\ntotp_seed: JBSWY3DPEHPK3PXP\n---\n"], ["2FA/Work/B.md", "---\ntype: Push\n---\n"], ["Diary.md", "totp is fun\n"], ["2FA/open.py", ""]] as const) writeFileSync(path.join(vault, name), text);
		const { status, lines, told } = run([vault], "");
		expect([status, lines, told]).toEqual([0, [path.join(vault, "2FA/A.md"), "  totp_seed: JBSWY3DPEHPK3PXP", path.join(vault, "2FA/Work/B.md"), "  type: Push", ""], ""]);
	});

	it("opens every note of a backup, whatever its line ends and whoever packed it again", () => {
		const file = path.join(folder, "2fa-backup-2026-11-22-100006.zip");
		const seed = sealed("seed", "JBSWY3DPEHPK3PXP");
		writeFileSync(file, pack([
			{ path: "2FA/GitHub.md", text: `---\nissuer: GitHub\nusername: me\ntotp_seed: ${seed}\n---\n` },
			{ path: "Work/Łódź.md", text: `\uFEFF---\r\nissuer: Łódź\r\ntotp_seed: ${seed}\r\n---\r\n` },
		], new Date(2026, 10, 22)));
		const { lines, told } = run(["--uri", "--stdin", file], "caf\u00e9 de Paris\n");
		expect(told).toBe("");
		expect(lines).toEqual(["otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP&issuer=GitHub", "otpauth://totp/%C5%81%C3%B3d%C5%BA?secret=JBSWY3DPEHPK3PXP&issuer=%C5%81%C3%B3d%C5%BA", ""]);
	});

	it("gives what stands in a backup no power over the terminal", () => {
		const file = path.join(folder, "hostile.zip");
		const text = (seed: string) => `---\nissuer: "\\u001b]0;owned\\u0007\\u202e\\n  pin: 1"\ntotp_seed: ${seed}\n---\n`;
		writeFileSync(file, zipSync({ "\u001b[2JA.md": strToU8(text("JBSWY3DPEHPK3PXP")), "\u009b31mB.md": strToU8(text("otpauth://totp/B\u001b[2J?secret=JBSWY3DPEHPK3PXP")), "\u001b[2JC.md": strToU8(text("")) }));
		for (const more of [[], ["--uri"]]) {
			const { lines, told } = run([...more, file], "");
			expect([...lines, ...told.split("\n")].join("")).toMatch(/^[\x20-\x7e]*$/);
			expect(lines.length).toBe(more.length === 0 ? 10 : 3);
		}
	});

	it.each([
		["the defaults", "issuer: GitHub\nusername: me", { issuer: "GitHub", label: "me", algorithm: "SHA1", digits: 6, period: 30 }],
		["every parameter", "issuer: A&B / C=D?\naccount: \"Zoë @ home, #1\"\nalgorithm: SHA256\ndigits: 8\nperiod: 60", { issuer: "A&B / C=D?", label: "Zoë @ home, #1", algorithm: "SHA256", digits: 8, period: 60 }],
		["a counter", "type: HOTP\nissuer: VPN\naccount: me\ncounter: 41", { issuer: "VPN", label: "me", counter: 41 }],
		["the service named twice", "issuer: GitHub\naccount: GitHub", { issuer: "GitHub", label: "GitHub" }],
		["no service but the file's name", "account: me", { issuer: "Some Service", label: "me" }],
	])("--uri gives a URI with %s, as another program reads it", (_, properties, expected) => {
		const { lines } = open(`---\n${properties}\ntotp_seed: ${sealed("seed", "jbsw y3dp-ehpk 3pxp")}\n---\n`, "--uri");
		const uri = lines[0] ?? "";
		expect(uri).toMatch(/^otpauth:\/\/[\x21-\x7e]+$/);
		const read = URI.parse(uri);
		expect(read).toBeInstanceOf("counter" in expected ? HOTP : TOTP);
		expect(read).toMatchObject(expected);
		expect(read.secret.base32).toBe("JBSWY3DPEHPK3PXP");
	});

	it("--uri leaves out what is usual, keeps a URI as it is, and says what has none", () => {
		const file = (name: string, text: string) => {
			writeFileSync(path.join(folder, name), `---\n${text}\n---\n`);
			return path.join(folder, name);
		};
		const { status, lines, told } = run(["--uri", "--stdin",
			file("1.md", `issuer: GitHub\nusername: me\ntotp_seed: ${sealed("seed", "JBSWY3DPEHPK3PXP")}`),
			file("2.md", `totp_seed: ${sealed("seed", "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8")}`),
			file("3.md", "type: Push\nissuer: Duo\nbackup_codes: [123456]"),
			file("4.md", "type: mOTP\ntotp_seed: e3152afee62599c8"),
		], "cafe\u0301 de Paris\n");
		expect(lines).toEqual(["otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP&issuer=GitHub", "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8", ""]);
		expect(told).toMatch(/3\.md: no totp_seed\n.*4\.md: no otpauth URI: its type is motp\n$/s);
		expect(status).toBe(0);
	});
});
