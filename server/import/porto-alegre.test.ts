import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/figures.ts";
import { NOT_BARRIER_FREE } from "../../geodata/graph/snap.ts";
import { distanceM } from "../../geodata/units/position.ts";
import { PlainWalks } from "../test/plain-walks.ts";
import { assembleCity } from "./assemble-city.ts";
import { readTable } from "./tables/read-table.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../../shared/fixtures/${name}`, import.meta.url));
const NETWORK = fixture("porto-alegre.osm.pbf");
const CELLS = fixture("porto-alegre-hexgrid.csv");
const isHere = existsSync(NETWORK) && existsSync(CELLS);
if (!isHere) console.warn("NOT RUN: Porto Alegre, for its files are not in ../shared/fixtures.");

const RULE = { type: "distance", cutoffM: 1000 } as const;

describe.skipIf(!isHere)("Porto Alegre", () => {
	it("is covered within 1000 m by circle and by network as the slow oracle counts", async () => {
		const { input, population } = await assembleCity(
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
		// From fixtures/README.md.
		expect(population.people).toBe(812_935);
		expect(input.compounds.length + population.emptyCells).toBe(1227);
		expect(input.facilities).toHaveLength(117);

		const homes = input.compounds;
		// The oracle knows neither squares nor barriers.
		const streets = { ...input.streets, squares: [] };
		const model = new CityModel(buildCityPack({ ...input, streets, baseFeatures: [] }).pack);
		const facilities = snapFacilities(model, input.facilities);
		const adult = PROFILES.find(({ profileId }) => profileId === "adult")!;
		const coverage = coverageOf(model, facilities, RULE, adult);
		const { totals } = coverageFigures(model, facilities, coverage, RULE, adult, "all");
		expect(totals.circlePeople).toBe(await peopleInCircles());
		const walksM = new PlainWalks(streets).walksM(
			homes.map(({ lngDeg, latDeg }) => [lngDeg, latDeg]),
			input.facilities.map(({ lngDeg, latDeg }) => [lngDeg, latDeg]),
			RULE.cutoffM,
		);
		const plainPeople = homes.reduce((sum, { people }, i) => sum + (walksM[i] === null ? 0 : people), 0);
		expect(totals.coveredPeople).toBe(plainPeople);
		const { start, edge } = model.demand.access;
		homes.forEach((_, i) => {
			// A home beside steps has a second access, which the oracle does not know.
			const ways = edge.subarray(start[i], start[i + 1]);
			if (ways.some((of) => (model.graph.edgeFlags[of]! & NOT_BARRIER_FREE) !== 0)) return;
			if (walksM[i] !== null) expect(Math.abs(coverage.impedance[i]! / 1000 - walksM[i]!)).toBeLessThan(0.5);
		});
		expect(totals.deniedPeople).toBe(totals.circlePeople - totals.coveredPeople);
	});
});

/** Everyone within a kilometre of a cell with health care, counted from the table pair by pair. */
async function peopleInCircles(): Promise<number> {
	const { columns, rows } = await readTable(CELLS);
	const value = (cells: readonly string[], column: string) => Number(cells[columns.indexOf(column)]);
	const places = rows.map(({ cells }) => ({
		lng: value(cells, "lon"),
		lat: value(cells, "lat"),
		people: value(cells, "population"),
		health: value(cells, "healthcare"),
	}));
	const health = places.filter((place) => place.health > 0);
	return places
		.filter((home) =>
			health.some((place) => distanceM(home.lng, home.lat, place.lng, place.lat) <= RULE.cutoffM),
		)
		.reduce((sum, { people }) => sum + people, 0);
}
