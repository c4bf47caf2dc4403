import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageOf } from "../coverage/coverage.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import { ADULT } from "../test/adult.ts";
import { onPlane, plainLeg } from "../test/plain-leg.ts";
import { facility, home, line, Scene } from "../test/scene.ts";
import { ThreePhases } from "../test/three-phases.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M, UNREACHED } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import { buildBarriers } from "./build-barriers.ts";
import { buildCityPack } from "./build-city-pack.ts";
import { CityModel, snapFacilities } from "./city-model.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);
const BOTH = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
const METRES = { type: "distance", cutoffM: 5000 } as const;
/**
 * A random town of 300 m on an irregular grid: streets public, private or on another level, private gates, barriers
 * and gates in them.
 */
const SIDE = 4;
const crossing = (i: number): Position => [
	((i % SIDE) * 100 + ((i * 7) % 5)) * DEG_PER_M,
	(Math.floor(i / SIDE) * 100 + ((i * 11) % 7)) * DEG_PER_M,
];
const PAIRS = Array.from({ length: SIDE * SIDE }, (_, i) => [
	...(i % SIDE < SIDE - 1 ? [[i, i + 1] as const] : []),
	...(i < SIDE * (SIDE - 1) ? [[i, i + SIDE] as const] : []),
]).flat();
const anywhere = fc
	.tuple(fc.nat(300), fc.nat(300))
	.map(([x, y]): Position => [(x + 0.37) * DEG_PER_M, (y + 0.61) * DEG_PER_M]);
const beyond = (from: Position, to: Position): Position => [
	to[0] + (to[0] - from[0]) * 5,
	to[1] + (to[1] - from[1]) * 5,
];
const anyTown = fc.record({
	ways: fc.array(fc.constantFrom("none", "public", "public", "private", "private", "level"), {
		minLength: PAIRS.length,
		maxLength: PAIRS.length,
	}),
	privateGates: fc.array(fc.nat(SIDE * SIDE - 1), { maxLength: 3 }),
	barriers: fc.array(
		fc.tuple(fc.constantFrom("wall", "wall", "railway"), anywhere, anywhere, fc.nat(10), fc.boolean()).map(
			([layer, a, b, tenth, isLong]) =>
				// A long barrier ends far outside the town, so it cannot be walked round.
				[layer, isLong ? beyond(b, a) : a, isLong ? beyond(a, b) : b, tenth] as const,
		),
		{ maxLength: 4 },
	),
	homes: fc.array(
		fc.record({ at: anywhere, gate: fc.option(anywhere), fence: fc.constantFrom("none", "closed", "gated") }),
		{ minLength: 1, maxLength: 4 },
	),
	station: anywhere,
});

describe("access of homes and places", () => {
	it("agrees with plain oracles: home, gate, barrier, level, private end", () => {
		let compared = 0;
		let gated = 0;
		let through = 0;
		fc.assert(
			fc.property(anyTown, (town) => {
				const drawn = PAIRS.flatMap(([a, b], i) =>
					town.ways[i] === "none"
						? []
						: [{ a, b, kind: town.ways[i]!, isPrivate: town.ways[i] === "private" }],
				);
				if (drawn.length === 0) return;
				const nodeFlags = new Uint8Array(SIDE * SIDE);
				for (const gate of town.privateGates) nodeFlags[gate] = NODE_FLAG.PRIVATE_GATE;
				const flagOf = { none: 0, public: 0, private: WAY_FLAG.PRIVATE, level: WAY_FLAG.NOT_FROM_BESIDE };
				const streets: StreetSource = {
					nodeLngDeg: Float64Array.from(nodeFlags, (_, i) => crossing(i)[0]),
					nodeLatDeg: Float64Array.from(nodeFlags, (_, i) => crossing(i)[1]),
					nodeFlags,
					wayStart: Uint32Array.from({ length: drawn.length + 1 }, (_, i) => 2 * i),
					wayNode: Uint32Array.from(drawn.flatMap(({ a, b }) => [a, b])),
					wayClass: new Uint8Array(drawn.length).fill(12),
					wayFlags: Uint16Array.from(drawn, ({ kind }) => BOTH | flagOf[kind as "none"]),
					wayName: drawn.map(() => ""),
					wayId: Float64Array.from(drawn.keys()),
				};
				// A garden of 18 m round some homes, with a gate to the south or with none.
				const fences = town.homes.flatMap(({ at, gate, fence }) =>
					gate === null && fence !== "none" ? [{ ring: gardenOf(at), gate: southOf(at), fence }] : [],
				);
				const baseFeatures = [
					...town.barriers.map(([layer, a, b]) => line(layer, [a, b])),
					...fences.map(({ ring }) => line("wall", ring)),
				];
				// A gate in every even-numbered wall, a tenth of its length from its start.
				const wallOpenings = town.barriers.flatMap(([layer, a, b, tenth]): Position[] =>
					layer === "wall" && tenth % 2 === 0
						? [[a[0] + ((b[0] - a[0]) * tenth) / 10, a[1] + ((b[1] - a[1]) * tenth) / 10]]
						: [],
				);
				for (const { gate, fence } of fences) if (fence === "gated") wallOpenings.push(gate);
				const oracle = new ThreePhases(drawn, new Set(town.privateGates), crossing);
				if (!oracle.isOneNetwork) return;
				const compounds = town.homes.map(({ at, gate }, i) =>
					home(`h${i}`, at, 1, { gates: gate === null ? [] : [gate] }),
				);
				const city = { ...new Scene("A-B").city(compounds), streets, baseFeatures, wallOpenings };
				const model = new CityModel(buildCityPack(city, { minSubnetworkNodes: 1 }).pack);
				const set = snapFacilities(model, [facility("f", town.station)]);
				const { impedance } = coverageOf(model, set, METRES, ADULT);

				const barriers = buildBarriers(baseFeatures, streets, wallOpenings);
				const pieces = drawn.map(({ a, b }) => [onPlane(crossing(a)), onPlane(crossing(b))] as const);
				const stepped = pieces.filter((_, i) => drawn[i]!.kind !== "level");
				const streetOf = drawn.flatMap(({ kind }, i) => (kind === "level" ? [] : [i]));
				const legOf = (at: Position, mayCrossBars: boolean) => {
					const leg = plainLeg(stepped, barriers, at, 250);
					if (leg === null) return null;
					// In a gap of centimetres between two barriers the result depends on the grid.
					const finer = plainLeg(stepped, barriers, at, 250, 0.015);
					if (!(Math.abs(finer!.freeM - leg.freeM) < 0.3) && finer!.freeM !== leg.freeM) return "open";
					const isFree = leg.freeM < leg.throughM;
					// Where two choices differ by less than half a metre, either may be taken.
					if (leg.leadM < 0.5 || Math.abs(leg.freeM - leg.throughM) < 0.5) {
						if (leg.freeM !== leg.throughM && leg.freeM !== leg.straightM) return "open";
						if (leg.leadM < 0.5) return "open";
					}
					if (!isFree && leg.throughM !== leg.straightM && leg.throughM >= 1e6 && !mayCrossBars) return null;
					const foot = isFree ? leg.freeFoot : leg.throughFoot;
					return {
						legM: isFree ? leg.freeM : leg.straightM,
						crosses: !isFree && leg.throughM > leg.straightM,
						foot: { ...foot, piece: streetOf[foot.piece]! },
					};
				};
				const end = legOf(town.station, false);
				if (end === "open") return;
				town.homes.forEach(({ at, gate }, i) => {
					// The oracle handles straight legs only, without the tolerance for a gate in its wall.
					const start = legOf(gate ?? at, true);
					if (start === "open" || (gate !== null && nearBarrier(gate, town.barriers))) return;
					const found = impedance[i] === UNREACHED ? null : impedance[i]! / 1000;
					const streetM = start === null || end === null ? null : oracle.walkM(start.foot, end.foot);
					// Where a home's gate has no street within reach, its centre is snapped.
					if (start === null && gate !== null) return;
					if (streetM === null) expect(found).toBeNull();
					else {
						const gateM = gate === null ? 0 : distanceM(...at, ...gate);
						// A gate is two metres wide, so two equal legs beside one may end that far apart.
						expect(
							Math.abs((found ?? Number.NaN) - (gateM + start!.legM + streetM + end!.legM)),
						).toBeLessThan(2.5);
						compared++;
						if (gate !== null) gated++;
						if (start!.crosses) through++;
					}
				});
			}),
			{ numRuns: 150, seed: 20_261_130 },
		);
		// Enough cases were compared.
		expect(compared).toBeGreaterThan(100);
		expect(gated).toBeGreaterThan(20);
		expect(through).toBeGreaterThan(2);
	});
});

const GARDEN_M = 9;
const offset = ([lngDeg, latDeg]: Position, x: number, y: number): Position => [
	lngDeg + x * DEG_PER_M,
	latDeg + y * DEG_PER_M,
];
const southOf = (at: Position): Position => offset(at, 1, -GARDEN_M);
const gardenOf = (at: Position): Position[] =>
	(
		[
			[-1, -1],
			[1, -1],
			[1, 1],
			[-1, 1],
			[-1, -1],
		] as const
	).map(([x, y]) => offset(at, x * GARDEN_M, y * GARDEN_M));

/** True for a gate within five metres of a barrier. */
function nearBarrier(
	gate: Position,
	barriers: readonly (readonly [string, Position, Position, number])[],
): boolean {
	return barriers.some(([, a, b]) =>
		Array.from({ length: 201 }, (_, i) => i / 200).some(
			(share) => distanceM(...gate, a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) < 5,
		),
	);
}
