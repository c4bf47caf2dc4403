import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexBarriers } from "../graph/barrier-index.ts";
import { BARRIER_KINDS, type Barriers } from "../graph/walk-graph.ts";
import { frameOver } from "./grid-frame.ts";
import { crossingAt, firstBarrierOf, gatherNear, layBarriers, newSightMap } from "./sight.ts";

const FRAME = frameOver({ west: -50_000, south: -40_000, east: 50_000, north: 60_000 }, 0, 12, 0);
const { stepLat, cellLngM, cellLatM } = FRAME;

/** Off the rows of the frame, where an end may or may not count as crossing. */
const offRows = (lat: number): number => (lat % stepLat === 0 ? lat + 1 : lat);

/** Ends in 1e-7 degrees; few and short, so that most tiles of 50 m are empty. */
const anyBarriers = fc
	.array(
		fc.tuple(
			fc.integer({ min: -60_000, max: 60_000 }),
			fc.integer({ min: -50_000, max: 70_000 }),
			fc.integer({ min: -4000, max: 4000 }),
			fc.integer({ min: -4000, max: 4000 }),
			fc.nat(BARRIER_KINDS.length - 1),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map(
		(drawn): Barriers => ({
			aLng: Int32Array.from(drawn, ([lng]) => lng),
			aLat: Int32Array.from(drawn, ([, lat]) => offRows(lat)),
			bLng: Int32Array.from(drawn, ([lng, , dLng]) => lng + dLng),
			bLat: Int32Array.from(drawn, ([, lat, , dLat]) => offRows(lat + dLat)),
			kind: Uint8Array.from(drawn, ([, , , , kind]) => kind),
			strength: new Uint8Array(drawn.length),
			name: new Uint32Array(drawn.length),
			names: [""],
		}),
	);

describe("firstBarrierOf", () => {
	it("names the nearest crossing of every grid edge, whatever the query before", () => {
		fc.assert(
			fc.property(anyBarriers, fc.constantFrom(null, ...BARRIER_KINDS), (barriers, leaveOut) => {
				const map = newSightMap(FRAME);
				layBarriers(map, indexBarriers(barriers), FRAME, leaveOut);
				const firstBarrier = firstBarrierOf(map)!;
				const all = newSightMap(FRAME);
				layBarriers(all, indexBarriers(barriers), FRAME, leaveOut);
				const count = gatherNear(all, -1e5, -1e5, 1e5, 1e5);
				for (let row = 0; row < FRAME.rows; row++) {
					for (let column = 0; column + 1 < FRAME.columns; column++) {
						const ends = [
							(column + 1) * cellLngM,
							row * cellLatM,
							column * cellLngM,
							row * cellLatM,
						] as const;
						let first = 1;
						for (let k = 0; k < count; k++) {
							const share = crossingAt(all, k, ...ends);
							if (share >= 0 && share < first) first = share;
						}
						const found = firstBarrier(...ends);
						if (found !== first) expect([column, row, found]).toEqual([column, row, first]);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});
});
