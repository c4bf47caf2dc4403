import { spawnSync } from "node:child_process";

/** `npm run check`: format and lint, strict types room by room, arrows between rooms, unused code. */
const STEPS: readonly (readonly [name: string, ...command: string[]])[] = [
	["format and lint", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "."],
	["types: geodata (no DOM, no Node)", "node_modules/typescript/bin/tsc", "-p", "geodata"],
	["no DOM or Node brought along by a package", "scripts/check/pure-types.ts"],
	["types: server and scripts", "node_modules/typescript/bin/tsc", "-p", "server"],
	["types: client", "node_modules/typescript/bin/tsc", "-p", "client"],
	["types: browser tests", "node_modules/typescript/bin/tsc", "-p", "client/test"],
	["arrows", "scripts/check/arrows.ts"],
	["paths in pages", "scripts/check/links.ts"],
	["unused code", "node_modules/knip/bin/knip.js"],
	["code that only tests use", "node_modules/knip/bin/knip.js", "--production"],
];

let failures = 0;
for (const [name, ...command] of STEPS) {
	const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
	console.log(`${status === 0 ? "ok    " : "FAILED"} ${name}`);
	if (status !== 0) failures++;
}
process.exit(failures === 0 ? 0 : 1);
