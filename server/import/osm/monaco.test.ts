import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { PROFILES } from "../../../geodata/catalogue/rules.ts";
import { buildBarriers } from "../../../geodata/city/build-barriers.ts";
import { networkCosts } from "../../../geodata/cost/network-costs.ts";
import { indexBarriers } from "../../../geodata/graph/barrier-index.ts";
import { buildWalkGraph } from "../../../geodata/graph/build-walk-graph.ts";
import { indexEdges } from "../../../geodata/graph/snap.ts";
import { legToStreet } from "../../../geodata/graph/street-leg.ts";
import type { AccessPoints, SnappedPoint } from "../../../geodata/graph/walk-graph.ts";
import { pathBetween } from "../../../geodata/search/path.ts";
import { SearchWorkspace } from "../../../geodata/search/search-workspace.ts";
import { readOsmCity } from "./osm-city.ts";

const FILE = fileURLToPath(new URL("../../../../shared/fixtures/monaco.osm.gz", import.meta.url));
const isHere = existsSync(FILE);
if (!isHere)
	console.warn("NOT RUN: the walks through Monaco, for monaco.osm.gz is not in ../shared/fixtures.");

/**
 * Shortest walks through Monaco, published with GraphHopper (`createMonacoFoot`); an independent Dijkstra agrees within
 * a metre. Measured between snapped positions, without the straight legs to the street.
 */
const WALKS: readonly (readonly [
	fromLat: number,
	fromLng: number,
	toLat: number,
	toLng: number,
	metres: number,
])[] = [
	[43.730729, 7.421288, 43.727697, 7.419199, 1566],
	[43.727687, 7.418737, 43.74958, 7.436566, 3438],
	[43.728677, 7.41016, 43.739213, 7.427806, 2085],
	[43.733802, 7.413433, 43.739662, 7.424355, 1425],
];

/** Published metres may differ from ours by the Earth radius (0.02 %) and by the snap position. */
const WITHIN_M = 2;

describe.skipIf(!isHere)("walks through Monaco", () => {
	let walkM: (fromLat: number, fromLng: number, toLat: number, toLng: number) => number | null;

	beforeAll(async () => {
		const { streets, baseFeatures } = await readOsmCity(FILE);
		// The published walks follow the outline of the Place du Palais; one of them is 46 m shorter straight across.
		const { graph } = buildWalkGraph({ ...streets, squares: [] }, { minSubnetworkNodes: 200 });
		const adult = PROFILES.find(({ profileId }) => profileId === "adult")!;
		const costs = networkCosts(graph, adult, "mm");
		const workspace = new SearchWorkspace(graph);
		const edges = indexEdges(graph);
		const barriers = indexBarriers(buildBarriers(baseFeatures, streets));
		const accessAt = (lat: number, lng: number) =>
			withoutLegs(legToStreet(edges, lng, lat, { barriers })?.point);
		walkM = (fromLat, fromLng, toLat, toLng) => {
			const path = pathBetween(workspace, graph, costs, accessAt(fromLat, fromLng), accessAt(toLat, toLng));
			return path && path.impedance / 1000;
		};
	});

	it.each(WALKS)("%f, %f to %f, %f is %i m", (fromLat, fromLng, toLat, toLng, metres) => {
		const there = walkM(fromLat, fromLng, toLat, toLng);
		expect(Math.abs(there! - metres)).toBeLessThanOrEqual(WITHIN_M);
	});
});

function withoutLegs(snapped: SnappedPoint | undefined): AccessPoints {
	if (!snapped) throw new Error("The position meets no street.");
	return {
		count: 1,
		start: Uint32Array.of(0, 1),
		edge: Uint32Array.of(snapped.edge),
		alongMm: Uint32Array.of(snapped.alongMm),
		offsetMm: Uint32Array.of(0),
	};
}
