import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildCityPack } from "../../geodata/coverage/build-city-pack.ts";
import { openCityModel, snapFacilities } from "../../geodata/coverage/city-model.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../geodata/coverage/report.ts";
import { PROFILES } from "../../geodata/standards/rules.ts";
import { distanceM } from "../../geodata/units/position.ts";
import { assembleCity } from "./assemble-city.ts";
import { readTable } from "./tables/read-table.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../../shared/fixtures/${name}`, import.meta.url));
const NETWORK = fixture("porto-alegre.osm.pbf");
const CELLS = fixture("porto-alegre-hexgrid.csv");
const isHere = existsSync(NETWORK) && existsSync(CELLS);
if (!isHere) console.warn("NOT RUN: Porto Alegre, for its files are not in ../shared/fixtures.");

const RULE = { type: "distance", cutoffM: 1000 } as const;

describe.skipIf(!isHere)("Porto Alegre", () => {
	it("is covered within 1000 m by circle and by network as slow counts have it", async () => {
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
		// Told by fixtures/README.md.
		expect(population.people).toBe(812_935);
		expect(input.compounds.length + population.emptyCells).toBe(1227);
		expect(input.facilities).toHaveLength(117);

		const model = openCityModel(buildCityPack(input).pack);
		const facilities = snapFacilities(model, input.facilities);
		const adult = PROFILES.find(({ profileId }) => profileId === "adult")!;
		const coverage = coverageOf(model, facilities, RULE, adult);
		const { totals } = coverageFigures(model, facilities, coverage, RULE, adult, "all");
		expect(totals.circlePeople).toBe(await peopleInCircles());
		// A plain heap Dijkstra over every node of the file, brute-force snapping, no barriers, gave 657 687 too.
		expect(totals.coveredPeople).toBe(657_687);
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
