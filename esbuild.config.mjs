import { readFile } from "node:fs/promises";
import path from "node:path";
import { analyzeMetafile, build, context } from "esbuild";

const root = import.meta.dirname;

/** Bundles one more file by itself, as a script. */
async function bundled(file, more = {}) {
	const inner = await build({
		absWorkingDir: root, entryPoints: [file], bundle: true, write: false, metafile: true,
		platform: "browser", format: "iife", target: "es2022", minify: true, legalComments: "none", logLevel: "warning", ...more,
	});
	return { script: inner.outputFiles[0].text, watchFiles: Object.keys(inner.metafile.inputs).map((file) => path.resolve(root, file)) };
}

/** Finds `scheme:./x`, x.ts. Relative to the root, so that two checkouts build the same bytes. */
const find = (outer, scheme, load) => {
	outer.onResolve({ filter: new RegExp(`^${scheme}:`) }, (found) => ({
		namespace: scheme,
		path: path.relative(root, path.resolve(found.resolveDir, `${found.path.slice(scheme.length + 1)}.ts`)).replaceAll("\\", "/"),
	}));
	outer.onLoad({ filter: /.*/, namespace: scheme }, (found) => load(found.path));
};

/**
 * js-yaml is one file whose schemas and dumper are made by calls at its top level, of which esbuild cannot tell that nothing else
 * hangs on them. Said so, what nobody imports is left out: more than a third.
 */
const unused = {
	name: "unused",
	setup: (outer) => outer.onLoad({ filter: /js-yaml\.mjs$/ }, async ({ path: file }) => {
		const made = /^(var [\w$]+ = )((?:define|new |\{|`|[A-Z]\w+\.)[^]*?);$(?=\n[^\s)\]}])/gm;
		return { contents: (await readFile(file, "utf8")).replace(made, "$1/* @__PURE__ */ (() => ($2))();") };
	}),
};

/**
 * `import apart from "apart:./x"` bundles x.ts by itself into a function that gives what x.ts exports: evaluated when it is called,
 * and its own source is all that a worker needs, so that page and worker share one copy.
 */
const apart = {
	name: "apart",
	setup: (outer) => find(outer, "apart", async (file) => {
		const { script, watchFiles } = await bundled(file, { globalName: "x" });
		return { contents: `export default function () { "use strict"; ${script} return x; }`, loader: "js", watchFiles };
	}),
};

/** Libraries that do much when they are evaluated, and the functions that are used of them. */
const heavy = { "qrcode/lib/core/qrcode.js": ["create"], fflate: ["inflateSync", "strFromU8", "strToU8", "zipSync"] };

/** Evaluates those libraries when one of their functions is first called, not when the plugin is loaded. */
const late = {
	name: "late",
	setup: (outer) => {
		const isHeavy = new RegExp(`^(?:${Object.keys(heavy).join("|")})$`);
		outer.onResolve({ filter: isHeavy }, ({ path: name, namespace }) => (namespace.startsWith("late") ? undefined : { path: name, namespace: "late" }));
		outer.onResolve({ filter: /^late:/ }, ({ path: name }) => ({ path: name.slice(5), namespace: "late-all" }));
		outer.onLoad({ filter: /.*/, namespace: "late" }, ({ path: name }) => ({
			contents: heavy[name].map((each) => `export const ${each} = (...given) => require("late:${name}").${each}(...given);`).join("\n"), resolveDir: root,
		}));
		outer.onLoad({ filter: /.*/, namespace: "late-all" }, ({ path: name }) => ({ contents: `export { ${heavy[name].join(", ")} } from "${name}";`, resolveDir: root }));
	},
};

// The plugin and its recovery page share modules, which stand in main.js once: in a function that gives their exports. The plugin
// calls it, and the page is made of its source. See docs/decisions/recovery-page.md.
const page = "src/recovery/page";
/** The page's own modules: carried as text, never run by the plugin. */
const isOwn = (file) => /^src\/recovery\/page\b/.test(file);

const bundle = (more) => build({
	absWorkingDir: root, bundle: true, write: false, metafile: true, outdir: "out", format: "esm", platform: "browser",
	target: "es2022", minify: true, legalComments: "none", charset: "utf8", logLevel: "warning", ...more,
});
const only = ({ outputFiles }) => outputFiles[0].text;

/** Every export of every module that the page imports and that is not its own, with a short name, in an order that stays. */
async function sharedExports(plugins) {
	const { metafile } = await bundle({ entryPoints: [`${page}.ts`], plugins });
	const inputs = Object.keys(metafile.inputs);
	const files = inputs.filter((file) => /^src\/.*\.ts$/.test(file) && !isOwn(file)).sort();
	const { outputs } = (await bundle({ entryPoints: files, bundle: false })).metafile;
	const named = Object.values(outputs).flatMap(({ entryPoint, exports }) => exports.map((name) => ({ file: entryPoint, name })));
	return { inputs, exports: named.map((each, at) => ({ ...each, short: `$${at.toString(36)}` })) };
}

/** The function as an expression. In parentheses, as engines then compile at once what is called at once. */
async function sharedFunction(exports, plugins) {
	const contents = exports.map(({ file, name, short }) => `export { ${name} as ${short} } from "./${file}";`).join("\n");
	const text = only(await bundle({ stdin: { contents, resolveDir: root }, plugins }));
	const body = text.replace(/export\s*\{([^{}]*)\};\s*$/, (_, list) => `return {${list.replace(/([\w$]+) as ([\w$]+)/g, "$2: $1")}};`);
	return `(function () { "use strict"; ${body} })`;
}

/**
 * Takes the exports of shared modules from a function instead of bundling the modules. `given` says which exports, the expression
 * that is the function, and the files it is made of.
 */
function taking(outer, given) {
	outer.onResolve({ filter: /^shared:$/ }, () => ({ path: "shared", namespace: "shared" }));
	outer.onLoad({ filter: /.*/, namespace: "shared" }, () => {
		const { exports, source, watchFiles = [] } = given();
		return { contents: `export const shared = ${source};\nexport const { ${exports.map(({ short }) => short).join(", ")} } = shared();`, watchFiles };
	});
	outer.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
		const own = given().exports.filter((each) => path.resolve(root, each.file) === file);
		return own.length === 0 ? undefined : { contents: `export { ${own.map(({ name, short }) => `${short} as ${name}`).join(", ")} } from "shared:";` };
	});
}

/** The page's own parts. Its script takes what it shares from a function that the page puts before it. */
async function ownOfPage(exports, plugins) {
	const shared = { name: "shared", setup: (outer) => taking(outer, () => ({ exports, source: "sharedWithPlugin" })) };
	const script = only(await bundle({ entryPoints: [`${page}.ts`], plugins: [shared, ...plugins] }));
	const style = only(await bundle({ entryPoints: [`${page}.css`] }));
	const markup = (await readFile(path.join(root, `${page}.html`), "utf8")).replace(/[\r\n]+/g, "");
	return { script, style, markup };
}

/** `import parts from "recovery:page"` gives what the page is made of (src/recovery/html.ts), and what it shares is taken out of the other modules. */
const recoveryPage = (...plugins) => ({
	name: "recovery page",
	setup: (outer) => {
		let given;
		outer.onStart(async () => {
			const { inputs, exports } = await sharedExports(plugins);
			const watchFiles = [...inputs, `${page}.css`, `${page}.html`].map((file) => path.resolve(root, file));
			given = { exports, source: await sharedFunction(exports, plugins), watchFiles };
		});
		taking(outer, () => given);
		outer.onResolve({ filter: /^recovery:page$/ }, () => ({ path: "page", namespace: "recovery" }));
		outer.onLoad({ filter: /.*/, namespace: "recovery" }, async () => ({
			contents: `import { shared } from "shared:";\nexport default { shared, ...${JSON.stringify(await ownOfPage(given.exports, plugins))} };`,
			watchFiles: given.watchFiles,
		}));
	},
});

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
	// What stands beside the recovery page.
	loader: { ".md": "text", ".py": "text" },
	metafile: true,
	logLevel: "info",
	plugins: [recoveryPage(apart, unused, late), apart, unused, late],
});

if (process.argv[1] === import.meta.filename) {
	if (process.argv.includes("--watch")) await (await context(options(false))).watch();
	else {
		const result = await build(options(true));
		if (process.argv.includes("--analyze")) console.log(await analyzeMetafile(result.metafile));
	}
}
