import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import type { QueryRunner } from "../store/store.ts";

export interface TakenFacility {
	/** Of the new one. */
	readonly facilityId: string;
	/** Of the one that is there: the same id, or another of its kind and name at the same place. */
	readonly storedId: string;
	readonly name: string;
}

/** Those of `facilities` that the city has already, by id or by kind, name and place to 1e-5° (about a metre). */
export async function takenFacilities(
	db: QueryRunner,
	cityId: string,
	facilities: readonly FacilityInput[],
): Promise<TakenFacility[]> {
	return db.query<TakenFacility & Record<string, unknown>>(
		`select fresh.facility_id as "facilityId", f.facility_id as "storedId", f.name
		from unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])
			as fresh(facility_id, kind_id, name, lng, lat)
		join facility f on f.city_id = $1 and (f.facility_id = fresh.facility_id or (
			f.kind_id = fresh.kind_id and f.name = fresh.name
			and abs(st_x(f.geom) - fresh.lng) < 1e-5 and abs(st_y(f.geom) - fresh.lat) < 1e-5))
		order by fresh.facility_id limit 100`,
		[
			cityId,
			facilities.map((one) => one.facilityId),
			facilities.map((one) => one.kind),
			facilities.map((one) => one.name),
			facilities.map((one) => one.lngDeg),
			facilities.map((one) => one.latDeg),
		],
	);
}
