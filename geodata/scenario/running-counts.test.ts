import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { peopleTotals } from "../coverage/figures.ts";
import { UNREACHED } from "../units/constants.ts";
import { RunningCounts } from "./running-counts.ts";

const POINTS = 6;
const CUTOFF = 900_000;
/** At the cutoff, at the limits of one-minute bins, beyond them, and unreached. */
const anyWalk = fc.constantFrom(0, 60_000, 60_001, CUTOFF, CUTOFF + 1, 1_800_000, 5_000_000, UNREACHED);
const anyWalks = fc.array(anyWalk, { minLength: POINTS, maxLength: POINTS });

describe("RunningCounts", () => {
	it("updated point by point equal a count from scratch", () => {
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

describe("RunningCounts.circle", () => {
	const points = {
		community: new Int32Array(POINTS).fill(-1),
		people: Uint32Array.from({ length: POINTS }, (_, point) => 2 ** point),
		communityCount: 0,
	};

	it("denies nobody who walks exactly the cutoff, and everybody beyond it", () => {
		// Points 0 and 1 walk the cutoff, 2 and 3 a thousandth more, 4 and 5 are unreached.
		const walks = Uint32Array.of(CUTOFF, CUTOFF, CUTOFF + 1, CUTOFF + 1, UNREACHED, UNREACHED);
		const counts = new RunningCounts(points, "ms", CUTOFF, walks, walks);
		for (const point of [0, 2, 4]) counts.circle(point, 1, walks[point]!);
		expect(peopleTotals(counts.whole)).toMatchObject({ circlePeople: 1 + 4 + 16, deniedPeople: 4 + 16 });
		for (const point of [0, 2]) counts.circle(point, -1, walks[point]!);
		expect(peopleTotals(counts.whole)).toMatchObject({ circlePeople: 16, deniedPeople: 16 });
	});

	it("denies homes in a circle and not covered, in any order of walks and circles", () => {
		const anyStep = fc.record({ point: fc.nat(POINTS - 1), walk: anyWalk, draws: fc.boolean() });
		fc.assert(
			fc.property(anyWalks, fc.array(anyStep, { maxLength: 30 }), (first, steps) => {
				const walks = [...first];
				const circles = new Array<number>(POINTS).fill(0);
				const counts = new RunningCounts(
					points,
					"ms",
					CUTOFF,
					Uint32Array.from(first),
					Uint32Array.from(first),
				);
				for (const { point, walk, draws } of steps) {
					if (draws || circles[point] === 0) {
						counts.circle(point, 1, walks[point]!);
						circles[point]! += 1;
					} else {
						counts.circle(point, -1, walks[point]!);
						circles[point]! -= 1;
					}
					if (walk !== walks[point]) counts.walk(point, walks[point]!, walk);
					walks[point] = walk;
				}
				const peopleWhere = (isOne: (point: number) => boolean) =>
					[...points.people.keys()].reduce((sum, point) => sum + (isOne(point) ? 2 ** point : 0), 0);
				const totals = peopleTotals(counts.whole);
				expect(totals.circlePeople).toBe(peopleWhere((point) => circles[point]! > 0));
				expect(totals.deniedPeople).toBe(
					peopleWhere((point) => circles[point]! > 0 && walks[point]! > CUTOFF),
				);
			}),
		);
	});
});
