import { area, bbox, booleanIntersects, booleanValid, kinks } from "@turf/turf";
import type { BBox, Geometry } from "geojson";
import { beforeAll, describe, expect, it } from "vitest";
import { PLOT_KINDS } from "../../catalogue/vocabulary.ts";
import { buildCityPack } from "../../city/build-city-pack.ts";
import type { CityInput } from "../../city/city-input.ts";
import { CityModel, snapFacilities } from "../../city/city-model.ts";
import { generateSample } from "../generate-sample.ts";
import { PLOTS_OF_KIND } from "./plot-inputs.ts";

let city: CityInput;
beforeAll(() => {
	city = generateSample({ seed: 1, factor: 1 });
}, 120_000);

interface Shape {
	readonly id: string;
	readonly geometry: Geometry;
	readonly box: BBox;
}

const shape = (id: string, geometry: Geometry): Shape => ({ id, geometry, box: bbox(geometry) });
const boxesMeet = (a: BBox, b: BBox) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Everything on the ground as turf geometries. */
function* ground(): Generator<Shape> {
	for (const c of city.compounds) if (c.polygon) yield shape(c.compoundId, c.polygon);
	for (const p of city.parks) yield shape(p.parkId, p.polygon);
	for (const p of city.plots) yield shape(p.plotId, p.polygon);
	for (const f of city.baseFeatures) {
		if (f.layer === "water" || f.layer === "building") yield shape(f.layer, f.geometry);
		if (f.layer === "railway" && f.kind === "rail") yield shape("railway", f.geometry);
	}
	const { wayStart, wayNode, nodeLngDeg, nodeLatDeg, wayClass } = city.streets;
	for (let way = 0; way < wayClass.length; way++) {
		const nodes = [...wayNode.subarray(wayStart[way], wayStart[way + 1])];
		yield shape(`street ${way}`, {
			type: "LineString",
			coordinates: nodes.map((n) => [nodeLngDeg[n] ?? 0, nodeLatDeg[n] ?? 0]),
		});
	}
}

describe("the plots of the sample", () => {
	it("are 600 of six kinds, each well represented", () => {
		expect(city.plots).toHaveLength(600);
		expect(new Set(city.plots.map((p) => p.plotId)).size).toBe(600);
		expect(new Set(city.plots.map((p) => p.name)).size).toBe(600);
		for (const kind of PLOT_KINDS) {
			const own = city.plots.filter((p) => p.kind === kind);
			expect([kind, own.length]).toEqual([kind, PLOTS_OF_KIND[kind]]);
			expect(own.length).toBeGreaterThanOrEqual(50);
		}
	});

	it("are mostly of a pocket park's size, so that a filter by size says something", () => {
		const small = city.plots.filter((p) => p.areaM2 < 400).length;
		const large = city.plots.filter((p) => p.areaM2 > 10_000).length;
		expect(small).toBeGreaterThan(20);
		expect(large).toBeGreaterThan(2);
		expect(small + large).toBeLessThan(90);
	});

	it("are valid shapes of the area they say", () => {
		for (const { name, polygon, areaM2 } of city.plots) {
			expect([name, booleanValid(polygon), kinks(polygon).features.length]).toEqual([name, true, 0]);
			// Rounding corners to 0.1 m changes the area of the smallest, with a perimeter of some 60 m, by at most 6 m².
			expect(Math.abs(area(polygon) - areaM2)).toBeLessThan(0.02 * areaM2 + 6);
		}
	});

	it("share ground with no water, home, building, park, street, track or other plot", () => {
		const plots = city.plots.map((p) => shape(p.plotId, p.polygon));
		const met: string[] = [];
		let compared = 0;
		for (const other of ground()) {
			for (const plot of plots) {
				if (plot.id === other.id || !boxesMeet(plot.box, other.box)) continue;
				compared++;
				if (booleanIntersects(plot.geometry, other.geometry)) met.push(`${plot.id} meets ${other.id}`);
			}
		}
		expect(met).toEqual([]);
		expect(compared).toBeGreaterThan(600);
	});

	it("are entered from a street, within 40 m and not across water or a wall", () => {
		const model = new CityModel(buildCityPack(city).pack);
		const doors = city.plots.flatMap((p) =>
			p.entrances.map(([lngDeg, latDeg]) => ({
				facilityId: p.plotId,
				kind: "plot",
				name: p.name,
				lngDeg,
				latDeg,
				entrances: [],
			})),
		);
		expect(city.plots.filter((p) => p.entrances.length === 0)).toEqual([]);
		const { access } = snapFacilities(model, doors, 45);
		const closed = doors.filter((_, i) => access.start[i] === access.start[i + 1]);
		expect(closed.map((d) => d.name)).toEqual([]);
	});

	it("know their community, its town and a cost that grows with them", () => {
		const townOf = new Map(city.communities.map((c) => [c.code, c.townId]));
		for (const p of city.plots) {
			expect(townOf.get(p.communityCode ?? "")).toBe(p.townId);
			// 120 000 yuan plus 290 to 610 a square metre, ± a tenth: the rule of sample.md.
			expect(p.costYuan ?? 0).toBeGreaterThan(120_000 + 250 * p.areaM2 - 1000);
			expect(p.costYuan ?? 0).toBeLessThan(120_000 + 710 * p.areaM2 + 1000);
		}
		expect(new Set(city.plots.map((p) => p.townId)).size).toBe(10);
	});
});
