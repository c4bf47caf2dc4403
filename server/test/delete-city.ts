import { dropUnusedKinds } from "../db/city/city.ts";
import type { QueryRunner } from "../db/store/store.ts";

/** Removes a city with all its data, so that the next test begins without one. A missing city is no error. */
export async function deleteCity(tx: QueryRunner, cityId: string): Promise<void> {
	await tx.query("delete from city where city_id = $1", [cityId]);
	await dropUnusedKinds(tx);
}
