import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IMPEDANCE_MAX } from "../cost/network-costs.ts";
import { UNREACHED } from "../units/constants.ts";
import { binOf, histogramBins } from "./histogram.ts";
import { tallyOf } from "./tally.ts";

const COMMUNITIES = 2;

describe("tallyOf", () => {
	it("is each figure summed by itself", () => {
		const anyHome = fc.record({
			community: fc.integer({ min: -1, max: COMMUNITIES - 1 }),
			people: fc.nat(9),
			// Around the cutoff and the limits of bins, and up to the largest walk.
			impedance: fc.constantFrom(
				0,
				1,
				299_999,
				300_000,
				300_001,
				599_999,
				600_000,
				600_001,
				IMPEDANCE_MAX,
				UNREACHED,
			),
			inCircle: fc.integer({ min: 0, max: 1 }),
		});
		fc.assert(
			fc.property(fc.array(anyHome), fc.constantFrom("mm", "ms"), (homes, unit) => {
				const cutoff = 300_000;
				const bins = histogramBins(unit, cutoff);
				const tally = tallyOf(COMMUNITIES, bins, {
					community: Int32Array.from(homes, ({ community }) => community),
					people: Uint32Array.from(homes, ({ people }) => people),
					impedance: Uint32Array.from(homes, ({ impedance }) => impedance),
					cutoff,
					inCircle: Uint8Array.from(homes, ({ inCircle }) => inCircle),
				});
				const sum = (of: (home: (typeof homes)[number]) => number): number =>
					homes.reduce((total, home) => total + of(home), 0);
				const isCovered = ({ impedance }: (typeof homes)[number]): boolean => impedance <= cutoff;
				const kindOf = (home: (typeof homes)[number]): number =>
					(isCovered(home) ? 1 : 0) + 2 * home.inCircle + (home.impedance === UNREACHED ? 0 : 4);
				expect(tally).toEqual({
					sums: {
						people: Float64Array.from(
							[0, 1, -1].flatMap((at) =>
								Array.from({ length: 8 }, (_, kind) =>
									sum((home) => (home.community === at && kindOf(home) === kind ? home.people : 0)),
								),
							),
						),
						walked: Float64Array.from([0, 1, -1], (at) =>
							sum(({ community, people, impedance }) =>
								community === at && impedance !== UNREACHED ? people * impedance : 0,
							),
						),
					},
					binPeople: Array.from({ length: bins.count + 1 }, (_, bin) =>
						sum(({ people, impedance }) => (binOf(bins, impedance) === bin ? people : 0)),
					),
					coveredPoints: homes.filter(isCovered).length,
				});
			}),
		);
	});
});
