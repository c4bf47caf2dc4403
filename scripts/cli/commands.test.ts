import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../server/db/store/open-store.ts";
import { type OsmElements, osmXml } from "../../server/test/osm-files.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A street of 1.1 km along the equator, homes at both ends and a school in the west. */
const STREET: OsmElements = {
	nodes: Array.from({ length: 101 }, (_, i) => ({ id: i + 1, lng: 0.0001 * i, lat: 0 })),
	ways: [{ id: 1, nodes: Array.from({ length: 101 }, (_, i) => i + 1), tags: { highway: "footway" } }],
};
const CELLS = "id,lon,lat,pop,schools\nwest,0.0005,0.0001,10,1\neast,0.0095,0.0001,20,0";

interface Ended {
	readonly code: number | null;
	readonly out: string;
	readonly error: string;
}

let folder: string;
let data: string;

/**
 * A preloaded module that sends SIGINT to its own process as soon as `phase` is on stderr; a signal from outside may
 * come too late.
 */
const pressCtrlCAt = (phase: string) =>
	`data:text/javascript,${encodeURIComponent(`
		const write = process.stderr.write;
		process.stderr.write = function (text, ...rest) {
			if (String(text).includes(${JSON.stringify(phase)})) {
				process.stderr.write = write;
				process.kill(process.pid, "SIGINT");
			}
			return write.call(this, text, ...rest);
		};
	`)}`;

/** Runs a command line as npm does; `interruptAt` sends SIGINT when that text is on stderr. */
function run(script: string, args: readonly string[], interruptAt?: string): Promise<Ended> {
	const before = interruptAt === undefined ? [] : ["--import", pressCtrlCAt(interruptAt)];
	const child = spawn(process.execPath, [...before, join("scripts", script), ...args], {
		cwd: ROOT,
		env: { ...process.env, DATABASE_URL: "", LUCHENG_DATA: data },
	});
	let out = "";
	let error = "";
	child.stdout.on("data", (chunk) => {
		out += chunk;
	});
	child.stderr.on("data", (chunk) => {
		error += chunk;
	});
	return new Promise((resolve) => child.once("close", (code) => resolve({ code, out, error })));
}

const path = (name: string) => join(folder, name);
const cityArgs = (changed: Record<string, string> = {}) => [
	"city",
	...Object.entries({
		id: "line",
		name: "Line",
		network: path("line.osm"),
		population: path("cells.csv"),
		facilities: path("cells.csv"),
		where: "schools>0",
		kind: "school",
		...changed,
	}).flatMap(([key, value]) => [`--${key}`, value]),
];
const analyzeArgs = (changed: Record<string, string> = {}) =>
	Object.entries({
		city: "line",
		service: "school",
		rule: "distance:500",
		out: path("out"),
		...changed,
	}).flatMap(([key, value]) => [`--${key}`, value]);
/** The last line of stderr: the refusal, after the progress. */
const refusal = ({ error }: Ended) => error.trimEnd().split("\n").at(-1);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-cli-"));
	data = path("data");
	await writeFile(path("line.osm"), osmXml(STREET));
	await writeFile(path("cells.csv"), CELLS);
	await writeFile(path("wrong.csv"), CELLS.replace("20,0", "twenty,0"));
});
afterAll(() => rm(folder, { recursive: true }));

// Sequential: the first import creates the store that the others use.
describe("the command lines", { timeout: 180_000 }, () => {
	it("tell a wrong file in one sentence, without making a store", async () => {
		const ended = await run("import.ts", cityArgs({ population: path("wrong.csv") }));
		expect(ended.code).toBe(1);
		expect(refusal(ended)).toBe('wrong.csv row 3: pop is "twenty"; allowed are numbers from 0 to 10000000.');
		expect(ended.out).toBe("");
		expect(existsSync(data)).toBe(false);
	});

	it.each<[string, string, readonly string[], RegExp]>([
		[
			"a missing option",
			"import.ts",
			["city", "--id", "x"],
			/^error: required option '--name <name>' not specified$/,
		],
		[
			"an unknown option",
			"analyze.ts",
			["--city", "x", "--service", "y", "--out", "z", "--where", "w"],
			/^error: unknown option '--where'/,
		],
		[
			"a city id that is none",
			"import.ts",
			["city", "--id", "Line!", "--name", "L", "--network", "n", "--population", "p"],
			/^City id "Line!" is not an id; allowed are 1 to 40 of a–z, 0–9 and -, no - first\.$/,
		],
		[
			"an unknown datum",
			"import.ts",
			["facilities", "f.csv", "--city", "x", "--kind", "k", "--datum", "nad27"],
			/^Datum "nad27" is not known; allowed are wgs84, cgcs2000, gcj02, bd09\.$/,
		],
	])("refuse %s", async (_what, script, args, message) => {
		const ended = await run(script, args);
		expect(ended.code).toBe(1);
		expect(refusal(ended)).toMatch(message);
	});

	it("ask for what is open in a table, and take the answer for that table", async () => {
		await writeFile(path("open.csv"), "id,x,y,lon,lat,schools\nwest,1,1,0.0005,0.0001,1\n");
		await writeFile(path("people.csv"), 'id;place;count;sum\nwest;"0.0001,0.0005";3;1.234\n');
		const given = cityArgs({ facilities: path("open.csv"), population: path("people.csv") });
		const answers = [
			["--population-column", "sum", /^people\.csv: .*place is "0\.0001,0\.0005".*--position-order/],
			["--position-order", "lat,lng", /^open\.csv .*--facilities-lng-column and --facilities-lat-column\.$/],
			[
				"--facilities-lng-column",
				"lon",
				/^--facilities-lng-column and --facilities-lat-column belong together; the second is missing\.$/,
			],
		] as const;
		const said: string[] = ["--position-column", "place"];
		expect(refusal(await run("import.ts", [...given, ...said]))).toMatch(
			/^people\.csv has several columns that may hold the people \(count, sum\); name one with --population-column\.$/,
		);
		for (const [option, answer, next] of answers) {
			said.push(option, answer);
			expect(refusal(await run("import.ts", [...given, ...said]))).toMatch(next);
		}
		expect(existsSync(data)).toBe(false);
		for (const [wrong, message] of [
			[["--encoding", "latin9"], /^Encoding "latin9" is not known; allowed are utf-8,/],
			[
				["--number-format", "1234"],
				/^Number format "1234" is not known; allowed are 1,234\.5 and 1\.234,5\.$/,
			],
			[["--position-order", "yx"], /^Position order "yx" is not known; allowed are lng,lat and lat,lng\.$/],
		] as const) {
			expect(refusal(await run("import.ts", [...given, ...wrong]))).toMatch(message);
		}
	});

	it("import a city and say what became of it", async () => {
		const { code, out, error } = await run("import.ts", cityArgs());
		expect({ code, error }).toMatchObject({ code: 0 });
		expect(out).toMatch(
			/^Line \(line\)\n {2}streets {5}1 ways, 1 of them walkable, 1\.1 km; 2 nodes, 1 edges\n {2}walked {6}/,
		);
		expect(out).toContain("  people      30 in 2 places; 0 empty ones left out\n");
		expect(out).toMatch(/\n {2}took {8}\d+\.\d s, [\d,]+ MB at the peak\n$/);
	});

	it("analyze it: the circle beside the streets, and six files", async () => {
		const { code, out, error } = await run("analyze.ts", analyzeArgs());
		expect({ code, error }).toMatchObject({ code: 0 });
		// West is in the school's cell, with legs of 22 m; east is 1 km away.
		expect(out).toContain("  circle      10 people = 33.3 % within 500 m in a straight line\n");
		expect(out).toContain("  streets     10 people = 33.3 % on foot\n");
		expect(out).toContain(
			"  ages        not known here: everyone counts, not the age group the service is for\n",
		);
		expect((await readdir(path("out"))).sort()).toEqual([
			"coverage.json",
			"demand.csv",
			"gaps.geojson",
			"isochrones.geojson",
			"ledger.csv",
			"ledger.xlsx",
		]);
	});

	it("write nothing for a service that is not there", async () => {
		const ended = await run("analyze.ts", analyzeArgs({ service: "health", out: path("none") }));
		expect(ended.code).toBe(1);
		expect(refusal(ended)).toBe('The city has no places of the service "health"; it has places for school.');
		expect(existsSync(path("none"))).toBe(false);
	});

	it("leave the city as it was on Ctrl-C, early or late", async () => {
		for (const phase of ["read streets", "store compound"]) {
			const stopped = await run("import.ts", cityArgs({ name: "Changed" }), phase);
			expect(stopped).toMatchObject({ code: 130, out: "" });
			expect(refusal(stopped)).toBe("Stopped; nothing was changed.");
		}
		const { out } = await run("analyze.ts", analyzeArgs());
		expect(out).toMatch(/^Line · school\n/);
	});

	it("refuse a store that another process has open", async () => {
		const store = await openStore({ folder: data });
		try {
			const ended = await run("import.ts", cityArgs());
			expect(ended.code).toBe(1);
			expect(refusal(ended)).toContain(String(process.pid));
			expect(refusal(ended)).toContain(data);
		} finally {
			await store.close();
		}
	});
});
