import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/figures.ts";
import { Scenario } from "../../geodata/scenario/scenario.ts";
import { anyOp, makeChange, PlainScenario } from "../../geodata/test/plain-scenario.ts";
import { COORD_UNITS_PER_DEG, NONE, UNREACHED } from "../../geodata/units/constants.ts";
import type { Position } from "../../geodata/units/position.ts";
import { assembleCity } from "./assemble-city.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../../shared/fixtures/${name}`, import.meta.url));
const NETWORK = fixture("porto-alegre.osm.pbf");
const CELLS = fixture("porto-alegre-hexgrid.csv");
const isHere = existsSync(NETWORK) && existsSync(CELLS);
if (!isHere) console.warn("NOT RUN: what-ifs in Porto Alegre, for its files are not in ../shared/fixtures.");

const RULE = { type: "time", cutoffSec: 900 } as const;
const ADULT = PROFILES[0]!;
const SEQUENCES = 1000;
/** One of this many sequences also checks the second nearest, which needs a search per facility. */
const SECONDS_EVERY = 250;

describe.skipIf(!isHere)("what-ifs in Porto Alegre", () => {
	it("equal a computation from scratch after each of a thousand sequences", async () => {
		const { input } = await assembleCity(
			{
				cityId: "porto-alegre",
				name: "Porto Alegre",
				nameEn: "Porto Alegre",
				network: NETWORK,
				population: CELLS,
				populationColumn: null,
				boundary: null,
				datum: "wgs84",
				facilities: { from: CELLS, kind: "health", kindName: null, where: "healthcare>0", nameColumn: null },
			},
			() => {},
		);
		const model = new CityModel(buildCityPack(input).pack);
		const scenario = new Scenario(model, snapFacilities(model, input.facilities), RULE, ADULT, "all");
		const plain = new PlainScenario(input.facilities);
		const { nodeLng, nodeLat, nodeCount } = model.graph;
		const corner = fc
			.nat(nodeCount - 1)
			.map((node): Position => [nodeLng[node]! / COORD_UNITS_PER_DEG, nodeLat[node]! / COORD_UNITS_PER_DEG]);
		const sequences = fc.sample(fc.array(anyOp(corner), { minLength: 1, maxLength: 6 }), {
			numRuns: SEQUENCES,
			seed: 1,
		});
		sequences.forEach((changes, sequence) => {
			// One scenario runs all sequences, so each starts from the state the others left.
			for (const change of changes) expect(makeChange(scenario, plain, change)).toBe(true);
			const set = snapFacilities(model, plain.open());
			const coverage = coverageOf(model, set, RULE, ADULT);
			const snapshot = scenario.snapshot();
			expect(snapshot.facilities.ids).toEqual(set.ids);
			// Compared as bytes; a difference is then reported by the figures.
			expect(
				Buffer.from(snapshot.coverage.impedance.buffer).equals(Buffer.from(coverage.impedance.buffer)),
			).toBe(true);
			expect(Buffer.from(snapshot.coverage.nearest.buffer).equals(Buffer.from(coverage.nearest.buffer))).toBe(
				true,
			);
			expect(scenario.figures()).toEqual(coverageFigures(model, set, coverage, RULE, ADULT, "all"));
			if (sequence % SECONDS_EVERY === 0) expectSeconds();
		});

		function expectSeconds(): void {
			const { count } = model.demand;
			const best = new Uint32Array(count).fill(UNREACHED);
			const facility = new Int32Array(count).fill(NONE);
			plain.facilities.forEach(({ place, open }, index) => {
				if (!open) return;
				const { impedance } = coverageOf(model, snapFacilities(model, [place]), RULE, ADULT);
				for (let point = 0; point < count; point++) {
					// In index order, so the first of equal ones wins.
					if (index === scenario.walks.nearest[point] || impedance[point]! >= best[point]!) continue;
					best[point] = impedance[point]!;
					facility[point] = index;
				}
			});
			expect(scenario.walks.secondImpedance).toEqual(best);
			expect(scenario.walks.second).toEqual(facility);
		}
	});
});
