import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNREACHED } from "../../units/constants.ts";
import { RunningCounts } from "./running-counts.ts";

const POINTS = 6;
const CUTOFF = 900_000;
/** At the cutoff, at the edges of bins of a minute, beyond them all, and never. */
const anyWalk = fc.constantFrom(0, 60_000, 60_001, CUTOFF, CUTOFF + 1, 1_800_000, 5_000_000, UNREACHED);
const anyWalks = fc.array(anyWalk, { minLength: POINTS, maxLength: POINTS });

describe("RunningCounts", () => {
	it("moved on point by point are what a count from scratch gives", () => {
		const points = {
			community: Int32Array.of(0, 0, 1, 1, -1, -1),
			people: Uint32Array.from({ length: POINTS }, (_, point) => 2 ** point),
			communityCount: 2,
		};
		const counted = (before: readonly number[], now: readonly number[]) =>
			new RunningCounts(points, "ms", CUTOFF, Uint32Array.from(before), Uint32Array.from(now));
		fc.assert(
			fc.property(anyWalks, anyWalks, anyWalks, (before, first, last) => {
				const moved = counted(before, first);
				first.forEach((walk, point) => {
					if (walk !== last[point]) moved.walk(point, walk, last[point]!);
				});
				// Every count, sum and bin.
				expect({ ...moved }).toEqual({ ...counted(before, last) });
			}),
		);
	});
});
