import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { snapFacilities } from "../city/city-model.ts";
import { costFromStart, IMPEDANCE_MAX, NEVER } from "../cost/network-costs.ts";
import { anyCity, modelOf } from "../test/random-city.ts";
import { accessEnds, spreads } from "./access-ends.ts";
import { reachFrom } from "./reach.ts";
import { searchFrom } from "./search.ts";
import { SearchWorkspace } from "./search-workspace.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

const anyQuestion = fc.record({
	drawn: anyCity,
	direction: fc.constantFrom("from", "to"),
	unit: fc.constantFrom("mm", "ms"),
	profile: fc.constantFrom(ADULT, WHEELCHAIR),
	cutoff: fc.integer({ min: 0, max: 400_000 }),
});

describe("reachFrom", () => {
	it("holds a position on a street exactly when it can be walked to within the cutoff", () => {
		fc.assert(
			fc.property(anyQuestion, ({ drawn, direction, unit, profile, cutoff }) => {
				const model = modelOf(drawn);
				const { graph } = model;
				const { access } = snapFacilities(model, drawn.facilities);
				const costs = model.costsOf(profile, unit).network;
				const reach = reachFrom(model.workspace, graph, costs, access, direction, cutoff);
				const whole = new SearchWorkspace(graph);
				const arcs = direction === "from" ? costs.forward : costs.reverse;
				searchFrom(whole, arcs, accessEnds(graph, costs, access, direction), IMPEDANCE_MAX);

				/** Impedance of a position: from either end of its edge, or along the edge from an origin on it. */
				const impedanceAt = (edge: number, alongMm: number): number => {
					const edgeCost = costs.edgeCost[edge]!;
					if (edgeCost > IMPEDANCE_MAX) return NEVER;
					const along = costFromStart(graph, costs, edge, alongMm);
					const up = spreads(graph.edgeFlags[edge]!, direction, true);
					const down = spreads(graph.edgeFlags[edge]!, direction, false);
					let best = NEVER;
					if (up) best = Math.min(best, whole.cost[graph.edgeFrom[edge]!]! + along);
					if (down) best = Math.min(best, whole.cost[graph.edgeTo[edge]!]! + edgeCost - along);
					for (let entry = 0; entry < access.edge.length; entry++) {
						if (access.edge[entry] !== edge) continue;
						const start = costFromStart(graph, costs, edge, access.alongMm[entry]!);
						const speed = unit === "mm" ? 1 : profile.speedMps;
						const leg = Math.round(access.offsetMm[entry]! / speed);
						if (up && start <= along) best = Math.min(best, leg + along - start);
						if (down && start >= along) best = Math.min(best, leg + start - along);
					}
					return best;
				};

				const stretches = Array.from(reach.edge, (edge, i) => ({
					edge,
					fromMm: reach.fromMm[i]!,
					toMm: reach.toMm[i]!,
					fromCost: reach.fromCost[i]!,
					toCost: reach.toCost[i]!,
				})).sort((a, b) => a.edge - b.edge || a.fromMm - b.fromMm);
				stretches.forEach((stretch, i) => {
					expect(stretch.fromMm).toBeLessThanOrEqual(stretch.toMm);
					expect(Math.max(stretch.fromCost, stretch.toCost)).toBeLessThanOrEqual(cutoff);
					const next = stretches[i + 1];
					if (next?.edge === stretch.edge) expect(next.fromMm).toBeGreaterThanOrEqual(stretch.toMm);
				});
				for (let edge = 0; edge < graph.edgeCount; edge++) {
					const onEdge = stretches.filter((stretch) => stretch.edge === edge);
					// Whole mm and ms: near the cutoff the result may differ by a mm and three roundings.
					const slack = 3 + Math.ceil((2 * costs.edgeCost[edge]!) / graph.edgeLengthMm[edge]!);
					for (let step = 0; step <= 24; step++) {
						const alongMm = Math.round((graph.edgeLengthMm[edge]! * step) / 24);
						// Where no walk leads on from an origin, its stretch would have zero length and is left out.
						if (access.edge.some((of, entry) => of === edge && access.alongMm[entry] === alongMm)) continue;
						const impedance = impedanceAt(edge, alongMm);
						const holding = onEdge.filter(({ fromMm, toMm }) => fromMm <= alongMm && alongMm <= toMm);
						if (impedance <= cutoff - slack) expect(holding.length).toBeGreaterThan(0);
						if (impedance > cutoff + slack) expect(holding).toEqual([]);
						for (const { fromMm, toMm, fromCost, toCost } of holding) {
							const share = toMm > fromMm ? (alongMm - fromMm) / (toMm - fromMm) : 0;
							expect(Math.abs(fromCost + (toCost - fromCost) * share - impedance)).toBeLessThanOrEqual(slack);
						}
					}
				}
			}),
			{ numRuns: 120 },
		);
	});

	it("never loses a street to a larger cutoff", () => {
		fc.assert(
			fc.property(anyQuestion, fc.nat(200_000), ({ drawn, direction, unit, profile, cutoff }, more) => {
				const model = modelOf(drawn);
				const { access } = snapFacilities(model, drawn.facilities);
				const costs = model.costsOf(profile, unit).network;
				const lengthAndNodes = (limit: number): [number, Set<number>] => {
					const reach = reachFrom(model.workspace, model.graph, costs, access, direction, limit);
					let length = 0;
					for (let i = 0; i < reach.edge.length; i++) length += reach.toMm[i]! - reach.fromMm[i]!;
					return [length, new Set(reach.node)];
				};
				const [shorter, fewer] = lengthAndNodes(cutoff);
				const [longer, nodes] = lengthAndNodes(cutoff + more);
				// A mm of rounding at both ends of each of up to 160 edges.
				expect(longer).toBeGreaterThanOrEqual(shorter - 320);
				expect([...fewer].every((node) => nodes.has(node))).toBe(true);
			}),
			{ numRuns: 80 },
		);
	});
});
