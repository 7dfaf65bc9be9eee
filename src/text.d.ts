/** A module bundled by itself into a function that gives its exports (see esbuild.config.mjs). */
declare module "apart:*" {
	const evaluate: <Module>() => Module;
	export default evaluate;
}

/** What the recovery page is made of (see esbuild.config.mjs). */
declare module "recovery:page" {
	const parts: import("./recovery/html").PageParts;
	export default parts;
}

/** Documents carried as text. */
declare module "*.md" {
	const text: string;
	export default text;
}
declare module "*.py" {
	const text: string;
	export default text;
}
