import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { SEARCHES_BEFORE_SWEEP } from "../city/core-search.ts";
import { costFromStart, IMPEDANCE_MAX, legCost, type NetworkCosts } from "../cost/network-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { cutoffOf, unitOf } from "../cost/rule.ts";
import { arcRows } from "../graph/arc-rows.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { AccessPoints, WalkGraph } from "../graph/walk-graph.ts";
import { anyCity, modelOf } from "../test/random-city.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { coverageBySearch } from "../test/whole-search.ts";
import { COORD_UNITS_PER_DEG, DEG_TO_RAD, EARTH_RADIUS_M, NONE, UNREACHED } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";
import { type Coverage, coverageOf } from "./coverage.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

const METRES: Rule = { type: "distance", cutoffM: 1000 };
const SECONDS: Rule = { type: "time", cutoffSec: 900 };

/**
 * A network with every access entry as a node on its edge, searched from one home by relaxing all arcs until nothing
 * changes. Shares only the cost of a stretch with the engine.
 */
function impedanceTo(
	graph: WalkGraph,
	costs: NetworkCosts,
	homes: AccessPoints,
	point: number,
	facilities: AccessPoints,
	which: number,
): number {
	interface Stop {
		readonly node: string;
		readonly alongMm: number;
		/** Cost from the start of the edge. */
		readonly along: number;
	}
	const stops = new Map<number, Stop[]>();
	const stop = (edge: number, node: string, alongMm: number): void => {
		const list = stops.get(edge) ?? [];
		list.push({ node, alongMm, along: costFromStart(graph, costs, edge, alongMm) });
		stops.set(edge, list);
	};
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		stop(edge, `n${graph.edgeFrom[edge]}`, 0);
		stop(edge, `n${graph.edgeTo[edge]}`, graph.edgeLengthMm[edge]!);
	}
	const cost = new Map<string, number>();
	for (let entry = homes.start[point]!; entry < homes.start[point + 1]!; entry++) {
		stop(homes.edge[entry]!, `h${entry}`, homes.alongMm[entry]!);
		cost.set(`h${entry}`, legCost(costs, homes.offsetMm[entry]!));
	}
	for (let entry = facilities.start[which]!; entry < facilities.start[which + 1]!; entry++) {
		stop(facilities.edge[entry]!, `f${entry}`, facilities.alongMm[entry]!);
	}
	for (let changed = true; changed; ) {
		changed = false;
		const relax = (from: Stop, to: Stop): void => {
			const walk = (cost.get(from.node) ?? Number.POSITIVE_INFINITY) + Math.abs(to.along - from.along);
			if (walk >= (cost.get(to.node) ?? Number.POSITIVE_INFINITY)) return;
			cost.set(to.node, walk);
			changed = true;
		};
		for (const [edge, list] of stops) {
			const flags = costs.edgeCost[edge] === UNREACHED ? 0 : graph.edgeFlags[edge]!;
			for (const a of list) {
				for (const b of list) {
					if (a.alongMm < b.alongMm && flags & WAY_FLAG.WALK_FORWARD) relax(a, b);
					if (a.alongMm > b.alongMm && flags & WAY_FLAG.WALK_BACKWARD) relax(a, b);
					if (a.alongMm === b.alongMm && a !== b) relax(a, b);
				}
			}
		}
	}
	let best = Number.POSITIVE_INFINITY;
	for (let entry = facilities.start[which]!; entry < facilities.start[which + 1]!; entry++) {
		const there = cost.get(`f${entry}`) ?? Number.POSITIVE_INFINITY;
		best = Math.min(best, there + legCost(costs, facilities.offsetMm[entry]!));
	}
	return best;
}

const coveredPeople = (model: CityModel, coverage: Coverage, cutoff: number): number => {
	let people = 0;
	coverage.impedance.forEach((walk, point) => {
		if (walk <= cutoff) people += model.demand.people[point]!;
	});
	return people;
};

const coveredBy = (
	model: CityModel,
	places: Parameters<typeof snapFacilities>[1],
	rule: Rule,
	profile: Profile,
	cutoff: number,
): number => coveredPeople(model, coverageOf(model, snapFacilities(model, places), rule, profile), cutoff);

describe("coverageOf", () => {
	it("agrees with walking from every home to every facility", () => {
		const anyRule = fc.constantFrom(METRES, SECONDS);
		fc.assert(
			fc.property(anyCity, anyRule, fc.constantFrom(ADULT, WHEELCHAIR), (drawn, rule, profile) => {
				const model = modelOf(drawn);
				const facilities = snapFacilities(model, drawn.facilities);
				const coverage = coverageOf(model, facilities, rule, profile);
				const { network } = model.costsOf(profile, unitOf(rule));
				for (let point = 0; point < model.demand.count; point++) {
					const walks = drawn.facilities.map((_, which) =>
						impedanceTo(model.graph, network, model.demand.access, point, facilities.access, which),
					);
					const best = Math.min(...walks);
					if (best === Number.POSITIVE_INFINITY) {
						expect([coverage.impedance[point], coverage.nearest[point]]).toEqual([UNREACHED, NONE]);
					} else {
						expect([coverage.impedance[point], coverage.nearest[point]]).toEqual([best, walks.indexOf(best)]);
					}
				}
			}),
			{ numRuns: 250 },
		);
	});

	it("is what a search of every node gives, bit for bit", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.constantFrom(METRES, SECONDS),
				fc.constantFrom(ADULT, WHEELCHAIR),
				(drawn, rule, profile) => {
					const model = modelOf(drawn);
					const facilities = snapFacilities(model, drawn.facilities);
					const costs = model.costsOf(profile, unitOf(rule));
					expect(coverageOf(model, facilities, rule, profile)).toEqual(
						coverageBySearch(model, costs, facilities),
					);
				},
			),
			{ numRuns: 500 },
		);
	});

	it("does not change when a profile has been searched often enough to sweep", () => {
		fc.assert(
			fc.property(anyCity, fc.constantFrom(METRES, SECONDS), (drawn, rule) => {
				const model = modelOf(drawn);
				const facilities = snapFacilities(model, drawn.facilities);
				for (const profile of [WHEELCHAIR, ADULT]) {
					const first = coverageOf(model, facilities, rule, profile);
					for (let i = 0; i <= SEARCHES_BEFORE_SWEEP; i++) {
						expect(coverageOf(model, facilities, rule, profile)).toEqual(first);
					}
				}
			}),
			{ numRuns: 150 },
		);
	});

	it("is never shorter than the straight line", () => {
		fc.assert(
			fc.property(anyCity, (drawn) => {
				const model = modelOf(drawn);
				const coverage = coverageOf(model, snapFacilities(model, drawn.facilities), METRES, ADULT);
				coverage.nearest.forEach((which, point) => {
					const place = drawn.facilities[which];
					// A walk to an area ends at its edge.
					if (place === undefined || place.isArea) return;
					const straightM = distanceM(
						model.demand.lng[point]! / COORD_UNITS_PER_DEG,
						model.demand.lat[point]! / COORD_UNITS_PER_DEG,
						place.lngDeg,
						place.latDeg,
					);
					// Coordinates and lengths are whole units: 8 mm at either end, half a mm per edge.
					expect(coverage.impedance[point]! / 1000).toBeGreaterThan(straightM - 0.1);
				});
			}),
			{ numRuns: 150 },
		);
	});

	it("never loses a home to one more facility, and gains less where more are open", () => {
		fc.assert(
			fc.property(anyCity, fc.nat(), fc.nat(), (drawn, pick, split) => {
				fc.pre(drawn.facilities.length > 0);
				const model = modelOf(drawn);
				const all = drawn.facilities;
				const added = all.slice(-1);
				const rest = all.slice(0, -1);
				const some = rest.slice(0, split % (rest.length + 1));
				const walks = [...coverageOf(model, snapFacilities(model, all), METRES, ADULT).impedance].filter(
					(walk) => walk !== UNREACHED,
				);
				// A cutoff that equals some home's walk.
				const cutoff = walks[pick % Math.max(1, walks.length)] ?? IMPEDANCE_MAX;
				const covered = (open: typeof all): number => coveredBy(model, open, METRES, ADULT, cutoff);
				const gainToSome = covered([...some, ...added]) - covered(some);
				const gainToRest = covered([...rest, ...added]) - covered(rest);
				// Homes have powers of two: a gain that is a smaller *set* is also a smaller sum, bit by bit.
				expect(gainToRest).toBeGreaterThanOrEqual(0);
				expect(gainToSome).toBeGreaterThanOrEqual(gainToRest);
				expect((gainToRest | gainToSome) >>> 0).toBe(gainToSome);
			}),
			{ numRuns: 200 },
		);
	});

	it("never loses a home to one more footbridge", () => {
		fc.assert(
			fc.property(anyCity, fc.nat(), fc.nat(), (drawn, a, b) => {
				const before = modelOf(drawn);
				const { graph } = before;
				const facilities = snapFacilities(before, drawn.facilities);
				const linked = withBridge(graph, a % graph.nodeCount, b % graph.nodeCount);
				const after = new CityModel({ ...before.pack, graph: linked });
				const longer = coverageOf(before, facilities, METRES, ADULT).impedance;
				const shorter = coverageOf(after, facilities, METRES, ADULT).impedance;
				longer.forEach((impedance, point) => {
					expect(shorter[point]).toBeLessThanOrEqual(impedance);
				});
			}),
			{ numRuns: 200 },
		);
	});

	it("walks around the water by the bridge, and names the homes it covers", () => {
		const scene = new Scene(
			`
A-----+-----D
######H######
C-----+-----E`,
			{ cellM: 100 },
		);
		const homes = [
			home("a", scene.at("A"), 1),
			home("c", scene.at("C"), 2),
			home("d", scene.at("D"), 4),
			home("e", scene.at("E"), 8),
			home("lone", scene.at([3, 5]), 16),
		];
		const { pack, unsnapped } = buildCityPack(scene.city(homes), { minSubnetworkNodes: 1 });
		expect(unsnapped).toEqual([{ id: "lone", name: "lone", people: 16 }]);
		const model = new CityModel(pack);
		const open = [facility("f", scene.at("A"))];
		const walk = [...coverageOf(model, snapFacilities(model, open), METRES, ADULT).impedance];
		// a: 0; c: 6 cells east, 2 south, 6 west = 1400 m; d: 12 cells = 1200 m; e: 6 + 2 + 6 = 1400 m.
		expect(walk.map((mm) => (mm === UNREACHED ? null : Math.round(mm / 100) / 10))).toEqual([
			0,
			1400,
			1200,
			1400,
			null,
		]);
		// 1 + 4: a and d.
		expect(coveredBy(model, open, METRES, ADULT, 1_300_000)).toBe(5);
	});

	it("lets homes walk to the facility, not the facility to the homes", () => {
		// One-way from A to B: a home at A reaches a station at B in 50 m; the way back is not walkable.
		const scene = new Scene("A>>>>B");
		const city = scene.city([home("a", scene.at("A"), 1), home("b", scene.at("B"), 2)]);
		const model = new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
		const atB = coverageOf(model, snapFacilities(model, [facility("f", scene.at("B"))]), METRES, ADULT);
		expect(Math.round(atB.impedance[0]! / 100)).toBe(500);
		const atA = coverageOf(model, snapFacilities(model, [facility("f", scene.at("A"))]), METRES, ADULT);
		expect([...atA.nearest]).toEqual([0, NONE]);
	});

	describe("between two equally near facilities", () => {
		// A cell of 1e-4 degrees, so that both sides are equal to the mm.
		const cellM = 1e-4 * DEG_TO_RAD * EARTH_RADIUS_M;
		it.each([
			["along one chain", "W--+--+--+--E", [6, 0]],
			["at a crossing", "W--+--+--+--E\n|  |  |  |  |\n+--+--+--+--+", [6, 0]],
			[
				"inside a street between crossings",
				"W--+--+---+--+--E\n|  |  |   |  |  |\n+--+--+---+--+--+",
				[8, 0],
			],
		] as const)("takes the one that comes first: %s", (_, map, at) => {
			const scene = new Scene(map, { cellM });
			const city = scene.city([home("a", scene.at(at), 1)]);
			// Every street has its own name, so that no node between two is merged away.
			const streets = { ...scene.streets, wayName: scene.streets.wayName.map((_name, way) => `Lane ${way}`) };
			const model = new CityModel(buildCityPack({ ...city, streets }, { minSubnetworkNodes: 1 }).pack);
			const west = facility("w", scene.at("W"));
			const east = facility("e", scene.at("E"));
			const coverage = (places: (typeof west)[]): Coverage =>
				coverageOf(model, snapFacilities(model, places), METRES, ADULT);
			expect(coverage([west]).impedance[0]).toBe(coverage([east]).impedance[0]);
			expect(coverage([west, east]).nearest[0]).toBe(0);
			expect(coverage([east, west]).nearest[0]).toBe(0);
		});
	});

	it("takes a wheelchair round the steps", () => {
		const scene = new Scene(`
+-----+
|     |
AsssssB`);
		const city = scene.city([home("a", scene.at("A"), 1)]);
		const model = new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
		const open = snapFacilities(model, [facility("f", scene.at("B"))]);
		const walkM = (profile: Profile): number =>
			Math.round(coverageOf(model, open, METRES, profile).impedance[0]! / 1000);
		expect([walkM(ADULT), walkM(WHEELCHAIR)]).toEqual([60, 100]);
	});

	it("serves nobody without facilities, and refuses a cutoff out of range", () => {
		const scene = new Scene("A---B");
		const model = new CityModel(buildCityPack(scene.city([home("a", scene.at("A"), 1)])).pack);
		const nobody = coverageOf(model, snapFacilities(model, []), METRES, ADULT);
		expect([nobody.impedance[0], nobody.nearest[0]]).toEqual([UNREACHED, NONE]);
		const tooFar: Rule = { type: "distance", cutoffM: 50_001 };
		expect(() => coverageOf(model, snapFacilities(model, []), tooFar, ADULT)).toThrow(
			expect.objectContaining({ code: "CUTOFF_OUT_OF_RANGE" }),
		);
		expect(cutoffOf(METRES)).toBe(1_000_000);
	});
});

/** The network with one more street of 1 m; edges keep their numbers, so places keep their entries. */
function withBridge(graph: WalkGraph, a: number, b: number): WalkGraph {
	const edgeFrom = Uint32Array.of(...graph.edgeFrom, a);
	const edgeTo = Uint32Array.of(...graph.edgeTo, b);
	const edgeFlags = Uint16Array.of(...graph.edgeFlags, WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD);
	const edges = [...edgeFlags.keys()];
	const ahead = edges.filter((edge) => edgeFlags[edge]! & WAY_FLAG.WALK_FORWARD);
	const back = edges.filter((edge) => edgeFlags[edge]! & WAY_FLAG.WALK_BACKWARD);
	const tails = Uint32Array.of(...ahead.map((edge) => edgeFrom[edge]!), ...back.map((edge) => edgeTo[edge]!));
	const heads = Uint32Array.of(...ahead.map((edge) => edgeTo[edge]!), ...back.map((edge) => edgeFrom[edge]!));
	const walked = Uint32Array.of(...ahead, ...back);
	const forward = arcRows(graph.nodeCount, tails, heads, walked);
	const reverse = arcRows(graph.nodeCount, heads, tails, walked);
	return {
		...graph,
		edgeCount: graph.edgeCount + 1,
		arcCount: walked.length,
		edgeFrom,
		edgeTo,
		edgeFlags,
		edgeLengthMm: Uint32Array.of(...graph.edgeLengthMm, 1000),
		edgeClass: Uint8Array.of(...graph.edgeClass, 0),
		edgeSignals: Uint8Array.of(...graph.edgeSignals, 0),
		edgeName: Uint32Array.of(...graph.edgeName, 0),
		shapeStart: Uint32Array.of(...graph.shapeStart, graph.shapeLng.length),
		firstArc: forward.first,
		arcHead: forward.node,
		arcEdge: forward.edge,
		reverseFirstArc: reverse.first,
		reverseArcTail: reverse.node,
		reverseArcEdge: reverse.edge,
	};
}
