import {
	booleanClockwise,
	booleanPointInPolygon,
	booleanValid,
	buffer,
	difference,
	feature,
	featureCollection,
	multiLineString,
	area as turfArea,
} from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { buildCityPack } from "../city/build-city-pack.ts";
import type { CityInput } from "../city/city-input.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { edgeStretch } from "../graph/edge-shape.ts";
import { reachFrom } from "../search/reach.ts";
import { ADULT } from "../test/adult.ts";
import { facility, home, line, Scene } from "../test/scene.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { newCityRaster } from "./city-raster.ts";
import { isochronesOf, serviceAreas } from "./isochrones.ts";
import { BUFFER_M } from "./reach-raster.ts";

const open = (city: CityInput): CityModel =>
	new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);

function areasOf(model: CityModel, origin: Position, cutoffsM: number[]): (Polygon | MultiPolygon)[] {
	const { features } = isochronesOf(
		newCityRaster(model),
		{ origins: [[origin[0], origin[1]]], rule: { type: "distance", cutoffsM } },
		ADULT,
	);
	return features.map(({ geometry }) => {
		if (geometry === null) throw new Error("nothing was drawn");
		return geometry as Polygon | MultiPolygon;
	});
}

const contains = (area: Polygon | MultiPolygon, position: Position): boolean =>
	booleanPointInPolygon([...position], area);

/** m² of `inner` outside `outer`. */
function beyondM2(inner: Polygon | MultiPolygon, outer: Polygon | MultiPolygon): number {
	const beyond = difference(featureCollection([feature(inner), feature(outer)]));
	return beyond === null ? 0 : turfArea(beyond);
}

/** All walked stretches, as positions. */
function walkedLines(model: CityModel, origin: Position, cutoffM: number): Position[][] {
	const { access } = snapFacilities(model, [facility("origin", origin)]);
	const { network } = model.costsOf(ADULT, "mm");
	const reach = reachFrom(model.workspace, model.graph, network, access, "to", cutoffM * 1000);
	return Array.from(reach.edge, (edge, i) =>
		edgeStretch(model.graph, edge, reach.fromMm[i]!, reach.toMm[i]!),
	);
}

/** Land within 40 m of walked streets, counted in cells of 4 m; at the equator, so both degrees have one length. */
function countedBufferM2(lines: readonly (readonly Position[])[]): number {
	const unitM = EARTH_RADIUS_M * DEG_TO_RAD;
	const squares = new Set<number>();
	for (const walked of lines) {
		for (let i = 1; i < walked.length; i++) {
			const [ax, ay] = [walked[i - 1]![0] * unitM, walked[i - 1]![1] * unitM];
			const [dx, dy] = [walked[i]![0] * unitM - ax, walked[i]![1] * unitM - ay];
			const squaredM2 = dx * dx + dy * dy;
			for (let x = Math.min(ax, ax + dx) - BUFFER_M; x <= Math.max(ax, ax + dx) + BUFFER_M; x += 4) {
				for (let y = Math.min(ay, ay + dy) - BUFFER_M; y <= Math.max(ay, ay + dy) + BUFFER_M; y += 4) {
					const [column, row] = [Math.round(x / 4), Math.round(y / 4)];
					const [px, py] = [column * 4 - ax, row * 4 - ay];
					const along = squaredM2 > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squaredM2)) : 0;
					if (Math.hypot(px - along * dx, py - along * dy) <= BUFFER_M) squares.add(row * 1_000_003 + column);
				}
			}
		}
	}
	return squares.size * 16;
}

/** Streets 100 m apart over 900 × 700 m, some left out. Every grid line is one way of the source. */
function gridScene(missing: ReadonlySet<number>): Scene {
	const rows: string[] = [];
	let street = 0;
	for (let row = 0; row < 8; row++) {
		let across = "";
		let down = "";
		for (let column = 0; column < 10; column++) {
			across += `+${column < 9 && !missing.has(street++) ? "---------" : "         "}`;
			down += `${row < 7 && !missing.has(street++) ? "|" : " "}         `;
		}
		rows.push(across);
		if (row < 7) for (let i = 0; i < 9; i++) rows.push(down);
	}
	return new Scene(rows.join("\n"));
}

const missingStreets = fc
	.array(fc.integer({ min: 0, max: 141 }), { maxLength: 80 })
	.map((streets) => new Set(streets));
/** Anywhere in the grid, 40 m to 60 m from its corners. */
const somewhere = fc.tuple(fc.integer({ min: 4, max: 86 }), fc.integer({ min: 4, max: 66 }));

describe("isochronesOf", () => {
	it("covers within 5 % what a buffer around the reach covers", () => {
		fc.assert(
			fc.property(missingStreets, somewhere, fc.integer({ min: 80, max: 900 }), (missing, cell, cutoffM) => {
				const scene = gridScene(missing);
				const model = open(scene.city([]));
				const origin = model.graph.nodeCount > 0 ? streetNear(model, scene.at(cell)) : null;
				if (origin === null) return;
				const [area] = areasOf(model, origin, [cutoffM]);
				const share = turfArea(area!) / countedBufferM2(walkedLines(model, origin, cutoffM));
				expect(share).toBeGreaterThan(0.95);
				expect(share).toBeLessThan(1.05);
			}),
			{ numRuns: 40 },
		);
	});

	it("covers within 2 % what a geometry library draws around the reach", () => {
		const scene = gridScene(new Set([3, 20, 57]));
		const model = open(scene.city([]));
		const origin = scene.at([40, 30]);
		const [area] = areasOf(model, origin, [350]);
		const lines = walkedLines(model, origin, 350).map((walked) => walked.map((position) => [...position]));
		const buffered = buffer(multiLineString(lines), BUFFER_M, { units: "meters", steps: 16 });
		expect(Math.abs(turfArea(area!) / turfArea(buffered!) - 1)).toBeLessThan(0.02);
	});

	it("nests every cutoff in the next, validly drawn and wound as RFC 7946 asks", () => {
		fc.assert(
			fc.property(
				missingStreets,
				somewhere,
				fc.uniqueArray(fc.integer({ min: 20, max: 1200 }), { minLength: 2, maxLength: 5 }),
				(missing, cell, cutoffs) => {
					const scene = gridScene(missing);
					const model = open(scene.city([]));
					const areas = areasOf(model, scene.at(cell), cutoffs);
					areas.forEach((area, i) => {
						expect(booleanValid(area)).toBe(true);
						const polygons = area.type === "Polygon" ? [area.coordinates] : area.coordinates;
						for (const [outer, ...holes] of polygons) {
							expect(booleanClockwise(outer!)).toBe(false);
							for (const hole of holes) expect(booleanClockwise(hole)).toBe(true);
							for (const ring of [outer!, ...holes]) expect(ring.at(-1)).toEqual(ring[0]);
						}
						// Largest first.
						if (i > 0) expect(beyondM2(area, areas[i - 1]!)).toBeLessThan(0.01);
					});
				},
			),
			{ numRuns: 20 },
		);
	});

	it("draws each of several cutoffs as if it were the only one", () => {
		fc.assert(
			fc.property(missingStreets, somewhere, (missing, cell) => {
				const model = open(gridScene(missing).city([]));
				const origin = streetNear(model, gridScene(missing).at(cell));
				if (origin === null) return;
				const cutoffsM = [640, 420, 150];
				areasOf(model, origin, cutoffsM).forEach((area, i) => {
					const share = turfArea(area) / countedBufferM2(walkedLines(model, origin, cutoffsM[i]!));
					expect(share).toBeGreaterThan(0.95);
					expect(share).toBeLessThan(1.05);
				});
			}),
			{ numRuns: 20 },
		);
	});

	it("never loses land to a street that is added", () => {
		fc.assert(
			fc.property(missingStreets, somewhere, fc.integer({ min: 100, max: 900 }), (missing, cell, cutoffM) => {
				const fewer = gridScene(missing);
				const more = gridScene(new Set([...missing].slice(1)));
				const model = open(fewer.city([]));
				const origin = streetNear(model, fewer.at(cell));
				if (origin === null) return;
				const [before] = areasOf(model, origin, [cutoffM]);
				const [after] = areasOf(open(more.city([])), origin, [cutoffM]);
				// Two drawings simplify their outlines independently, each by at most half a metre: only slivers differ.
				expect(beyondM2(before!, after!) / turfArea(before!)).toBeLessThan(0.002);
			}),
			{ numRuns: 30 },
		);
	});

	it("stays nested and valid wherever barriers run", () => {
		const cell = fc.tuple(fc.integer({ min: -40, max: 940 }), fc.integer({ min: -40, max: 740 }));
		const walls = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(missingStreets, walls, somewhere, (missing, drawn, cell) => {
				const scene = gridScene(missing);
				const at = ([x, y]: readonly [number, number]): Position =>
					scene.at([x / 10 + 0.003, y / 10 + 0.003]);
				const features = drawn.map(([a, b]) => line("wall", [at(a), at(b)]));
				const areas = areasOf(open(scene.city([], features)), scene.at(cell), [900, 500, 200]);
				areas.forEach((area, i) => {
					expect(booleanValid(area)).toBe(true);
					if (i > 0) expect(beyondM2(area, areas[i - 1]!)).toBeLessThan(0.01);
				});
			}),
			{ numRuns: 15 },
		);
	});

	it("leaves a hole where no street leads", () => {
		// A block of 300 × 200 m; its centre is 100 m from any street.
		const scene = new Scene(`
A-----------------------------+
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
|                             |
+-----------------------------+`);
		const model = open(scene.city([]));
		const [area] = areasOf(model, scene.at("A"), [600]);
		expect(area!.type === "Polygon" && area!.coordinates.length).toBe(2);
		expect(contains(area!, scene.at([15, 10]))).toBe(false);
		expect(contains(area!, scene.at([15, 17]))).toBe(true);
	});

	it("crosses water on the bridge only, and does not swallow it", () => {
		// Cells of 10 m: the river is 60 m wide, the bridge is its only crossing.
		const scene = new Scene(`
A---------+---------B
          |
##########H##########
##########H##########
##########H##########
##########H##########
##########H##########
##########H##########
          |
C---------+---------D`);
		const model = open(scene.city([]));
		const [area] = areasOf(model, scene.at("A"), [400]);
		expect(contains(area!, scene.at([15, 0]))).toBe(true);
		expect(contains(area!, scene.at([15, 9]))).toBe(true);
		expect(contains(area!, scene.at([10, 4.5]))).toBe(true);
		for (let column = 0; column <= 20; column++) {
			for (let row = 2; row <= 7; row++) {
				if (Math.abs(column - 10) >= 2) expect(contains(area!, scene.at([column, row]))).toBe(false);
			}
		}
	});

	it("stops at a wall, and at its very line", () => {
		const scene = new Scene("A-----------------------------B");
		// 10.5 m north of the street, along its whole length and beyond.
		const wall = line("wall", [scene.at([-20, -1.05]), scene.at([50, -1.05])]);
		const model = open(scene.city([], [wall]));
		const [area] = areasOf(model, scene.at("A"), [250]);
		for (let column = 0; column <= 24; column++) {
			expect(contains(area!, scene.at([column, -1.15]))).toBe(false);
			expect(contains(area!, scene.at([column, -0.9]))).toBe(true);
			expect(contains(area!, scene.at([column, 3.5]))).toBe(true);
		}
	});

	it("counts people by their walk, not by the polygon, as a facility there would", () => {
		// The home at H is 20 m from the street, across the river: outside any walk of 200 m.
		const scene = new Scene(`
A-------------B---C
###################
D-----------------E`);
		const river = line("waterway", [scene.at([-50, 1]), scene.at([70, 1])]);
		const homes = [
			home("near", scene.at("B"), 1),
			home("across", scene.at("D"), 2),
			home("far", scene.at("C"), 4),
		];
		const model = open(scene.city(homes, [river]));
		const origin = scene.at("A");
		const { features } = isochronesOf(
			newCityRaster(model),
			{ origins: [[origin[0], origin[1]]], rule: { type: "distance", cutoffsM: [140, 180, 139] } },
			ADULT,
		);
		// Largest first; B is 14 cells away: 140 m, inclusive. A haversine millimetre does not matter here.
		expect(features.map(({ properties }) => [properties.cutoff, properties.people])).toEqual([
			[180, 5],
			[140, 1],
			[139, 0],
		]);
		const rule = { type: "distance", cutoffM: 180 } as const;
		const { impedance } = coverageOf(model, snapFacilities(model, [facility("A", origin)]), rule, ADULT);
		const covered = homes.reduce((sum, { people }, i) => sum + (impedance[i]! <= 180_000 ? people : 0), 0);
		expect(covered).toBe(features[0]!.properties.people);
	});

	it("draws walks that lead to the origin, as one-way streets let them", () => {
		const scene = new Scene("A>>>>>>>>>B---------C");
		const model = open(scene.city([]));
		const [towardsB] = areasOf(model, scene.at("B"), [95]);
		expect(contains(towardsB!, scene.at([1, 0]))).toBe(true);
		const [towardsA] = areasOf(model, scene.at("A"), [95]);
		expect(contains(towardsA!, scene.at([6, 0]))).toBe(false);
	});

	it("says so when an origin meets no street, and draws the others", () => {
		const scene = new Scene("A---------B");
		const model = open(scene.city([home("h", scene.at("A"), 3)]));
		const far = scene.at([0, 90]);
		const { features } = isochronesOf(
			newCityRaster(model),
			{
				origins: [
					[far[0], far[1]],
					[scene.at("B")[0], scene.at("B")[1]],
				],
				rule: { type: "time", cutoffsSec: [300, 60] },
			},
			ADULT,
		);
		expect(
			features.map(({ properties: { origin, cutoff, snapped, people } }) => [
				origin,
				cutoff,
				snapped,
				people,
			]),
		).toEqual([
			[0, 300, false, 0],
			[0, 60, false, 0],
			// 100 m take 80 s at 1.25 m/s.
			[1, 300, true, 3],
			[1, 60, true, 0],
		]);
		expect(features[0]!.geometry).toBeNull();
		expect(features[2]!.properties.unit).toBe("sec");
		expect(features[2]!.properties.areaM2).toBeCloseTo(turfArea(features[2]!.geometry!), -2);
	});

	it("draws the way to a street the cutoff does not reach", () => {
		const scene = new Scene("A---------B");
		const model = open(scene.city([]));
		const [area] = areasOf(model, scene.at([5, 20]), [50]);
		expect(contains(area!, scene.at([5, 20]))).toBe(true);
		expect(contains(area!, scene.at([5, 15]))).toBe(true);
		expect(contains(area!, scene.at([5, 9]))).toBe(false);
	});

	it("draws one cutoff asked for twice once", () => {
		const scene = new Scene("A---------B");
		expect(areasOf(open(scene.city([])), scene.at("A"), [50, 50, 90])).toHaveLength(2);
	});

	it("refuses a cutoff out of range", () => {
		const scene = new Scene("A---------B");
		const model = open(scene.city([]));
		expect(() => areasOf(model, scene.at("A"), [50_001])).toThrow(/50001 m; allowed is 1 to 50000 m/);
	});
});

describe("serviceAreas", () => {
	it("draws each facility as an isochrone at its place, and nothing where it meets no street", () => {
		const scene = new Scene("A-------------------B");
		const model = open(scene.city([]));
		const facilities = snapFacilities(model, [
			facility("a", scene.at("A")),
			facility("off", scene.at([0, 90])),
			facility("b", scene.at("B")),
		]);
		const areas = serviceAreas(newCityRaster(model), facilities, { type: "distance", cutoffM: 120 }, ADULT);
		expect(areas[1]).toBeNull();
		expect(areas[0]).toEqual(areasOf(model, scene.at("A"), [120])[0]);
		expect(areas[2]).toEqual(areasOf(model, scene.at("B"), [120])[0]);
	});
});

/** The street position nearest to a position, so that there is no straight leg; null where none is near. */
function streetNear(model: CityModel, position: Position): Position | null {
	const { access } = snapFacilities(model, [facility("near", position)]);
	const edge = access.edge[0];
	if (edge === undefined) return null;
	return edgeStretch(model.graph, edge, access.alongMm[0]!, access.alongMm[0]!)[0] ?? null;
}
