import { describe, expect, it } from "vitest";
import { buildWalkGraph } from "../../geodata/graph/build-walk-graph.ts";
import { STREET_CLASSES, WAY_FLAG } from "../../geodata/graph/street-source.ts";
import { networkShape } from "./network-shape.ts";

/** At the equator, where both degrees have one length. */
const DEG_PER_M = 180 / (Math.PI * 6_371_008.8);

/** A grid of `side` × `side` corners 100 m apart, every street one way of the source; the first is a bridge. */
function chessboard(side: number) {
	const at = (column: number, row: number) => column * side + row;
	const wayNode: number[] = [];
	const wayStart = [0];
	for (const across of [false, true])
		for (let i = 0; i < side; i++) {
			for (let k = 0; k < side; k++) wayNode.push(across ? at(i, k) : at(k, i));
			wayStart.push(wayNode.length);
		}
	const nodes = Array.from({ length: side * side }, (_, node) => node);
	const ways = wayStart.length - 1;
	const walk = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	return buildWalkGraph(
		{
			nodeLngDeg: Float64Array.from(nodes, (node) => Math.floor(node / side) * 100 * DEG_PER_M),
			nodeLatDeg: Float64Array.from(nodes, (node) => (node % side) * 100 * DEG_PER_M),
			nodeFlags: new Uint8Array(nodes.length),
			wayStart: Uint32Array.from(wayStart),
			wayNode: Uint32Array.from(wayNode),
			wayClass: new Uint8Array(ways).fill(STREET_CLASSES.indexOf("residential")),
			wayFlags: Uint16Array.from({ length: ways }, (_, way) => (way === 0 ? walk | WAY_FLAG.BRIDGE : walk)),
			wayName: Array.from({ length: ways }, () => ""),
			wayId: Float64Array.from({ length: ways }, (_, way) => way),
		},
		{ minSubnetworkNodes: 1 },
	).graph;
}

describe("the shape of a chessboard of 21 × 21 corners", () => {
	const shape = networkShape(chessboard(21));

	it("counts its corners by their streets", () => {
		// 4 outer corners have two streets and do not count, 4 × 19 on the rim have three, 19² inside have four.
		expect(shape.nodes).toBe(437);
		expect(shape.deadEndShare).toBe(0);
		expect(shape.threeWayShare).toBeCloseTo(76 / 437, 12);
		expect(shape.fourWayShare).toBeCloseTo(361 / 437, 12);
	});

	it("finds its blocks of one hectare, all alike, and two directions", () => {
		expect(shape.medianEdgeM).toBeCloseTo(100, 1);
		expect(shape.medianBlockHa).toBeCloseTo(1, 2);
		expect(shape.blockSpread).toBeCloseTo(1, 2);
		expect(shape.localOrder).toBeCloseTo(1, 6);
	});

	it("walks round corners: at most √2 as far as straight, and one of 42 streets is a bridge", () => {
		expect(shape.circuityMedian).toBeGreaterThan(1.15);
		expect(shape.circuity90).toBeLessThanOrEqual(Math.SQRT2 + 1e-3);
		expect(shape.bridgeShare).toBeCloseTo(1 / 42, 6);
	});
});
