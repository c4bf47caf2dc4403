import { dropUnusedKinds } from "../db/city/city.ts";
import type { QueryRunner } from "../db/store/store.ts";

/** Removes a city with everything in it, so that the next test begins without one; none is removed without a word. */
export async function deleteCity(tx: QueryRunner, cityId: string): Promise<void> {
	await tx.query("delete from city where city_id = $1", [cityId]);
	await dropUnusedKinds(tx);
}
