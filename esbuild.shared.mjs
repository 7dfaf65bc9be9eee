// The plugin and its recovery page share modules, which stand in main.js once: in a function that gives their exports. The plugin
// calls it, and the page is made of its source. See docs/decisions/recovery-page.md.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
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
export const recoveryPage = (...plugins) => ({
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
