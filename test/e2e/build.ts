import { execFileSync } from "node:child_process";

/** The tests in the browser run against the built main.js, so it is built first. */
export default function build(): void {
	execFileSync(process.execPath, ["esbuild.config.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}
