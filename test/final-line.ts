import type { Reporter, TestModule } from "vitest/node";

/** Prints `N passed, N failed` as the very last line; a run without a single test is a failure. */
export default class FinalLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		let passed = 0;
		let failed = errors.length;
		for (const module of modules) {
			failed += module.errors().length;
			for (const suite of module.children.allSuites()) failed += suite.errors().length;
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				if (state === "passed") passed++;
				else if (state === "failed") failed++;
			}
		}
		process.on("exit", (code) => {
			if (passed === 0) process.exitCode = 1;
			// A set-up that failed is neither a test nor an error here, but the exit code knows.
			if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
			process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
		});
	}
}
