/** A script bundled by itself and carried as text (see esbuild.config.mjs). */
declare module "worker:*" {
	const text: string;
	export default text;
}

/** A module bundled by itself into a function that gives its exports (see esbuild.config.mjs). */
declare module "apart:*" {
	const evaluate: <Module>() => Module;
	export default evaluate;
}
