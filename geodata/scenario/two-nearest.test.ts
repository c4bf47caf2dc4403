import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import type { FoldedCity } from "../city/folded-city.ts";
import { IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { searchFrom } from "../search/search.ts";
import { SearchWorkspace } from "../search/search-workspace.ts";
import { anyCity, modelOf, placePosition } from "../test/random-city.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG, DEG_TO_RAD, EARTH_RADIUS_M, NONE } from "../units/constants.ts";
import { type Site, sitesOf } from "./site.ts";
import { TwoNearest } from "./two-nearest.ts";

const ADULT = PROFILES[0]!;
const NO_SEEDS = { node: new Int32Array(0), cost: new Int32Array(0) };

/** The core of a city by distance, and sites of facilities in it. */
function laidOut(model: CityModel, places: readonly FacilityPlace[]) {
	const costs = model.costsOf(ADULT, "mm");
	const folded = costs.foldedCity;
	return { folded, sites: sitesOf(model, costs, folded, snapFacilities(model, places)) };
}

/** The two nearest of some of the facilities, under their own indices. */
function twoNearestOf(folded: FoldedCity, sites: readonly Site[], open: readonly boolean[]): TwoNearest {
	return new TwoNearest(
		folded,
		sites.map((site, i) => (open[i] ? site : { ...site, seeds: NO_SEEDS })),
	);
}

/** Compares settled facilities with a start from scratch, and a held facility with one more settled one. */
function expectFromScratch(
	two: TwoNearest,
	folded: FoldedCity,
	sites: readonly Site[],
	settled: readonly boolean[],
): void {
	const { pairs } = twoNearestOf(folded, sites, settled);
	expect(two.pairs).toEqual(pairs);
	const { facility: held, touched, touchedCount, walk } = two.held;
	const mixed = twoNearestOf(
		folded,
		sites,
		settled.map((open, i) => open || i === held),
	).pairs;
	const nodes = Array.from(walk.keys());
	const placeOf = (node: number): number => [1, 3].find((at) => mixed[4 * node + at] === held) ?? NONE;
	const isKnown = (node: number): boolean => held !== NONE && placeOf(node) !== NONE;
	expect([...touched.subarray(0, touchedCount)].sort((a, b) => a - b)).toEqual(nodes.filter(isKnown));
	expect([...walk]).toEqual(
		nodes.map((node) => (isKnown(node) ? mixed[4 * node + placeOf(node) - 1] : pairs[4 * node + 2])),
	);
}

/** A thousand coordinate units, so that cells have equal lengths to the millimetre. */
const CELL_M = EARTH_RADIUS_M * DEG_TO_RAD * 1e-4;
/** The corners are fringe; the rest is core. */
const LADDER = `
A---c-n-d---B
|   | | |   |
+---e-m-f---+`;

/** Two facilities per spot, so that every walk to one ties with a walk to the other. */
const anySpots = fc.array(placePosition, { minLength: 1, maxLength: 4 }).map((spots) => [...spots, ...spots]);
const anySteps = fc.array(fc.record({ pick: fc.nat(1000), drops: fc.boolean() }), { maxLength: 16 });

/** Brute force: one search per facility, then the two nearest at each node. */
function pairsOneByOne({ core }: FoldedCity, sites: readonly Site[]): number[] {
	const workspace = new SearchWorkspace({ nodeCount: core.coreCount, edgeCount: 0 });
	const walks = Array.from({ length: core.coreCount }, (): [cost: number, facility: number][] => []);
	sites.forEach(({ seeds: { node, cost } }, facility) => {
		const found = searchFrom(
			workspace,
			core.arcs,
			{ node, cost, label: Array.from(node, () => facility) },
			IMPEDANCE_MAX,
		);
		for (const reached of found.reachedNodes()) walks[reached]!.push([found.cost[reached]!, facility]);
	});
	const none = [NEVER, NONE] as const;
	return walks.flatMap((of) => {
		const [nearest = none, second = none] = of.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
		return [...nearest, ...second];
	});
}

describe("TwoNearest", () => {
	it("starts with the result of a search from each facility alone, the lower index on a tie", () => {
		fc.assert(
			fc.property(anyCity, anySpots, (drawn, spots) => {
				const { folded, sites } = laidOut(
					modelOf(drawn),
					spots.map((spot, i) => facility(`f${i}`, spot)),
				);
				expect([...new TwoNearest(folded, sites).pairs]).toEqual(pairsOneByOne(folded, sites));
			}),
			{ numRuns: 500 },
		);
	});

	it.each(["nAB", "nBA"])("names the lower index where two come as near from either side, of %s", (order) => {
		const scene = new Scene(LADDER, { cellM: CELL_M });
		const { pack } = buildCityPack(scene.city([home("m", scene.at("m"), 1)]), { minSubnetworkNodes: 1 });
		const places = [...order].map((id) => facility(id, scene.at(id)));
		const { folded, sites } = laidOut(new CityModel(pack), places);
		const pairs = [...new TwoNearest(folded, sites).pairs];
		// n and m in the middle: 0 and 2 cells from the first, 4 + 2 and 6 + 2 from both of the others.
		const cells = pairs.map((value, at) => (at % 2 === 0 ? Math.round(value / (1000 * CELL_M)) : value));
		expect(cells.join()).toMatch(/\b0,0,6,1\b/);
		expect(cells.join()).toMatch(/\b2,0,8,1\b/);
		expect(pairs).toEqual(pairsOneByOne(folded, sites));
	});

	it("equals a start from scratch after any sequence of changes", () => {
		fc.assert(
			fc.property(anyCity, anySpots, anySteps, (drawn, spots, steps) => {
				const { folded, sites } = laidOut(
					modelOf(drawn),
					spots.map((spot, i) => facility(`f${i}`, spot)),
				);
				const settled = sites.map((_, i) => i % 2 === 0);
				const two = twoNearestOf(folded, sites, settled);
				expectFromScratch(two, folded, sites, settled);
				for (const { pick, drops } of steps) {
					const index = pick % sites.length;
					const { facility: held } = two.held;
					if (held !== NONE && drops) two.held.drop();
					else if (held !== NONE) {
						two.settle(sites[held]!.seeds);
						settled[held] = true;
					} else if (settled[index]) {
						two.remove(index, sites[index]!.seeds);
						settled[index] = false;
					} else two.held.hold(index, sites[index]!.seeds);
					expectFromScratch(two, folded, sites, settled);
				}
			}),
			{ numRuns: 500 },
		);
	});
});

/** 10 m a cell. B and D are the core; two chains with dead ends join them. */
const BLOCKS = `
  q   b
  |   |
+-p---a-B---C-x
|       |   |
+-------D---+`;

describe("sitesOf", () => {
	it("leaves by the core nodes at the ends of a stretch of fringe, and knows the homes in it", () => {
		const scene = new Scene(BLOCKS);
		const homes = ["b", "p", "C"].map((id) => home(id, scene.at(id), 1));
		const model = new CityModel(buildCityPack(scene.city(homes), { minSubnetworkNodes: 1 }).pack);
		const { folded, sites } = laidOut(
			model,
			["q", "x"].map((id) => facility(id, scene.at(id))),
		);
		const coreAt = (id: string): number => {
			const [lng, lat] = scene.at(id).map((deg) => Math.round(deg * COORD_UNITS_PER_DEG));
			const { nodeLng, nodeLat } = model.graph;
			return folded.core.coreOf[nodeLng.findIndex((at, node) => at === lng && nodeLat[node] === lat)]!;
		};
		expect(["q", "p", "b", "a", "C", "x"].map(coreAt)).toEqual(new Array(6).fill(NONE));
		const walked = sites.map(({ seeds, beside }) => {
			const walkOf = (of: ArrayLike<number>, walks: ArrayLike<number>, wanted: number): number =>
				Math.round(
					Math.min(
						...Array.from(of, (found, i) => (found === wanted ? walks[i]! : Number.POSITIVE_INFINITY)),
					) / 1000,
				);
			return [
				...["B", "D"].map((id) => walkOf(seeds.node, seeds.cost, coreAt(id))),
				...homes.map((_, point) => walkOf(beside.home, beside.walk, point)),
			];
		});
		const never = Number.POSITIVE_INFINITY;
		expect(walked).toEqual([
			// To B 2 + 6 cells, to D 2 + 2 + 2 + 8; to b 2 + 4 + 2, to p 2. C is in the other chain.
			[80, 140, 80, 20, never],
			// To B 2 + 4, to D 2 + 2 + 4; to C 2.
			[60, 80, never, never, 20],
		]);
	});
});
