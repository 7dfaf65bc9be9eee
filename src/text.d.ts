/** A module bundled by itself into a function that gives its exports (see esbuild.config.mjs). */
declare module "apart:*" {
	const evaluate: <Module>() => Module;
	export default evaluate;
}
