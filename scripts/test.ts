import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/**
 * `npm test [-- vitest arguments]`: runs every suite, reruns each failure once (`FAILED suite › name`), then prints
 * one line `N passed, N failed` over all of them. A skipped browser or database test counts as failed, because those
 * suites must run.
 */
interface FileResult {
	readonly name: string;
	readonly status: string;
	readonly message: string;
	readonly assertionResults: readonly {
		readonly status: string;
		readonly fullName: string;
		readonly failureMessages?: readonly string[];
	}[];
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
	const failedTests = tests.filter((test) => test.status === "failed");
	const failed = failedTests.length + wronglySkipped.length + brokenFiles.length;
	for (const test of failedTests)
		report(test.file, test.fullName, test.failureMessages?.join("\n") ?? "no message");
	for (const test of wronglySkipped) report(test.file, test.fullName, "skipped, and must not be");
	for (const file of brokenFiles) report(file.name, "did not load", file.message);
	const quietlySkipped = skipped.length - wronglySkipped.length;
	const silentFailure = code !== 0 && failed === 0 ? 1 : 0;
	console.log(
		`${passed} passed, ${failed + silentFailure} failed${quietlySkipped > 0 ? `, ${quietlySkipped} skipped` : ""}`,
	);
	rmSync(folder, { recursive: true, force: true });
	process.exit(code === 0 && failed === 0 && passed > 0 ? 0 : 1);
});

/** Prints a failure on lines with a common prefix, so that it can be found at the end of a long run. */
function report(file: string, name: string, message: string): void {
	const firstLines = message.split("\n").slice(0, 12).join("\n       ");
	console.log(`FAILED ${relative(process.cwd(), file)} › ${name}\n       ${firstLines}`);
}

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
