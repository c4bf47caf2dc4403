import type { City } from "../../../geodata/contract/city.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { QueryRunner } from "../store/store.ts";

interface CityRow extends Record<string, unknown> {
	cityId: string;
	name: string;
	nameEn: string;
	west: number;
	south: number;
	east: number;
	north: number;
	sample: boolean;
	source: string;
	dataVersion: string;
	graphHash: string;
	people: number;
	demandPoints: number;
}

const SELECT_CITY = `
	select c.city_id as "cityId", c.name, c.name_en as "nameEn", c.west_deg as west, c.south_deg as south,
		c.east_deg as east, c.north_deg as north, c.sample, c.source, c.data_version as "dataVersion",
		g.hash as "graphHash", c.people, c.demand_points as "demandPoints"
	from city c join graph g using (city_id)`;

/** All cities, by id. */
export async function listCities(db: QueryRunner): Promise<City[]> {
	return (await db.query<CityRow>(`${SELECT_CITY} order by c.city_id`)).map(toCity);
}

/** @throws {GeodataError} CITY_UNKNOWN */
export async function getCity(db: QueryRunner, cityId: string): Promise<City> {
	const [row] = await db.query<CityRow>(`${SELECT_CITY} where c.city_id = $1`, [cityId]);
	if (row === undefined) throw await unknownCity(db, cityId);
	return toCity(row);
}

/** Deletes imported kinds that no facility has. */
export async function dropUnusedKinds(tx: QueryRunner): Promise<void> {
	await tx.query(`
		delete from service s where not s.shipped and not exists (
			select from service_kind sk join facility f using (kind_id) where sk.service_id = s.service_id)`);
	await tx.query(`
		delete from facility_kind k where not k.shipped
			and not exists (select from facility f where f.kind_id = k.kind_id)
			and not exists (select from service_kind sk where sk.kind_id = k.kind_id)`);
}

export async function unknownCity(db: QueryRunner, cityId: string): Promise<GeodataError> {
	const known = await db.query<{ cityId: string }>(`select city_id as "cityId" from city order by city_id`);
	const allowed = known.map((row) => row.cityId);
	return new GeodataError(
		"CITY_UNKNOWN",
		`There is no city "${cityId.slice(0, 80)}"; ${allowed.length === 0 ? "none has been imported yet" : `known are ${allowed.join(", ")}`}.`,
		{ value: cityId.slice(0, 80), allowed },
	);
}

function toCity({ west, south, east, north, ...city }: CityRow): City {
	return { ...city, bbox: [west, south, east, north] };
}
