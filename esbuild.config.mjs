import { readFile } from "node:fs/promises";
import path from "node:path";
import { analyzeMetafile, build, context } from "esbuild";

const root = import.meta.dirname;

/** `import text from "worker:./x"` bundles x.ts by itself and carries it as text: a plugin ships one file and no chunks. */
const worker = {
	name: "worker",
	setup(outer) {
		outer.onResolve({ filter: /^worker:/ }, (found) => ({
			namespace: "worker",
			// Relative to the root, so that two checkouts build the same bytes.
			path: path.relative(root, path.resolve(found.resolveDir, `${found.path.slice("worker:".length)}.ts`)).replaceAll("\\", "/"),
		}));
		outer.onLoad({ filter: /.*/, namespace: "worker" }, async (found) => {
			const inner = await build({
				absWorkingDir: root, entryPoints: [found.path], bundle: true, write: false, metafile: true,
				platform: "browser", format: "iife", target: "es2022", minify: true, legalComments: "none", logLevel: "warning",
			});
			const watchFiles = Object.keys(inner.metafile.inputs).map((file) => path.resolve(root, file));
			return { contents: inner.outputFiles[0].text, loader: "text", watchFiles };
		});
	},
};

const { license } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

/** The build of main.js. Exported for the host and the benchmarks, which build the very same file. */
export const options = (production) => ({
	absWorkingDir: root,
	entryPoints: ["src/main.ts"],
	outfile: "main.js",
	bundle: true,
	format: "cjs",
	platform: "browser",
	target: "es2022",
	external: ["obsidian", "electron", "@codemirror/*", "@lezer/*"],
	banner: { js: `/* Two-Factor Notes, ${license} licence. Bundled libraries and their licences: docs/decisions/dependencies.md */` },
	minify: production,
	sourcemap: production ? false : "inline",
	legalComments: "none",
	charset: "utf8",
	metafile: true,
	logLevel: "info",
	plugins: [worker],
});

if (process.argv[1] === import.meta.filename) {
	if (process.argv.includes("--watch")) await (await context(options(false))).watch();
	else {
		const result = await build(options(true));
		if (process.argv.includes("--analyze")) console.log(await analyzeMetafile(result.metafile));
	}
}
