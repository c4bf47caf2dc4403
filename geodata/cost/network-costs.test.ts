import { describe, expect, it } from "vitest";
import { buildWalkGraph } from "../graph/build-walk-graph.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import { ADULT } from "../test/adult.ts";
import { Scene, withNodeFlag } from "../test/scene.ts";
import { UNREACHED } from "../units/constants.ts";
import { costFromStart, legCost, networkCosts } from "./network-costs.ts";
import type { Profile } from "./profile.ts";

const WHEELCHAIR: Profile = { ...ADULT, speedMps: 0.8, stepsAllowed: false };

const graphOf = (map: string) => buildWalkGraph(new Scene(map).streets, { minSubnetworkNodes: 1 }).graph;

describe("networkCosts", () => {
	it("costs a street its length in mm and its time in ms", () => {
		// Ten cells of 10 m; 100 m at 1.25 m/s take 80 s.
		const graph = graphOf("A---------B");
		expect(networkCosts(graph, ADULT, "mm").edgeCost[0]! / 1000).toBeCloseTo(100, 1);
		expect(networkCosts(graph, ADULT, "ms").edgeCost[0]! / 1000).toBeCloseTo(80, 1);
	});

	it("waits at signals and climbs footbridges in time, not in distance", () => {
		const scene = new Scene("A----+----B");
		const streets = withNodeFlag(scene.streets, "SIGNAL", [scene.at([5, 0])]);
		const signal = buildWalkGraph(streets, { minSubnetworkNodes: 1 }).graph;
		expect(networkCosts(signal, ADULT, "ms").edgeCost[0]! / 1000).toBeCloseTo(80 + 30, 1);
		expect(networkCosts(signal, ADULT, "mm").edgeCost[0]! / 1000).toBeCloseTo(100, 1);
		const over = {
			...scene.streets,
			wayFlags: scene.streets.wayFlags.map((flags) => flags | WAY_FLAG.OVERPASS),
		};
		const bridge = buildWalkGraph(over, { minSubnetworkNodes: 1 }).graph;
		expect(networkCosts(bridge, ADULT, "ms").edgeCost[0]! / 1000).toBeCloseTo(80 + 120, 1);
	});

	it("climbs a footbridge in pieces once, whichever of its stairs one takes", () => {
		// The bridge B-C-D and its stairs at C: A to E, A to F, E to F are one climb each.
		const scene = new Scene(`
A----B--C--D----E
        |
        F`);
		const { wayNode, wayStart, nodeLatDeg } = scene.streets;
		const isBridge = (way: number) => {
			const ends = [wayNode[wayStart[way]!]!, wayNode[wayStart[way]! + 1]!];
			return ends.every((node) =>
				["B", "C", "D", "F"].some((letter) => {
					const [lngDeg, latDeg] = scene.at(letter);
					return scene.streets.nodeLngDeg[node] === lngDeg && nodeLatDeg[node] === latDeg;
				}),
			);
		};
		const graph = buildWalkGraph({
			...scene.streets,
			wayFlags: scene.streets.wayFlags.map((flags, way) =>
				isBridge(way) ? flags | WAY_FLAG.OVERPASS : flags,
			),
			wayName: scene.streets.wayName.map((_, way) => `Piece ${way}`),
		}).graph;
		const climbs = [...graph.edgeClimbs].sort();
		// One half each at B, D and F, none where the pieces join.
		expect(climbs).toEqual([0, 0, 1, 1, 1]);
		const seconds = [...networkCosts(graph, ADULT, "ms").edgeCost].reduce((sum, ms) => sum + ms, 0) / 1000;
		// 180 m at 1.25 m/s and three halves of 120 s.
		expect(seconds).toBeCloseTo(180 / 1.25 + 180, 0);
	});

	it("waits at a junction once, however many signals it is drawn with", () => {
		const scene = new Scene("A----B--C----D");
		const streets = withNodeFlag(scene.streets, "SIGNAL", [scene.at("B"), scene.at("C")]);
		const secondsOf = (nodeJunction?: Uint32Array) => {
			const { graph } = buildWalkGraph(nodeJunction ? { ...streets, nodeJunction } : streets);
			return [...networkCosts(graph, ADULT, "ms").edgeCost].reduce((sum, ms) => sum + ms, 0) / 1000;
		};
		// 130 m at 1.25 m/s are 104 s; two junctions, or one.
		expect(secondsOf()).toBeCloseTo(104 + 60, 1);
		const both = Uint32Array.from(streets.nodeFlags, (flags) => (flags > 0 ? 1 : 0));
		expect(secondsOf(both)).toBeCloseTo(104 + 30, 1);
	});

	it("keeps a wheelchair off steps in both units", () => {
		const graph = graphOf("AssssB");
		for (const unit of ["mm", "ms"] as const) {
			expect(networkCosts(graph, WHEELCHAIR, unit).edgeCost[0]).toBe(UNREACHED);
			expect(networkCosts(graph, ADULT, unit).edgeCost[0]).toBeLessThan(60_000);
		}
	});

	it("refuses speeds and penalties out of range", () => {
		const graph = graphOf("A-B");
		for (const speedMps of [0, -1, 3.01, Number.NaN]) {
			expect(() => networkCosts(graph, { ...ADULT, speedMps }, "ms")).toThrow(
				expect.objectContaining({ code: "SPEED_OUT_OF_RANGE" }),
			);
		}
		for (const signalPenaltySec of [-1, 3601, Number.NaN]) {
			expect(() => networkCosts(graph, { ...ADULT, signalPenaltySec }, "ms")).toThrow(
				expect.objectContaining({ code: "PENALTY_OUT_OF_RANGE" }),
			);
		}
	});

	it("splits an edge into two parts that sum to the whole", () => {
		const graph = graphOf("A-----B");
		for (const unit of ["mm", "ms"] as const) {
			const costs = networkCosts(graph, ADULT, unit);
			const end = graph.edgeLengthMm[0]!;
			expect(costFromStart(graph, costs, 0, 0)).toBe(0);
			expect(costFromStart(graph, costs, 0, end)).toBe(costs.edgeCost[0]);
			let last = 0;
			for (let alongMm = 0; alongMm <= end; alongMm += 997) {
				const cost = costFromStart(graph, costs, 0, alongMm);
				expect(cost).toBeGreaterThanOrEqual(last);
				last = cost;
			}
		}
	});
});

describe("legCost", () => {
	it("walks straight legs at the profile's speed", () => {
		const graph = graphOf("A-B");
		expect(legCost(networkCosts(graph, ADULT, "mm"), 1234)).toBe(1234);
		expect(legCost(networkCosts(graph, ADULT, "ms"), 1000)).toBe(800);
	});
});
