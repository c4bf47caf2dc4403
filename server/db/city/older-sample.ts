import type { QueryRunner } from "../store/store.ts";

/** Whether a city is sample data of another version without user-added facilities. */
export async function isOlderSample(db: QueryRunner, cityId: string, dataVersion: string): Promise<boolean> {
	const rows = await db.query(
		`select from city c where c.city_id = $1 and c.sample and c.data_version <> $2
			and not exists (select from facility f where f.city_id = c.city_id and not f.sample)`,
		[cityId, dataVersion],
	);
	return rows.length > 0;
}
