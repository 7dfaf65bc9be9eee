// Serves the host with the sample vault: a page in which the built main.js runs as in the app.
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";
import { options } from "../../esbuild.config.mjs";

const here = import.meta.dirname;
const root = path.resolve(here, "../..");

// Nothing but the host's own files; no code made of text. Sealing runs in a worker from a blob, in WebAssembly.
const policy = [
	"default-src 'none'", "script-src 'self' blob: 'wasm-unsafe-eval'", "worker-src blob:", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
	"font-src 'self' data:", "media-src data: blob: mediastream:", "connect-src data: blob:", "frame-src blob: data:", "base-uri 'none'", "form-action 'none'",
].join("; ");

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

async function bundleHost() {
	const result = await build({
		absWorkingDir: root, entryPoints: ["test/host/boot.ts"], bundle: true, write: false, format: "iife", platform: "browser", target: "es2022",
		charset: "utf8", legalComments: "none", logLevel: "warning", keepNames: true,
	});
	return result.outputFiles[0].text;
}

/** The sample vault as a script: { path: text }. */
async function readVault() {
	const folder = path.join(here, "vault");
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const notes = found.filter((entry) => entry.isFile() && entry.name.endsWith(".md")).map((entry) => path.join(entry.parentPath, entry.name));
	const texts = await Promise.all(notes.sort().map(async (note) => [path.relative(folder, note).replaceAll("\\", "/"), await readFile(note, "utf8")]));
	return `window.hostVault = ${JSON.stringify(Object.fromEntries(texts)).replaceAll("<", "\\u003c")};`;
}

/** main.js inside a function, so that it gets `require` and nothing else. */
async function readPlugin() {
	const manifest = await readFile(path.join(root, "manifest.json"), "utf8");
	const main = await readFile(path.join(root, "main.js"), "utf8");
	return wrapPlugin(main, JSON.parse(manifest));
}

/** The script plugin.js for a main.js; the tests of the host wrap plugins of their own. */
export function wrapPlugin(main, manifest) {
	return `window.$plugin = { manifest: ${JSON.stringify(manifest)}, evaluate: function (require, module, exports) {${main}\n} };\n//# sourceURL=plugin:${manifest.id}\n`;
}

const files = {
	"/": () => readFile(path.join(here, "index.html"), "utf8"),
	"/theme.css": () => readFile(path.join(here, "theme.css"), "utf8"),
	"/vault.js": readVault,
	"/plugin.js": readPlugin,
	"/plugin.css": () => readFile(path.join(root, "styles.css"), "utf8").catch(() => ""),
};

/** Takes the port, or the next that is free. */
function listen(server, port) {
	return new Promise((done, fail) => {
		server.once("error", (error) => (error.code === "EADDRINUSE" ? done(listen(server, port + 1)) : fail(error)));
		server.listen(port, "127.0.0.1", () => done(server.address().port));
	});
}

/** Starts the server; port 0 takes any. */
export async function serve({ port = 4173 } = {}) {
	const host = await bundleHost();
	const server = createServer(async (request, response) => {
		const { pathname } = new URL(request.url, "http://127.0.0.1");
		const read = pathname === "/host.js" ? () => host : files[pathname];
		try {
			if (!read) throw Object.assign(new Error("Not found"), { code: "ENOENT" });
			const text = await read();
			response.writeHead(200, { "content-type": `${types[path.extname(pathname)] ?? "text/html"}; charset=utf-8`, "content-security-policy": policy, "cache-control": "no-store" });
			response.end(text);
		} catch (error) {
			response.writeHead(error.code === "ENOENT" ? 404 : 500);
			response.end();
		}
	});
	const taken = await listen(server, port);
	return { address: `http://127.0.0.1:${taken}/`, close: () => new Promise((done) => server.close(done)) };
}

if (process.argv[1] === import.meta.filename) {
	if (!process.argv.includes("--no-build")) await build({ ...options(true), logLevel: "warning" });
	const { address } = await serve({ port: Number(process.env.PORT) || 4173 });
	console.log(`Two-Factor Notes in a stand-in for Obsidian: ${address}`);
	console.log("Ctrl+C ends it. The sample vault is kept by your browser; nothing leaves this computer.");
}
