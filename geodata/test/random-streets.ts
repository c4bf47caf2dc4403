import fc from "fast-check";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);
const BOTH = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
/** Mostly two-way; some one-way in either direction, steps, a footbridge, private. */
const FLAGS = [
	BOTH,
	BOTH,
	BOTH,
	BOTH | WAY_FLAG.STEPS,
	BOTH | WAY_FLAG.OVERPASS,
	BOTH | WAY_FLAG.PRIVATE,
	WAY_FLAG.WALK_FORWARD,
	WAY_FLAG.WALK_BACKWARD,
];

/** A position in a square of 600 m on the equator, on whole metres. */
export const anyPosition: fc.Arbitrary<Position> = fc
	.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }))
	.map(([x, y]) => [x * DEG_PER_M, y * DEG_PER_M]);

/** Corners of a grid of 100 m: many walks of equal length, so that ties are tested. */
const gridPosition: fc.Arbitrary<Position> = fc
	.tuple(fc.nat(5), fc.nat(5))
	.map(([x, y]) => [x * 100 * DEG_PER_M, y * 100 * DEG_PER_M]);

/** A small network with crossings, one-way streets, islands, loops and repeated streets. */
export const anyStreets: fc.Arbitrary<StreetSource> = fc
	.record({
		nodes: fc.oneof(
			fc.array(anyPosition, { minLength: 3, maxLength: 25 }),
			fc.array(gridPosition, { minLength: 3, maxLength: 25 }),
		),
		ways: fc.array(
			fc.record({
				nodes: fc.array(fc.nat(24), { minLength: 2, maxLength: 5 }),
				flags: fc.constantFrom(...FLAGS),
			}),
			{ minLength: 2, maxLength: 40 },
		),
		signals: fc.array(fc.nat(24), { maxLength: 4 }),
		square: fc.boolean(),
	})
	.map(({ nodes, ways, signals, square }) => streetsOf(nodes, ways, signals, square));

interface AnyWay {
	readonly nodes: readonly number[];
	readonly flags: number;
}

function streetsOf(
	nodes: readonly Position[],
	ways: readonly AnyWay[],
	signals: readonly number[],
	isSquare: boolean,
): StreetSource {
	// The first way always has two distinct nodes, so the network is never empty.
	const drawn = [{ nodes: [0, 1], flags: BOTH }, ...ways].map(({ nodes: of, flags }) => ({
		nodes: of.map((node) => node % nodes.length),
		flags,
	}));
	// In some cases the first three nodes are the corners of a square.
	if (isSquare) drawn.push({ nodes: [0, 1, 2, 0], flags: BOTH });
	const nodeFlags = new Uint8Array(nodes.length);
	for (const node of signals) nodeFlags[node % nodes.length] = 1;
	let end = 0;
	return {
		nodeLngDeg: Float64Array.from(nodes, ([lngDeg]) => lngDeg),
		nodeLatDeg: Float64Array.from(nodes, ([, latDeg]) => latDeg),
		nodeFlags,
		wayStart: Uint32Array.from([0, ...drawn.map((way) => (end += way.nodes.length))]),
		wayNode: Uint32Array.from(drawn.flatMap((way) => way.nodes)),
		wayClass: new Uint8Array(drawn.length).fill(STREET_CLASSES.indexOf("footway")),
		wayFlags: Uint16Array.from(drawn, (way) => way.flags),
		wayName: drawn.map((_, i) => (i % 3 === 0 ? "Long Lane" : "")),
		wayId: Float64Array.from(drawn.keys()),
		squares: isSquare ? [{ rings: [Uint32Array.of(0, 1, 2)] }] : [],
	};
}
