import { SAMPLE_EDITION } from "../../geodata/sample/edition.ts";
import type { QueryRunner } from "../db/store.ts";

/** Data version of the sample city this release draws. */
export const SAMPLE_VERSION = SAMPLE_EDITION.slice(0, 16);

/**
 * Whether the store holds a sample city that another release drew, and nothing else was put into it: such a one may
 * be drawn anew. A city with so much as one facility of somebody's own is left as it is.
 */
export async function sampleOutdated(db: QueryRunner): Promise<boolean> {
	const rows = await db.query(
		`select from city c where c.city_id = '320583' and c.sample and c.data_version <> $1
			and not exists (select from facility f where f.city_id = c.city_id and not f.sample)`,
		[SAMPLE_VERSION],
	);
	return rows.length > 0;
}
