import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { saveTinyCity } from "../test/tiny-city.ts";
import { withStore } from "../test/with-store.ts";
import { type Analysis, analyzeCity } from "./analyze-city.ts";
import { coverageSummary } from "./coverage-summary.ts";
import { type FileContent, writeFolder } from "./write-folder.ts";

const test = withStore();
const PARTY = { cityId: "tiny", service: "party-service", rule: "distance:1000", profile: null };
const analyze = (changed = {}) => analyzeCity(test.store, { ...PARTY, ...changed });

beforeAll(async () => {
	await saveTinyCity(test.store);
});

const textOf = (files: Analysis["files"], name: string): string => {
	const content = files.get(name) as FileContent;
	return typeof content === "string" ? content : [...(content as Iterable<string>)].join("");
};

describe("analysing a city", () => {
	let analysis: Analysis;
	beforeAll(async () => {
		analysis = await analyze();
	});

	// The walks of tiny-city.ts: S1 at 130 m and S2 at 930 m are covered; the circle adds N1, 385 m away.
	it("holds the circle's figure beside the network's", () => {
		expect(analysis.response.totals).toMatchObject({
			people: 63,
			coveredPeople: 1 + 2,
			circlePeople: 1 + 2 + 8,
			deniedPeople: 8,
			unsnappedPeople: 32,
			facilities: 1,
		});
		expect(analysis.response.provenance).toMatchObject({
			cityId: "tiny",
			sample: true,
			ruleId: "party-15-distance",
			verified: false,
			denominator: "people",
		});
	});

	it("prints them with the rule, the denominator and what is not verified", () => {
		const lines = coverageSummary(analysis);
		expect(lines[0]).toBe("小城 · party-service · 示例数据 sample data");
		expect(lines[1]).toMatch(/1000 m along the streets, adult; party-15-distance, .* 待核 \(not verified\)$/);
		expect(lines).toContain("  circle      11 people = 17.5 % within 1,000 m in a straight line");
		expect(lines).toContain("  streets     3 people = 4.8 % on foot");
		expect(lines).toContain("  denied      8 people promised by the circle, denied by the streets");
		expect(lines).toContain("  of          63 people in 6 places");
		expect(lines).toContain("  no street   32 people in 1 places, counted as uncovered");
	});

	it("warns where people are given by cells coarser than half the cutoff, and only there", () => {
		const warned = (coarseCellM: number | null) =>
			coverageSummary({ ...analysis, coarseCellM }).filter((text) => text.startsWith("  cells "));
		expect(analysis.coarseCellM).toBeNull();
		expect(warned(null)).toEqual([]);
		expect(warned(925.4)).toEqual([expect.stringContaining("cells 925 m across")]);
	});

	it("writes the response as the contract has it", () => {
		const json: unknown = JSON.parse(textOf(analysis.files, "coverage.json"));
		expect(coverageResponseSchema.parse(json)).toEqual(analysis.response);
	});

	it("writes one row per demand point, with walks that can be checked", () => {
		const { data } = Papa.parse<Record<string, string>>(textOf(analysis.files, "demand.csv"), {
			header: true,
			skipEmptyLines: true,
		});
		const byId = new Map(data.map((row) => [row.id, row]));
		expect([...byId.keys()].sort()).toEqual(["I1", "N1", "N2", "S1", "S2", "S3"]);
		expect(byId.get("S2")).toMatchObject({ people: "2", nearest_facility: "P", covered: "1" });
		// Straight legs of 20 m and 10 m and 900 m of street; N1 walks via the bridge.
		expect(Number(byId.get("S2")?.impedance_m)).toBeCloseTo(930, 0);
		expect(Number(byId.get("S2")?.snap_offset_m)).toBeCloseTo(20, 1);
		expect(Number(byId.get("N1")?.impedance_m)).toBeCloseTo(4330, 0);
		expect(byId.get("N1")?.covered).toBe("0");
		expect(byId.get("I1")).toMatchObject({
			nearest_facility: "",
			impedance_m: "",
			covered: "0",
			snap_offset_m: "",
		});
		const covered = data
			.filter((row) => row.covered === "1")
			.reduce((sum, row) => sum + Number(row.people), 0);
		expect(covered).toBe(analysis.response.totals.coveredPeople);
	});

	it("counts the cutoff itself as covered, and a millimetre less as not", async () => {
		const rowOf = (csv: string, id: string) => Papa.parse<string[]>(csv).data.find((row) => row[0] === id);
		const walkM = Number(rowOf(textOf(analysis.files, "demand.csv"), "S2")?.[5]);
		for (const [cutoffM, covered] of [
			[walkM, "1"],
			[walkM - 0.001, "0"],
		] as const) {
			const { files, response } = await analyze({ rule: `distance:${cutoffM.toFixed(3)}` });
			expect(rowOf(textOf(files, "demand.csv"), "S2")?.[6]).toBe(covered);
			expect(response.totals.coveredPeople).toBe(covered === "1" ? 3 : 1);
		}
	});

	it("writes seconds under a time rule, at the profile's pace", async () => {
		const { files, response } = await analyze({ rule: "time:1000", profile: "elderly" });
		const csv = textOf(files, "demand.csv");
		expect(csv).toMatch(/^id,lng,lat,people,nearest_facility,impedance_s,covered,snap_offset_m\r\n/);
		// S1: 130 m at 0.85 m/s.
		const s1 = Papa.parse<string[]>(csv).data.find(([id]) => id === "S1");
		expect(Number(s1?.[5])).toBeCloseTo(130 / 0.85, 0);
		expect(response.provenance).toMatchObject({ profile: "elderly", speedMps: 0.85, ruleId: null });
	});

	it("writes the ledger for Excel: mark, one row a community, the total", () => {
		const csv = textOf(analysis.files, "ledger.csv");
		expect(csv.charCodeAt(0)).toBe(0xfeff);
		const { data } = Papa.parse<string[]>(csv.slice(1).trimEnd());
		// South: everyone in the circle is covered; the 8 of the north are across the canal.
		expect(data.map((row) => [row[1], row[5], row[6], row[8], row[9]])).toEqual([
			[
				"社区 community",
				"人口 people",
				"覆盖人口 covered people",
				"名义圈人口 circle people",
				"圈内未达人口 denied people",
			],
			["南岸社区", "7", "3", "3", "0"],
			["北岸村", "24", "0", "8", "8"],
			["", "32", "0", "0", "0"],
			["合计 total", "63", "3", "11", "8"],
		]);
	});

	it("writes a spreadsheet with its rule, its source and numbers that are numbers", () => {
		const entries = unzipSync(analysis.files.get("ledger.xlsx") as Uint8Array);
		const sheet = new TextDecoder().decode(entries["xl/worksheets/sheet1.xml"]);
		const strings = new TextDecoder().decode(
			entries["xl/sharedStrings.xml"] ?? entries["xl/worksheets/sheet1.xml"],
		);
		for (const text of [
			"小城 · party-service",
			"1000 m along the streets",
			"示例数据",
			"待核",
			"南岸社区",
			"合计 total",
		]) {
			expect(strings).toContain(text);
		}
		// 3 ÷ 63 as a number, not as text.
		expect(sheet).toMatch(/<v>0\.0476190476/);
	});

	it("writes gaps and service areas as GeoJSON that says where it comes from", () => {
		const gaps = JSON.parse(textOf(analysis.files, "gaps.geojson"));
		expect(gaps.features.map((one: { id: string }) => one.id)).toEqual(
			analysis.response.gaps.map(({ gapId }) => gapId),
		);
		const people = gaps.features.reduce(
			(sum: number, one: { properties: { people: number } }) => sum + one.properties.people,
			0,
		);
		expect(people).toBe(63 - 3);
		expect(gaps.provenance).toEqual(analysis.response.provenance);
		const areas = JSON.parse(textOf(analysis.files, "isochrones.geojson"));
		expect(areas.features).toMatchObject([
			{
				id: "P",
				geometry: { type: "Polygon" },
				properties: { facilityId: "P", cutoff: 1000, unit: "m", people: 3 },
			},
		]);
	});

	it("uses the service's first rule by default, and a standard by its id", async () => {
		expect((await analyze({ rule: null })).response.provenance.ruleId).toBe("party-15-distance");
		expect((await analyze({ rule: "elderly-5-time" })).response.provenance).toMatchObject({
			rule: { type: "time", cutoffSec: 300 },
			profile: "elderly",
			// The cutoff and profile of a standard, but not of this service: the map shows the same figures without one.
			ruleId: null,
		});
		expect((await analyze({ rule: "party-10-time" })).response.provenance).toMatchObject({
			rule: { type: "time", cutoffSec: 600 },
			profile: "adult",
			ruleId: "party-10-time",
		});
	});

	it.each<[string, object, string, RegExp]>([
		[
			"an unknown city",
			{ cityId: "atlantis" },
			"CITY_UNKNOWN",
			/^There is no city "atlantis"; known are tiny\.$/,
		],
		[
			"an unknown service",
			{ service: "parking" },
			"SERVICE_UNKNOWN",
			/^The city knows no service "parking"; it has places for party-service, pocket-park, mental-rehab\.$/,
		],
		[
			"a service without places",
			{ service: "health" },
			"SERVICE_EMPTY",
			/^The city has no places of the service "health"; it has places for party-service/,
		],
		[
			"an unknown rule",
			{ rule: "far" },
			"RULE_UNKNOWN",
			/^"far" is no rule; allowed are distance:metres, time:seconds and gb50180-15, /,
		],
		[
			"a cutoff of nothing",
			{ rule: "distance:0" },
			"CUTOFF_OUT_OF_RANGE",
			/^The cutoff is 0 m; allowed is 1 to 50000 m\.$/,
		],
		[
			"a cutoff too long",
			{ rule: "time:7201" },
			"CUTOFF_OUT_OF_RANGE",
			/^The cutoff is 7201 s; allowed is 1 to 7200 s\.$/,
		],
		[
			"an unknown profile",
			{ profile: "cyclist" },
			"PROFILE_UNKNOWN",
			/^There is no profile "cyclist"; allowed are adult, child, elderly, pram, wheelchair\.$/,
		],
	])("refuses %s in one sentence", async (_what, changed, code, message) => {
		await expect(analyze(changed)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
	});

	it("stops when told to", async () => {
		await expect(analyzeCity(test.store, PARTY, () => {}, AbortSignal.abort())).rejects.toMatchObject({
			code: "ABORTED",
		});
	});
});

describe("writing a folder", () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "lucheng-out-"));
	});
	afterAll(() => rm(folder, { recursive: true }));

	it("replaces what it writes, keeps what else is there, and leaves nothing of a failure", async () => {
		const out = join(folder, "deep", "out");
		await writeFolder(
			out,
			new Map<string, FileContent>([
				["a.txt", "old"],
				["b.txt", ["1", "2"]],
			]),
		);
		function* failing(): Generator<string> {
			yield "new";
			throw new Error("power cut");
		}
		await expect(
			writeFolder(
				out,
				new Map<string, FileContent>([
					["a.txt", "new"],
					["c.txt", failing()],
				]),
			),
		).rejects.toThrow("power cut");
		expect((await readdir(out)).sort()).toEqual(["a.txt", "b.txt"]);
		expect(await readFile(join(out, "a.txt"), "utf8")).toBe("old");
		expect(await readFile(join(out, "b.txt"), "utf8")).toBe("12");
		await expect(writeFolder(join(folder, "other"), new Map([["c.txt", failing()]]))).rejects.toThrow(
			"power cut",
		);
		expect(await readdir(folder)).toEqual(["deep"]);
	});

	it("refuses a place that is a file", async () => {
		await writeFolder(folder, new Map([["file", "x"]]));
		await expect(writeFolder(join(folder, "file"), new Map([["a", "x"]]))).rejects.toMatchObject({
			code: "FOLDER_UNWRITABLE",
			message: expect.stringMatching(/file cannot be written \(EEXIST.*\); a folder that can is needed\.$/),
		});
	});
});
