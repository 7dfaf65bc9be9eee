// Installs what is missing. Only Node's own modules here: this runs before anything is installed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);

/** The path of a Chromium on this machine, or undefined. `CHROMIUM_PATH` wins over the PATH. */
export function findChromium() {
	const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
	const places = [
		process.env.CHROMIUM_PATH,
		...(process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))),
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
	];
	return places.find((place) => place && isExecutable(place));
}

function isExecutable(place) {
	try {
		accessSync(place, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function run(command, ...words) {
	console.log(`> ${[command, ...words].join(" ")}`);
	execFileSync(command, words, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}

function installPackages() {
	const wanted = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json"))).digest("hex");
	const mark = path.join(root, "node_modules", ".lock-sha256");
	if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
	run("npm", "ci", "--no-audit", "--no-fund");
	// Written last, so that an install cut off half-way is done again.
	writeFileSync(mark, wanted);
}

function installChromium() {
	if (findChromium()) return;
	if (!existsSync("/usr/bin/apt-get")) throw new Error("No Chromium found. Install one, or set CHROMIUM_PATH to it.");
	const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
	run(...asRoot, "apt-get", "update", "-q");
	run(...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium");
	if (!findChromium()) throw new Error("Chromium is still missing after apt-get.");
}

/** What some tests read paper and notes with; without it those go another way, or are left out. */
function installReaders() {
	if (!process.env.CI || !existsSync("/usr/bin/apt-get")) return;
	const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
	try {
		run(...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "--no-install-recommends", "poppler-utils", "zbar-tools", "python3-argon2", "python3-nacl");
	} catch {
		console.warn("The programs that read printed pages and notes could not be installed.");
	}
}

if (process.argv[1] === import.meta.filename) {
	installPackages();
	if (process.argv.includes("--browser")) {
		installChromium();
		installReaders();
	}
}
