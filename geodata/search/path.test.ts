import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { snapFacilities } from "../city/city-model.ts";
import { costFromStart, legCost } from "../cost/network-costs.ts";
import { coverageOf } from "../coverage/coverage.ts";
import type { AccessPoints } from "../graph/walk-graph.ts";
import { anyCity, modelOf } from "../test/random-city.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import { distanceM } from "../units/position.ts";
import { pathBetween } from "./path.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

/** The access entries of one place of a set. */
function only(access: AccessPoints, place: number): AccessPoints {
	const [start = 0, end = 0] = access.start.subarray(place, place + 2);
	return {
		count: 1,
		start: Uint32Array.of(0, end - start),
		edge: access.edge.slice(start, end),
		alongMm: access.alongMm.slice(start, end),
		offsetMm: access.offsetMm.slice(start, end),
	};
}

describe("pathBetween", () => {
	it("costs what coverage says, step by step, and is as long as it is drawn", () => {
		fc.assert(
			fc.property(
				anyCity,
				fc.constantFrom("mm", "ms"),
				fc.constantFrom(ADULT, WHEELCHAIR),
				(drawn, unit, profile) => {
					const model = modelOf(drawn);
					const { graph } = model;
					const facilities = snapFacilities(model, drawn.facilities);
					const rule =
						unit === "mm"
							? ({ type: "distance", cutoffM: 1 } as const)
							: ({ type: "time", cutoffSec: 1 } as const);
					const coverage = coverageOf(model, facilities, rule, profile);
					const costs = model.costsOf(profile, unit).network;
					for (let point = 0; point < model.demand.count; point++) {
						const nearest = coverage.nearest[point]!;
						const from = only(model.demand.access, point);
						const to = nearest === NONE ? facilities.access : only(facilities.access, nearest);
						const path = pathBetween(model.workspace, graph, costs, from, to);
						if (coverage.impedance[point] === UNREACHED) {
							expect(path).toBeNull();
							continue;
						}
						expect(path?.impedance).toBe(coverage.impedance[point]);
						if (path === null) continue;
						let cost =
							legCost(costs, from.offsetMm[path.fromEntry]!) + legCost(costs, to.offsetMm[path.toEntry]!);
						let lengthMm = 0;
						let at = -1;
						for (const { edge, fromMm, toMm } of path.steps) {
							const nodeAt = (mm: number): number =>
								mm === 0 ? graph.edgeFrom[edge]! : mm === graph.edgeLengthMm[edge] ? graph.edgeTo[edge]! : -1;
							// Each step begins at the node where the last one ended.
							if (at !== -1) expect(nodeAt(fromMm)).toBe(at);
							expect(graph.edgeFlags[edge]! & (toMm > fromMm ? 1 : 2)).not.toBe(0);
							cost += Math.abs(
								costFromStart(graph, costs, edge, toMm) - costFromStart(graph, costs, edge, fromMm),
							);
							lengthMm += Math.abs(toMm - fromMm);
							at = nodeAt(toMm);
						}
						expect(cost).toBe(path.impedance);
						let drawnM = 0;
						path.line.slice(1).forEach(([lngDeg, latDeg], i) => {
							const [aLng, aLat] = path.line[i] ?? [0, 0];
							drawnM += distanceM(aLng, aLat, lngDeg, latDeg);
						});
						expect(drawnM).toBeCloseTo(lengthMm / 1000, 1);
					}
				},
			),
			{ numRuns: 250 },
		);
	});
});
