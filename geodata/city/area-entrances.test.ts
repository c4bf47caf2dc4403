import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { indexBarriers } from "../graph/barrier-index.ts";
import { buildWalkGraph } from "../graph/build-walk-graph.ts";
import { indexEdges } from "../graph/snap.ts";
import { line, Scene } from "../test/scene.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { entrancesOf, withEntrances } from "./area-entrances.ts";
import { buildBarriers } from "./build-barriers.ts";
import type { BaseFeature, FacilityInput } from "./city-input.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);

function box(scene: Scene, [west, north]: [number, number], [east, south]: [number, number]): Polygon {
	const corners = [
		[west, north],
		[west, south],
		[east, south],
		[east, north],
		[west, north],
	] as const;
	return { type: "Polygon", coordinates: [corners.map((corner) => [...scene.at(corner)])] };
}

/** Entrances in cells of 10 m, to within a tenth of a cell. */
function cellsOf(scene: Scene, outline: Polygon, features: readonly BaseFeature[] = []): number[][] {
	const { graph } = buildWalkGraph(scene.streets);
	const barriers = indexBarriers(buildBarriers(features, scene.streets));
	return entrancesOf(indexEdges(graph), barriers, outline).map(([lng, lat]: Position) => [
		Math.round(lng / DEG_PER_M / 10),
		Math.round(-lat / DEG_PER_M / 10),
	]);
}

describe("entrances of an area", () => {
	const scene = new Scene(`
A-----+-----B
      |
      |
      +----------C
      |
      D`);

	it("are where streets cross its outline, or end on it, and nowhere else", () => {
		// Paths enter at (6, 2) from the north and at (12, 3) from the east; D is inside.
		const entrances = cellsOf(scene, box(scene, [2, 2], [12, 8]));
		expect(entrances.sort()).toEqual(
			[
				[12, 3],
				[6, 2],
			].sort(),
		);
		// D ends on the southern side.
		expect(cellsOf(scene, box(scene, [2, 5], [12, 9]))).toEqual([[6, 5]]);
	});

	it("are all along its outline where no street meets it but streets are near", () => {
		// 10 m below the street A–B and 40 m wide: every side has a street within 250 m.
		const entrances = cellsOf(new Scene("A----------B"), box(scene, [3, 1], [7, 5]));
		expect(entrances).toHaveLength(8);
		for (const [x, y] of entrances) expect([3, 7].includes(x!) || [1, 5].includes(y!)).toBe(true);
		// A lake 400 m away has none.
		expect(cellsOf(new Scene("A----------B"), box(scene, [3, 40], [7, 45]))).toEqual([]);
	});

	it("are found for those that have an outline and none mapped", () => {
		const { graph } = buildWalkGraph(scene.streets);
		const barriers = buildBarriers([line("wall", [scene.at([0, 20]), scene.at([1, 20])])], scene.streets);
		const park: FacilityInput = {
			facilityId: "p",
			kind: "park",
			name: "",
			lngDeg: 0,
			latDeg: 0,
			entrances: [],
			outline: box(scene, [2, 2], [12, 8]),
			communityCode: null,
			townId: null,
			attributes: {},
		};
		const mapped = { ...park, entrances: [scene.at([2, 3])] };
		const point = { ...park, outline: null };
		const found = withEntrances({ graph, barriers }, [park, mapped, point]);
		expect(found.map(({ entrances }) => entrances.length)).toEqual([2, 1, 0]);
	});
});
