import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FeatureCollection } from "geojson";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jointText } from "./county-files.ts";
import { writeProvince } from "./write-province.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-sample-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (name: string) =>
	JSON.parse(await readFile(join(folder, "one", name), "utf8")) as FeatureCollection;

describe("writeProvince", { timeout: 240_000 }, () => {
	it("writes the sample city as whole files that agree with its counts", async () => {
		const phases: string[] = [];
		const counts = await writeProvince(
			{ seed: 1, factor: 1 },
			{
				folder: join(folder, "one"),
				tell: (phase) => phases.push(phase),
				signal: new AbortController().signal,
			},
		);
		expect(phases).toContain("blocks");
		const files = (await readdir(join(folder, "one"))).sort();
		expect(files).toEqual(
			["base", "communities", "compounds", "courtyards", "facilities", "firms", "parks", "plots", "snapshots"]
				.concat(["streets", "towns"])
				.map((name) => `${name}.geojson`),
		);
		const streets = await read("streets.geojson");
		expect(streets.features).toHaveLength(counts.streets);
		expect((await read("facilities.geojson")).features).toHaveLength(counts.facilities);
		const homes = (await read("compounds.geojson")).features;
		expect(homes).toHaveLength(counts.homes);
		expect(homes.reduce((sum, { properties }) => sum + properties?.people, 0)).toBe(2_092_496);
		for (const file of files) {
			const { type, features } = await read(file);
			expect(type).toBe("FeatureCollection");
			expect(features.every(({ properties }) => properties?.sample === true)).toBe(true);
		}
	});

	it("leaves nothing behind when it is stopped", async () => {
		const stop = new AbortController();
		const written = writeProvince(
			{ seed: 1, factor: 2 },
			{
				folder: join(folder, "stopped"),
				tell: (phase) => phase === "counties" && stop.abort(),
				signal: stop.signal,
			},
		);
		await expect(written).rejects.toThrow();
		expect(await readdir(join(folder, "stopped"))).toEqual([]);
	});

	it("refuses a factor out of range before it makes the folder", async () => {
		const refused = writeProvince(
			{ seed: 1, factor: 101 },
			{ folder: join(folder, "never"), tell: () => {}, signal: new AbortController().signal },
		);
		await expect(refused).rejects.toMatchObject({ code: "SAMPLE_FACTOR_OUT_OF_RANGE" });
		expect(await readdir(folder)).not.toContain("never");
	});
});

describe("jointText", () => {
	it("gives a line a stretch, ids behind all counties', bridges marked", () => {
		const at = (lngDeg: number, node: number) => ({
			node,
			position: [lngDeg, 31] as const,
			at: [0, 0] as const,
		});
		const stretches = [
			{ end: [120.5, 31] as const, bridge: false },
			{ end: null, bridge: true },
		];
		const text = jointText(
			[{ county: 1, neighbour: 0, roads: [{ from: at(120, 3), to: at(121, 5), stretches }] }],
			2,
		);
		const features = new TextDecoder()
			.decode(text)
			.split(",\n")
			.map((line) => JSON.parse(line));
		expect(features.map(({ geometry }) => geometry.coordinates)).toEqual([
			[
				[120, 31],
				[120.5, 31],
			],
			[
				[120.5, 31],
				[121, 31],
			],
		]);
		expect(features.map(({ properties }) => [properties.id, properties.bridge])).toEqual([
			[2_000_001, false],
			[2_000_002, true],
		]);
	});
});
