import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["client", "geodata", "scripts/start", "vite.config.ts", "package-lock.json"];
const PAGE = join(ROOT, "dist/client/index.html");
/** Written after a complete build, so that an interrupted one is not used. */
const STAMP = join(ROOT, "dist/client-built");

/** Builds the client unless the last build is complete and newer than all its sources. */
export async function buildClient(): Promise<void> {
	const newestSourceMs = Math.max(...SOURCES.map((source) => newestMs(join(ROOT, source))));
	if (modifiedMs(PAGE) > 0 && modifiedMs(STAMP) > newestSourceMs) return;
	process.stdout.write("Building the map page …\n");
	const startedMs = performance.now();
	const { build } = await import("vite");
	// With any other value, such as a test runner's, Vite bundles React's slow development build.
	const outer = process.env.NODE_ENV;
	process.env.NODE_ENV = "production";
	try {
		await build({ root: join(ROOT, "client"), configFile: join(ROOT, "vite.config.ts"), logLevel: "warn" });
	} finally {
		if (outer === undefined) delete process.env.NODE_ENV;
		else process.env.NODE_ENV = outer;
	}
	mkdirSync(dirname(STAMP), { recursive: true });
	writeFileSync(STAMP, "");
	process.stdout.write(`Built in ${((performance.now() - startedMs) / 1000).toFixed(1)} s.\n`);
}

function newestMs(path: string): number {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

/** 0 where the path does not exist. */
function modifiedMs(path: string): number {
	return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
