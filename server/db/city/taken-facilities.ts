import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import type { QueryRunner } from "../store/store.ts";

export interface TakenFacility {
	/** Of the new one. */
	readonly facilityId: string;
	/** Of the stored one: the same id, or another of its kind and name at the same place. */
	readonly storedId: string;
	readonly name: string;
}

/** Distance within which two records are one place, degrees: about a metre. */
const SAME_PLACE_DEG = 1e-5;
/** Cell size for joining positions, degrees; near a border both cells are searched. */
const CELL_DEG = 1e-4;

const cellOf = (deg: string): string => `floor((${deg}) / ${CELL_DEG})::int`;

/**
 * Facilities that the city already has, by id or by kind, name and place to 1e-5° (about a metre); the first hundred.
 * Both are equality joins, so the cost stays linear for many thousands.
 */
export async function takenFacilities(
	db: QueryRunner,
	cityId: string,
	facilities: readonly FacilityInput[],
): Promise<TakenFacility[]> {
	return db.query<TakenFacility & Record<string, unknown>>(
		`with fresh as materialized (
			select * from unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])
				as fresh(facility_id, kind_id, name, lng, lat)
		),
		sought as materialized (
			select fresh.*, ${cellOf("lng + east.deg")} as x, ${cellOf("lat + north.deg")} as y
			from fresh, (values (-${SAME_PLACE_DEG}), (${SAME_PLACE_DEG})) as east(deg),
				(values (-${SAME_PLACE_DEG}), (${SAME_PLACE_DEG})) as north(deg)
		)
		select fresh.facility_id as "facilityId", f.facility_id as "storedId", f.name
		from fresh join facility f on f.city_id = $1 and f.facility_id = fresh.facility_id collate "C"
		union
		select sought.facility_id, f.facility_id, f.name
		from sought join facility f on f.city_id = $1 and f.kind_id = sought.kind_id collate "C" and f.name = sought.name
			and ${cellOf("st_x(f.geom)")} = sought.x and ${cellOf("st_y(f.geom)")} = sought.y
		where abs(st_x(f.geom) - sought.lng) < ${SAME_PLACE_DEG} and abs(st_y(f.geom) - sought.lat) < ${SAME_PLACE_DEG}
		order by 1, 2 limit 100`,
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
