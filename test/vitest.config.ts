import path from "node:path";
import { defineConfig } from "vitest/config";

const plain = { extends: true as const };

export default defineConfig({
	root: path.resolve(import.meta.dirname, ".."),
	test: {
		env: { TZ: "UTC" },
		reporters: ["default", "./test/final-line.ts"],
		projects: [
			{ ...plain, test: { name: "unit", environment: "node", include: ["test/**/*.test.ts"], exclude: ["test/e2e/**"], testTimeout: 60_000 } },
			{
				...plain,
				test: {
					name: "e2e", environment: "node", include: ["test/e2e/**/*.test.ts"], globalSetup: ["test/e2e/build.ts"],
					// One browser at a time: two cores are shared with it, and its clock must not starve.
					fileParallelism: false, testTimeout: 90_000, hookTimeout: 90_000,
				},
			},
		],
	},
});
