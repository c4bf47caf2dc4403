import { createHash } from "node:crypto";
import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import type { LoadControl } from "../store/bulk-insert.ts";
import type { Store } from "../store/store.ts";
import { unknownCity } from "./city.ts";
import {
	createImportedKinds,
	insertFacilities,
	type NewKind,
	refuseUnknownKinds,
} from "./load-facilities.ts";

export interface AddFacilitiesOptions extends LoadControl {
	readonly cityId: string;
	readonly facilities: readonly FacilityInput[];
	/** Kinds missing from the catalogue that this import may create. */
	readonly newKinds?: readonly NewKind[];
	readonly source: string;
	readonly sample?: boolean;
	readonly datumIn?: string;
	readonly changedBy?: string;
}

/**
 * Adds facilities to a city, all or none.
 * @returns The city's new data version.
 * @throws {GeodataError} CITY_UNKNOWN, FACILITY_KIND_UNKNOWN, ABORTED; STORE_QUERY_FAILED with `sqlState` 23505
 *   where an id is taken.
 */
export async function addFacilities(store: Store, options: AddFacilitiesOptions): Promise<string> {
	const { cityId, facilities, newKinds = [] } = options;
	const change = createHash("sha256").update(JSON.stringify(facilities)).digest("hex");
	return store.transaction(async (tx) => {
		const [city] = await tx.query<{ dataVersion: string }>(
			`update city set data_version = left(md5(data_version || $2), 16), version = version + 1, changed_at = now()
			where city_id = $1 returning data_version as "dataVersion"`,
			[cityId, change],
		);
		if (city === undefined) throw await unknownCity(tx, cityId);
		await createImportedKinds(tx, newKinds);
		await refuseUnknownKinds(tx, facilities);
		await insertFacilities(
			tx,
			facilities,
			{
				city_id: cityId,
				source: options.source,
				sample: options.sample ?? false,
				datum_in: options.datumIn ?? "wgs84",
				changed_by: options.changedBy ?? "import",
			},
			options,
		);
		return city.dataVersion;
	});
}
