import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import obsidianmd from "eslint-plugin-obsidianmd";
import globals from "globals";
import tseslint from "typescript-eslint";

const typed = { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } };

// What each room may not import (see docs/decisions and test/rooms.test.ts, which checks the same table by reading).
const walls = {
	note: ["obsidian", "**/lock/**", "**/obsidian/**", "**/code/**", "**/backup/**"],
	backup: ["obsidian", "**/lock/**", "**/obsidian/**", "**/code/**", "**/note/**"],
	lock: ["obsidian", "**/note/**", "**/obsidian/**", "**/code/**", "**/backup/**"],
	exchange: ["obsidian", "**/note/**", "**/obsidian/**", "**/lock/**", "**/backup/**"],
	recovery: ["obsidian", "**/obsidian/**", "**/health/**"],
	code: ["obsidian", "**/note/**", "**/obsidian/**", "**/lock/**", "**/backup/**"],
};

export default defineConfig(
	globalIgnores(["main.js", "test/out/"]),
	{
		files: ["src/**/*.ts"],
		extends: [obsidianmd.configs.recommended],
		languageOptions: typed,
	},
	...Object.entries(walls).map(([room, banned]) => ({
		files: [`src/${room}/**/*.ts`],
		rules: { "no-restricted-imports": ["error", { patterns: [{ group: banned, message: `Not from ${room}/.` }] }] },
	})),
	{
		files: ["test/**/*.ts"],
		extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
		languageOptions: { ...typed, globals: { ...globals.node, ...globals.browser } },
	},
	{
		files: ["**/*.mjs", "test/bench/*.js"],
		extends: [js.configs.recommended],
		// Some of it runs in pages.
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
	},
	{
		files: ["manifest.json"],
		plugins: { obsidianmd },
		languageOptions: { parser: tseslint.parser },
		rules: { "obsidianmd/validate-manifest": "error" },
	},
);
