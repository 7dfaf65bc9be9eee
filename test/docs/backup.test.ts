import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pack } from "../../src/recovery/archive";

/** docs/backup.md tells people what to type: what it marks with `run` is typed here, on a vault in a temporary folder. */
interface Block {
	section: string;
	shell: "sh" | "cron";
	tools: string[];
	text: string;
}

const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/backup.md"), "utf8");
const blocks = page.split(/^## /m).flatMap((part): Block[] => {
	const [section = ""] = part.split("\n");
	return [...part.matchAll(/^```(sh|cron) run(.*)\n([^]*?)^```$/gm)].map(([, shell, tools = "", text = ""]) => ({ section, shell: shell === "cron" ? "cron" : "sh", tools: tools.split(" ").filter(Boolean), text }));
});
const sections = [...new Set(blocks.map(({ section }) => section))];
const missing = (tools: string[]): string[] => tools.filter((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0);

const root = mkdtempSync(path.join(tmpdir(), "copies-"));
afterAll(() => rmSync(root, { recursive: true }));

const github = "---\nissuer: GitHub\ntotp_seed: JBSWY3DPEHPK3PXP\ntags: [2fa]\n---\n";
const archive = "2fa-backup-2026-11-22-113005.zip";

/** A vault with an account and a backup; its folder has a blank in it, as people's have. */
function place(): Record<"VAULT" | "COPIES" | "TRY" | "HOME", string> {
	const home = mkdtempSync(path.join(root, "home-"));
	const places = { HOME: home, VAULT: path.join(home, "My Vault"), COPIES: path.join(home, "copies"), TRY: path.join(home, "try") };
	for (const folder of [path.join(places.VAULT, "2FA/Backups"), path.join(places.VAULT, ".obsidian"), places.COPIES, places.TRY]) mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(places.VAULT, "2FA/GitHub.md"), github);
	writeFileSync(path.join(places.VAULT, ".obsidian/app.json"), "{}");
	writeFileSync(path.join(places.VAULT, "2FA/Backups", archive), pack([{ path: "2FA/GitHub.md", text: github }], new Date("2026-11-22T11:30:05Z")));
	for (const tool of ["restic", "borg"]) writeFileSync(path.join(home, `${tool}-password`), "a password for a test\n");
	return places;
}

/** What the settings of the tools would hold: who commits, and where the clouds are. */
function environment(places: ReturnType<typeof place>): NodeJS.ProcessEnv {
	const cloud = (name: string) => ({ [`RCLONE_CONFIG_${name}_TYPE`]: "alias", [`RCLONE_CONFIG_${name}_REMOTE`]: path.join(places.HOME, name) });
	const who = { GIT_AUTHOR_NAME: "Me", GIT_AUTHOR_EMAIL: "me@example.org", GIT_COMMITTER_NAME: "Me", GIT_COMMITTER_EMAIL: "me@example.org", GIT_CONFIG_NOSYSTEM: "1" };
	return { PATH: process.env.PATH, ...places, ...who, ...cloud("NEXTCLOUD"), ...cloud("PROTON") };
}

function type(text: string, env: NodeJS.ProcessEnv): void {
	const { status, stdout, stderr } = spawnSync("sh", ["-eu", "-c", text], { env, encoding: "utf8", cwd: env.HOME });
	expect({ status, told: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, told: "" });
}

/** Cron gives each line to a shell of its own, with what the lines above it set, and takes a % for the end of a line. */
function atNoon(text: string, env: NodeJS.ProcessEnv): void {
	const table = path.join(env.HOME ?? "", "crontab");
	writeFileSync(table, text);
	expect(spawnSync("crontab", ["-n", table]).status).toBe(0);
	const commands = text.split("\n").flatMap((line) => /^(?:[\d*]+ ){5}(.+)$/.exec(line)?.[1] ?? []);
	expect(commands).toHaveLength(1);
	for (const command of commands) {
		expect(command).not.toContain("%");
		type(command, env);
	}
}

/** The files of a folder by their names, whatever folder they are in. */
function files(folder: string): Map<string, Buffer> {
	const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
	return new Map(found.map((each) => [each.name, readFileSync(path.join(each.parentPath, each.name))]));
}

describe("what docs/backup.md tells people to type", () => {
	it("is found, at least for what any computer has", () => {
		expect(sections).toEqual(expect.arrayContaining(["Look into a backup", "An offline disk", "By the clock, with cron", "git", "restic", "age"]));
	});

	describe.each(sections)("%s", (section) => {
		const own = blocks.filter((block) => block.section === section);
		const lacking = missing(own.flatMap(({ tools }) => tools));

		it.skipIf(lacking.length > 0)(`brings the notes back as they were${lacking.length > 0 ? ` (not installed: ${lacking.join(", ")})` : ""}`, () => {
			const places = place();
			for (const { shell, text } of own) (shell === "cron" ? atNoon : type)(text, environment(places));
			// What cron brought out lies there; all else was brought back from there.
			const back = files(own.some(({ shell }) => shell === "cron") ? places.COPIES : places.TRY);
			const wanted = [["GitHub.md", Buffer.from(github)], [archive, readFileSync(path.join(places.VAULT, "2FA/Backups", archive))]] as const;
			expect(wanted.filter(([name]) => back.has(name)).length).toBeGreaterThan(0);
			for (const [name, bytes] of wanted) if (back.has(name)) expect(back.get(name)?.equals(bytes)).toBe(true);
		});
	});
});
