import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * `npm test [-- vitest arguments]`: every suite, then one line `N passed, N failed` over all of them. A browser or
 * database test that was skipped counts as failed: those suites must run.
 */
interface FileResult {
	readonly name: string;
	readonly status: string;
	readonly message: string;
	readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

const folder = mkdtempSync(join(tmpdir(), "lucheng-test-"));
const output = join(folder, "results.json");
const vitest = spawn(
	process.execPath,
	[
		"node_modules/vitest/vitest.mjs",
		"run",
		"--reporter=default",
		"--reporter=json",
		`--outputFile.json=${output}`,
		...process.argv.slice(2),
	],
	{ stdio: "inherit" },
);
const forward = (signal: NodeJS.Signals) => vitest.kill(signal);
process.once("SIGINT", forward);
process.once("SIGTERM", forward);
vitest.once("exit", (code) => {
	const files = readResults();
	const tests = files.flatMap((file) =>
		file.assertionResults.map((test) => ({ ...test, mustRun: mustRun(file.name), file: file.name })),
	);
	const passed = tests.filter((test) => test.status === "passed").length;
	const skipped = tests.filter((test) => test.status !== "passed" && test.status !== "failed");
	const wronglySkipped = skipped.filter((test) => test.mustRun);
	const brokenFiles = files.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
	const failed =
		tests.filter((test) => test.status === "failed").length + wronglySkipped.length + brokenFiles.length;
	for (const test of wronglySkipped)
		console.error(`skipped, and must not be: ${test.fullName} (${test.file})`);
	for (const file of brokenFiles) console.error(`did not load: ${file.name}\n${file.message}`);
	const quietlySkipped = skipped.length - wronglySkipped.length;
	const silentFailure = code !== 0 && failed === 0 ? 1 : 0;
	console.log(
		`${passed} passed, ${failed + silentFailure} failed${quietlySkipped > 0 ? `, ${quietlySkipped} skipped` : ""}`,
	);
	rmSync(folder, { recursive: true, force: true });
	process.exit(code === 0 && failed === 0 && passed > 0 ? 0 : 1);
});

function readResults(): FileResult[] {
	try {
		return (JSON.parse(readFileSync(output, "utf8")) as { testResults: FileResult[] }).testResults;
	} catch (error) {
		console.error(`the test runner left no results: ${String(error)}`);
		return [];
	}
}

function mustRun(file: string): boolean {
	return /\/(client\/test|server\/(db|test|routes))\//.test(file.replaceAll("\\", "/"));
}
