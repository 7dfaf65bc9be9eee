/** A script bundled by itself and carried as text (see esbuild.config.mjs). */
declare module "worker:*" {
	const text: string;
	export default text;
}
