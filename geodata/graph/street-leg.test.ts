import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildBarriers } from "../city/build-barriers.ts";
import { onPlane, type Point, plainLeg } from "../test/plain-leg.ts";
import { anyPosition, anyStreets } from "../test/random-streets.ts";
import { line, Scene } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import { indexBarriers } from "./barrier-index.ts";
import { buildWalkGraph } from "./build-walk-graph.ts";
import { edgeStretch } from "./edge-shape.ts";
import { candidatesBetween, indexEdges } from "./snap.ts";
import { legToStreet } from "./street-leg.ts";
import { WAY_FLAG } from "./street-source.ts";
import type { WalkGraph } from "./walk-graph.ts";

const OPEN = { barriers: null };

/** The street a place is snapped to. */
const snapToEdge = (...args: Parameters<typeof legToStreet>) => legToStreet(...args)?.point ?? null;

const opened = (scene: Scene, features: Parameters<typeof buildBarriers>[0] = []) => {
	const { graph } = buildWalkGraph(scene.streets, { minSubnetworkNodes: 1 });
	const barriers = indexBarriers(buildBarriers([...scene.baseFeatures, ...features], scene.streets));
	return { graph, index: indexEdges(graph), barriers };
};

/** Distance to the nearest street, sampled at 1/200 of each segment. */
function nearestM(
	graph: WalkGraph,
	[lngDeg, latDeg]: Position,
	snappable: (edge: number) => boolean,
): number {
	let best = Number.POSITIVE_INFINITY;
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		if (!snappable(edge)) continue;
		const shape = edgeStretch(graph, edge, 0, graph.edgeLengthMm[edge]!);
		shape.slice(1).forEach(([bLng, bLat], i) => {
			const [aLng, aLat] = shape[i] ?? [0, 0];
			for (let step = 0; step <= 200; step++) {
				const share = step / 200;
				best = Math.min(
					best,
					distanceM(lngDeg, latDeg, aLng + (bLng - aLng) * share, aLat + (bLat - aLat) * share),
				);
			}
		});
	}
	return best;
}

describe("legToStreet", () => {
	it("snaps to the edge's interior, not its node", () => {
		const scene = new Scene("A---------B");
		const { graph, index } = opened(scene);
		const snapped = snapToEdge(index, ...scene.at([3, 2]), OPEN);
		const fromA = graph.nodeLng[0] === 0 ? (snapped?.alongMm ?? 0) : 100_000 - (snapped?.alongMm ?? 0);
		// Three cells along, two beside; the grain of coordinates is 11 mm.
		expect(Math.abs(fromA - 30_000)).toBeLessThan(20);
		expect(Math.abs((snapped?.offsetMm ?? 0) - 20_000)).toBeLessThan(20);
	});

	it("agrees with walking along every street", () => {
		fc.assert(
			fc.property(anyStreets, anyPosition, (streets, position) => {
				const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
				const snapped = snapToEdge(indexEdges(graph), ...position, { barriers: null, maxSnapM: 2000 });
				const expected = nearestM(
					graph,
					position,
					(edge) => (graph.edgeFlags[edge]! & WAY_FLAG.NOT_FROM_BESIDE) === 0,
				);
				// A step of an 850 m street is 4.3 m, so a sample misses the nearest position by at most half of it.
				const offsetM = (snapped?.offsetMm ?? Number.NaN) / 1000;
				expect(offsetM).toBeLessThanOrEqual(expected + 0.02);
				expect(offsetM).toBeGreaterThan(expected - 2.2);
				// The position reported is where the edge is at alongMm, and offset is its distance.
				const edge = snapped?.edge ?? 0;
				const [[lngDeg, latDeg] = [0, 0]] = edgeStretch(
					graph,
					edge,
					snapped?.alongMm ?? 0,
					snapped?.alongMm ?? 0,
				);
				expect(distanceM(lngDeg, latDeg, snapped?.lngDeg ?? 0, snapped?.latDeg ?? 0)).toBeLessThan(0.02);
				expect(distanceM(...position, lngDeg, latDeg)).toBeCloseTo(offsetM, 1);
			}),
			{ numRuns: 150 },
		);
	});

	it("counts a street at exactly the maximum, and none beyond", () => {
		const scene = new Scene("A---B");
		const { index } = opened(scene);
		const position = scene.at([2, 3]);
		const offsetM = (snapToEdge(index, ...position, OPEN)?.offsetMm ?? 0) / 1000;
		expect(snapToEdge(index, ...position, { ...OPEN, maxSnapM: offsetM + 0.001 })).not.toBeNull();
		expect(snapToEdge(index, ...position, { ...OPEN, maxSnapM: offsetM - 0.01 })).toBeNull();
	});

	it("looks past the water for a street it can walk to", () => {
		// The near street lies 17 m north across the canal, the far one 23 m south.
		const scene = new Scene(`
A-----B
#######


C-----D`);
		const { graph, index, barriers } = opened(scene);
		const home = scene.at([3, 1.7]);
		const near = snapToEdge(index, ...home, OPEN);
		const dry = snapToEdge(index, ...home, { barriers });
		const [, northLat] = scene.at("A");
		expect(Math.abs((near?.latDeg ?? 0) - northLat)).toBeLessThan(1e-7);
		expect(Math.abs((dry?.latDeg ?? 0) - scene.at("C")[1])).toBeLessThan(1e-7);
		expect(graph.edgeCount).toBe(2);
	});

	it("leaves the water for the nearest bank, and says that it is not known how", () => {
		const scene = new Scene(`
A-----B
  ###
  ###
C-----D`);
		const { index, barriers } = opened(scene);
		const leg = legToStreet(index, ...scene.at([3, 1]), { barriers });
		// The north shore is ten metres away, the south shore twenty.
		expect(leg?.crosses).toBe(true);
		expect(leg?.point.latDeg).toBeCloseTo(scene.at("A")[1], 7);
		const dry = legToStreet(index, ...scene.at([1, 1]), { barriers });
		expect(dry?.crosses).toBe(false);
	});

	it("goes straight through a wall only for want of another way, and says so", () => {
		const scene = new Scene("A---------B");
		// The wall continues for 300 m on both sides, so the way round is more than a hundred metres longer.
		const wall = line("wall", [scene.at([-30, 1]), scene.at([4, 1]), scene.at([40, 1])]);
		const { index, barriers } = opened(scene, [wall]);
		const through = legToStreet(index, ...scene.at([5, 2]), { barriers });
		expect(through?.crosses).toBe(true);
		expect(Math.abs((through?.point.offsetMm ?? 0) - 20_000)).toBeLessThan(20);
		// A gate surveyed half a metre inside its wall; ten metres inside is not a gate.
		const gate = scene.at([5, 1.05]);
		expect(legToStreet(index, ...gate, { barriers })?.crosses).toBe(true);
		expect(legToStreet(index, ...gate, { barriers, gateM: 2 })?.crosses).toBe(false);
		// A line through the wall's corner is not free.
		expect(legToStreet(index, ...scene.at([4, 2]), { barriers })?.crosses).toBe(true);
	});

	it("walks round the end of a wall, and through its gate", () => {
		const scene = new Scene("A---------B");
		// The home is 20 m south of the street at column 5; the wall halfway between ends 15 m east of it. Round its end:
		// hypot(15, 10) + 10 m.
		const wall = line("wall", [scene.at([-30, 1]), scene.at([6.5, 1])]);
		const round = opened(scene, [wall]);
		const leg = legToStreet(round.index, ...scene.at([5, 2]), { barriers: round.barriers });
		expect(leg?.crosses).toBe(false);
		expect((leg?.point.offsetMm ?? 0) / 1000).toBeCloseTo(Math.hypot(15, 10) + 10, 0);
		// A gate 2 m wide whose middle is 5 m east, so its nearer post is 4 m away. hypot(4, 10) + 10 m.
		const closed = line("wall", [scene.at([-30, 1]), scene.at([40, 1])]);
		const gated = indexBarriers(buildBarriers([closed], scene.streets, [scene.at([5.5, 1])]));
		const through = legToStreet(round.index, ...scene.at([5, 2]), { barriers: gated });
		expect(through?.crosses).toBe(false);
		expect((through?.point.offsetMm ?? 0) / 1000).toBeCloseTo(Math.hypot(4, 10) + 10, 0);
	});

	it("takes the other street where the wall has no gate and it is little farther", () => {
		const scene = new Scene(`
A---------B



C---------D`);
		const wall = line("wall", [scene.at([-30, 1]), scene.at([40, 1])]);
		const { index, barriers } = opened(scene, [wall]);
		// 15 m to the north through the wall, 25 m to the south.
		const leg = legToStreet(index, ...scene.at([5, 1.5]), { barriers });
		expect(leg?.crosses).toBe(false);
		expect(leg?.point.latDeg).toBeCloseTo(scene.at("C")[1], 7);
	});

	it("crosses a railway only where every street lies behind one", () => {
		const scene = new Scene("A---------B\n".concat("\n".repeat(11), "C---------D"));
		const rail = line("railway", [scene.at([-30, 1]), scene.at([40, 1])]);
		const one = opened(scene, [rail]);
		// 15 m north across the rails, 105 m south: south is taken.
		const south = legToStreet(one.index, ...scene.at([5, 1.5]), { barriers: one.barriers });
		expect([south?.crosses, Math.round((south?.point.offsetMm ?? 0) / 1000)]).toEqual([false, 105]);
		// With a second railway 5 m south, the nearest street is taken and marked as crossing.
		const two = opened(scene, [rail, line("railway", [scene.at([-30, 2]), scene.at([40, 2])])]);
		const north = legToStreet(two.index, ...scene.at([5, 1.5]), { barriers: two.barriers });
		expect([north?.crosses, Math.round((north?.point.offsetMm ?? 0) / 1000)]).toEqual([true, 15]);
	});

	it("does not step onto a bridge or into a tunnel, nor onto streets it is told to avoid", () => {
		const bridge = new Scene("A=====B");
		expect(snapToEdge(opened(bridge).index, ...bridge.at([3, 1]), OPEN)).toBeNull();
		const steps = new Scene(`
AsssssB

C-----D`);
		const { index } = opened(steps);
		expect(snapToEdge(index, ...steps.at([3, 0.5]), OPEN)?.offsetMm).toBeLessThan(5_100);
		const level = snapToEdge(index, ...steps.at([3, 0.5]), { ...OPEN, avoidFlags: WAY_FLAG.STEPS });
		expect(level?.offsetMm).toBeGreaterThan(14_900);
	});

	it("refuses what is no position and no distance", () => {
		const { index } = opened(new Scene("A---B"));
		for (const [lngDeg, latDeg] of [
			[Number.NaN, 0],
			[181, 0],
			[0, -90.5],
		] as const) {
			expect(() => snapToEdge(index, lngDeg, latDeg, OPEN)).toThrow(
				expect.objectContaining({ code: "POSITION_OUT_OF_RANGE" }),
			);
		}
	});

	it("walks the shortest way that crosses nothing, whatever the barriers", () => {
		const barrier = fc.tuple(fc.constantFrom("wall", "railway", "waterway"), anyPosition, anyPosition);
		fc.assert(
			fc.property(
				anyStreets,
				anyPosition,
				fc.array(barrier, { maxLength: 8 }),
				(streets, position, drawn) => {
					const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
					const features = drawn.map(([layer, ...ends]) => line(layer as "wall", ends));
					const barriers = indexBarriers(buildBarriers(features, streets));
					const leg = legToStreet(indexEdges(graph), ...position, { barriers, maxSnapM: 600 });
					const plain = plainLeg(piecesOf(graph), barriers.barriers, position, 600);
					if (leg === null || plain === null) {
						expect(leg === null).toBe(plain === null);
						return;
					}
					// In a gap of centimetres between two barriers the result depends on the grid.
					const finer = plainLeg(piecesOf(graph), barriers.barriers, position, 600, 0.015)!;
					if (finer.freeM !== plain.freeM && !(Math.abs(finer.freeM - plain.freeM) < 0.3)) return;
					// Where two choices differ by less than half a metre, either may be taken.
					if (Math.abs(plain.freeM - plain.throughM) < 0.5) return;
					const isFree = plain.freeM < plain.throughM;
					expect(leg.crosses).toBe(!isFree);
					const expected = isFree ? plain.freeM : plain.straightM;
					expect(Math.abs(leg.point.offsetMm / 1000 - expected)).toBeLessThan(0.4);
				},
			),
			{ numRuns: 400, seed: 20_261_130 },
		);
	});
});

/** Every straight segment of every street that can be entered from beside. */
function piecesOf(graph: WalkGraph): (readonly [Point, Point])[] {
	return Array.from({ length: graph.edgeCount }, (_, edge) => {
		if ((graph.edgeFlags[edge]! & WAY_FLAG.NOT_FROM_BESIDE) !== 0) return [];
		const shape = edgeStretch(graph, edge, 0, graph.edgeLengthMm[edge]!).map(onPlane);
		return shape.slice(1).map((b, i) => [shape[i]!, b] as const);
	}).flat();
}

describe("streets equally near", () => {
	it("go to the one first in the graph, of two a place stands midway between", () => {
		// Forty streets, so that the spatial index returns them in another order.
		const { graph, index } = opened(new Scene("+---+\n\n".repeat(40)));
		const lats = [...new Set(graph.nodeLat)].sort((a, b) => b - a);
		expect(lats).toHaveLength(40);
		let ties = 0;
		for (const [i, south] of lats.slice(1).entries()) {
			const middle: Position = [graph.nodeLng[0]! / COORD_UNITS_PER_DEG, (lats[i]! + south) / 2e7];
			const near = candidatesBetween(index, ...middle, -1, 15, {});
			if (near.length !== 2 || near[0]?.offsetM !== near[1]?.offsetM) continue;
			ties++;
			expect(near[0]!.segment).toBeLessThan(near[1]!.segment);
			expect(snapToEdge(index, ...middle, OPEN)?.edge).toBe(index.segmentEdge[near[0]!.segment]);
		}
		// In the other cases one is nearer by floating-point noise.
		expect(ties).toBeGreaterThan(5);
	});

	it("go to the one first in the graph, of those that meet at the corner a place stands beyond", () => {
		// South-east of C both streets end at C; the bridge that keeps them apart cannot be entered.
		const scene = new Scene(`
    A
    |
B---C===D`);
		const { index } = opened(scene);
		const [lngDeg, latDeg] = scene.at([5, 3]);
		const atCorner = candidatesBetween(index, lngDeg, latDeg, -1, 20, {});
		expect(atCorner.map(({ offsetM }) => offsetM)).toEqual([atCorner[0]?.offsetM, atCorner[0]?.offsetM]);
		const first = Math.min(...atCorner.map(({ segment }) => segment));
		expect(snapToEdge(index, lngDeg, latDeg, OPEN)?.edge).toBe(index.segmentEdge[first]);
	});
});
