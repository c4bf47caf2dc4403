import { spawnSync } from "node:child_process";

/** Type declarations of a browser, of Node, or of a substitute for one. */
const IMPURE = /\/(lib\.(dom|webworker|scripthost)\.|@types\/(node|web|react)\/|undici-types\/|bun-types\/)/;

/**
 * Geodata is compiled without DOM and Node types. A package whose types refer to them would add both unnoticed, and
 * `process.env` would compile. Therefore this checks the list of compiled files.
 */
const listed = spawnSync(
	process.execPath,
	["node_modules/typescript/bin/tsc", "-p", process.argv[2] ?? "geodata", "--listFilesOnly"],
	{ encoding: "utf8" },
);
const files = listed.stdout.split("\n").map((file) => file.replaceAll("\\", "/"));
const impure = files.filter((file) => IMPURE.test(file));
for (const file of impure)
	console.error(`geodata is compiled with ${file.trim()}; some import brings it along`);
if (listed.status !== 0) console.error(listed.stderr || listed.stdout);
process.exit(listed.status === 0 && impure.length === 0 ? 0 : 1);
