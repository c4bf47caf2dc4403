import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyStreets } from "../test/random-streets.ts";
import { Scene, withNodeFlag } from "../test/scene.ts";
import { distanceM } from "../units/position.ts";
import { buildWalkGraph } from "./build-walk-graph.ts";
import { type StreetSource, WAY_FLAG } from "./street-source.ts";

/** 10 m a cell. */
const CROSS = `
    A
    |
B---+---C
    |
    D`;

const build = (streets: StreetSource, minSubnetworkNodes = 1) =>
	buildWalkGraph(streets, { minSubnetworkNodes });

describe("buildWalkGraph", () => {
	it("meets where ways share a node and measures each arm", () => {
		const { graph, report } = build(new Scene(CROSS).streets);
		expect(graph.nodeCount).toBe(5);
		// Four cells of 10 m sideways, two up and down; 11 mm is the grain of a coordinate.
		expect([...graph.edgeLengthMm].sort((a, b) => a - b).map((mm) => Math.round(mm / 100) / 10)).toEqual([
			20, 20, 40, 40,
		]);
		expect(report).toMatchObject({
			wayCount: 4,
			walkableWayCount: 4,
			nodeCount: 5,
			edgeCount: 4,
			droppedNodes: 0,
		});
		expect(graph.arcCount).toBe(8);
		expect(graph.reverseFirstArc).toBe(graph.firstArc);
	});

	it("does not join ways that cross without a shared node", () => {
		// B–C is one way through the middle; A–D crosses it there without sharing a node.
		const scene = new Scene(CROSS);
		const { streets } = scene;
		const [a, b, c, d] = ["A", "B", "C", "D"].map((name) => {
			const [lngDeg, latDeg] = scene.at(name);
			return streets.nodeLngDeg.findIndex((x, i) => x === lngDeg && streets.nodeLatDeg[i] === latDeg);
		});
		const crossing: StreetSource = {
			...streets,
			wayStart: Uint32Array.of(0, 2, 4),
			wayNode: Uint32Array.of(a ?? 0, d ?? 0, b ?? 0, c ?? 0),
			wayClass: new Uint8Array(2),
			wayFlags: new Uint16Array(2).fill(3),
			wayName: ["", ""],
			wayId: new Float64Array(2),
		};
		const { graph } = build(crossing);
		expect(graph.nodeCount).toBe(4);
		expect(graph.edgeCount).toBe(2);
	});

	it("merges edges cut without a crossing and keeps a corner's shape", () => {
		const { graph } = build(
			new Scene(`
A--+--B
      |
      C`).streets,
		);
		expect(graph.nodeCount).toBe(2);
		expect(graph.edgeCount).toBe(1);
		expect(graph.shapeLng.length).toBe(2);
		expect(graph.edgeLengthMm[0]! / 1000).toBeCloseTo(80, 1);
	});

	it("keeps the node where a street changes its name, class or flags", () => {
		const { streets } = new Scene("A--B--C");
		const named = { ...streets, wayName: ["East Street", "West Street"] };
		expect(build(named).graph.nodeCount).toBe(3);
		expect(build(new Scene("A==B--C").streets).graph.nodeCount).toBe(3);
		expect(build(new Scene("A>>B--C").streets).graph.nodeCount).toBe(3);
		expect(build(new Scene("A>>B<<C").streets).graph.nodeCount).toBe(3);
		expect(build(new Scene("A>>B>>C").streets).graph.nodeCount).toBe(2);
	});

	it("cuts the way at a blocked node", () => {
		const scene = new Scene(CROSS);
		const middle = scene.at([4, 2]);
		const { graph } = build(withNodeFlag(scene.streets, "BLOCKED", [middle]));
		// Each arm ends in a node.
		expect(graph.nodeCount).toBe(8);
		for (let node = 0; node < 8; node++) expect(graph.firstArc[node + 1]! - graph.firstArc[node]!).toBe(1);
	});

	it("counts a signal once for a walk through it, wherever the street is cut", () => {
		const scene = new Scene(CROSS);
		const { graph } = build(withNodeFlag(scene.streets, "SIGNAL", [scene.at([4, 2])]));
		expect([...graph.edgeSignals]).toEqual([1, 1, 1, 1]);
		const straight = new Scene("A--+--B");
		const healed = build(withNodeFlag(straight.streets, "SIGNAL", [straight.at([3, 0])])).graph;
		expect([...healed.edgeSignals]).toEqual([2]);
	});

	it("drops islands under the minimum, counts them, and always keeps the largest", () => {
		const { streets } = new Scene(`
A--B--C   G--I
|  |  |
D--E--F   K--L`);
		const { graph, report } = build(streets, 3);
		// C, A, D, F are corners of two loops that meet in B and E; corners are merged away.
		expect(graph.nodeCount).toBe(2);
		expect(report).toMatchObject({ droppedSubnetworks: 2, droppedNodes: 4, droppedEdges: 2 });
		expect(report.droppedLengthM).toBeCloseTo(60, 1);
		expect(build(streets, 200).report).toMatchObject({ nodeCount: 2, droppedSubnetworks: 2 });
	});

	it("refuses a network nobody may walk and an impossible minimum", () => {
		const { streets } = new Scene("A--B");
		const closed = { ...streets, wayFlags: new Uint16Array(1).fill(WAY_FLAG.BRIDGE) };
		expect(() => build(closed)).toThrow(/None of the 1 ways may be walked/);
		for (const minimum of [0, -1, 1.5, Number.NaN]) {
			expect(() => build(streets, minimum)).toThrow(
				expect.objectContaining({ code: "SUBNETWORK_SIZE_OUT_OF_RANGE" }),
			);
		}
		const nowhere = { ...streets, nodeLngDeg: Float64Array.of(0, Number.NaN) };
		expect(() => build(nowhere)).toThrow(expect.objectContaining({ code: "STREET_SOURCE_INVALID" }));
	});

	it("keeps every metre that may be walked, and every arc in its rows", () => {
		fc.assert(
			fc.property(anyStreets, (streets) => {
				const { graph, report } = build(streets);
				let expectedM = 0;
				for (let way = 0; way < streets.wayFlags.length; way++) {
					for (let i = streets.wayStart[way]! + 1; i < streets.wayStart[way + 1]!; i++) {
						const [a, b] = [streets.wayNode[i - 1]!, streets.wayNode[i]!];
						expectedM += distanceM(
							streets.nodeLngDeg[a]!,
							streets.nodeLatDeg[a]!,
							streets.nodeLngDeg[b]!,
							streets.nodeLatDeg[b]!,
						);
					}
				}
				// A coordinate is off by up to 8 mm at either end of each of up to 160 segments.
				expect(Math.abs(report.lengthM - expectedM)).toBeLessThan(3);

				let arcs = 0;
				for (let node = 0; node < graph.nodeCount; node++) {
					for (let arc = graph.firstArc[node]!; arc < graph.firstArc[node + 1]!; arc++) {
						const edge = graph.arcEdge[arc]!;
						const ends = [graph.edgeFrom[edge], graph.edgeTo[edge]];
						expect(ends).toContain(node);
						expect(ends).toContain(graph.arcHead[arc]);
						arcs++;
					}
				}
				const walkable = Array.from(graph.edgeFlags, (flags) => (flags & 1) + ((flags & 2) >> 1));
				expect(arcs).toBe(walkable.reduce((sum, ways) => sum + ways, 0));
			}),
			{ numRuns: 200 },
		);
	});

	it("is as large and as long whatever the order of the ways", () => {
		fc.assert(
			fc.property(anyStreets, (streets) => {
				const order = [...streets.wayFlags.keys()].reverse();
				const shuffled: StreetSource = {
					...streets,
					wayStart: Uint32Array.from([
						0,
						...order.map(
							(
								(end) => (way) =>
									(end += streets.wayStart[way + 1]! - streets.wayStart[way]!)
							)(0),
						),
					]),
					wayNode: Uint32Array.from(
						order.flatMap((way) => [
							...streets.wayNode.subarray(streets.wayStart[way], streets.wayStart[way + 1]),
						]),
					),
					wayFlags: Uint16Array.from(order, (way) => streets.wayFlags[way]!),
					wayName: order.map((way) => streets.wayName[way] ?? ""),
				};
				const a = build(streets);
				const b = build(shuffled);
				// The one node of an isolated ring may be any of its points.
				expect(b.graph.nodeCount).toBe(a.graph.nodeCount);
				expect(b.graph.edgeCount).toBe(a.graph.edgeCount);
				expect(Math.abs(b.report.lengthM - a.report.lengthM)).toBeLessThan(0.1);
			}),
			{ numRuns: 100 },
		);
	});
});
