import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildBarriers } from "../coverage/build-barriers.ts";
import { anyPosition, anyStreets } from "../test/random-streets.ts";
import { line, Scene } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import { type BarrierIndex, indexBarriers } from "./barrier-index.ts";
import { buildWalkGraph } from "./build-walk-graph.ts";
import { edgeStretch } from "./edge-shape.ts";
import { indexEdges, snapToEdge } from "./snap.ts";
import { WAY_FLAG } from "./street-source.ts";
import type { WalkGraph } from "./walk-graph.ts";

const OPEN = { barriers: null };

const opened = (scene: Scene, features: Parameters<typeof buildBarriers>[0] = []) => {
	const { graph } = buildWalkGraph(scene.streets, { minSubnetworkNodes: 1 });
	const barriers = indexBarriers(buildBarriers([...scene.baseFeatures, ...features], scene.streets));
	return { graph, index: indexEdges(graph), barriers };
};

/** Distance to the nearest street by walking along every street in steps of 1/200 of its pieces. */
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

describe("snapToEdge", () => {
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
				const expected = nearestM(graph, position, () => true);
				// A step of a street of 850 m is 4.3 m: beside the nearest sample, at most half of it is missed.
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

	it("does not snap from inside the water", () => {
		const scene = new Scene(`
A-----B
  ###
  ###
C-----D`);
		const { index, barriers } = opened(scene);
		expect(snapToEdge(index, ...scene.at([3, 1]), { barriers })).toBeNull();
		expect(snapToEdge(index, ...scene.at([3, 1]), OPEN)).not.toBeNull();
	});

	it("leaves a compound by its gate, and by nothing else", () => {
		const scene = new Scene("A---------B");
		const wall = line("wall", [scene.at([0, 1]), scene.at([4, 1]), scene.at([9, 1])]);
		const { index, barriers } = opened(scene, [wall]);
		expect(snapToEdge(index, ...scene.at([5, 2]), { barriers })).toBeNull();
		// A gate surveyed half a metre inside its wall; ten metres inside is no gate.
		const gate = scene.at([5, 1.05]);
		expect(snapToEdge(index, ...gate, { barriers })).toBeNull();
		expect(snapToEdge(index, ...gate, { barriers, gateM: 2 })?.offsetMm).toBeGreaterThan(10_000);
		expect(snapToEdge(index, ...scene.at([5, 2]), { barriers, gateM: 2 })).toBeNull();
		// Straight through the wall's corner is no way through.
		expect(snapToEdge(index, ...scene.at([4, 2]), { barriers })).toBeNull();
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
		for (const maxSnapM of [0, -1, 2000.1, Number.NaN]) {
			expect(() => snapToEdge(index, 0, 0, { ...OPEN, maxSnapM })).toThrow(
				expect.objectContaining({ code: "SNAP_DISTANCE_OUT_OF_RANGE" }),
			);
		}
	});

	it("lets no leg cross a barrier, whatever the barriers", () => {
		const barrier = fc.tuple(anyPosition, anyPosition);
		fc.assert(
			fc.property(
				anyStreets,
				anyPosition,
				fc.array(barrier, { maxLength: 8 }),
				(streets, position, walls) => {
					const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
					const barriers: BarrierIndex = indexBarriers(
						buildBarriers(
							walls.map((ends) => line("wall", ends)),
							streets,
						),
					);
					const snapped = snapToEdge(indexEdges(graph), ...position, { barriers, maxSnapM: 2000 });
					if (snapped === null) return;
					const leg = [position, [snapped.lngDeg, snapped.latDeg]] as const;
					for (const wall of walls) expect(properlyCrosses(leg, wall)).toBe(false);
				},
			),
			{ numRuns: 300 },
		);
	});
});

/** Both ends of either line clearly on different sides of the other: by areas, a grain away from touching. */
function properlyCrosses(a: readonly [Position, Position], b: readonly [Position, Position]): boolean {
	const side = (p: Position, q: Position, r: Position): number => {
		const twice =
			((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])) *
			COORD_UNITS_PER_DEG *
			COORD_UNITS_PER_DEG;
		const length = Math.hypot(q[0] - p[0], q[1] - p[1]) * COORD_UNITS_PER_DEG;
		return Math.abs(twice) <= 3 * length ? 0 : Math.sign(twice);
	};
	return (
		side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0 && side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0
	);
}
