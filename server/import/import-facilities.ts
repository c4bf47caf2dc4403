import { basename } from "node:path";
import { withEntrances } from "../../geodata/city/area-entrances.ts";
import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import type { Datum } from "../../geodata/datum/datum.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { addFacilities } from "../db/city/add-facilities.ts";
import { getCity } from "../db/city/city.ts";
import { readGraph } from "../db/city/graph.ts";
import { takenFacilities } from "../db/city/taken-facilities.ts";
import { watersAt } from "../db/places/waters-at.ts";
import type { Store } from "../db/store/store.ts";
import { type FacilityFiles, newKind, readFacilityTable } from "./assemble-city.ts";
import { cityExtent } from "./extent.ts";
import { refuseInWater } from "./facilities-in-water.ts";
import type { ImportControl } from "./import-city.ts";
import { refuseKindWithoutService } from "./kind-service.ts";
import { facilitiesOf } from "./tables/facilities.ts";
import { listed } from "./tables/table.ts";

/**
 * Adds the facilities of a table to an existing city: all of them or none.
 *
 * @returns A report, in lines to print.
 * @throws {GeodataError} CITY_UNKNOWN, FACILITY_DUPLICATE where the city already has one; those of the readers
 */
export async function importFacilities(
	store: Store,
	cityId: string,
	files: FacilityFiles & { readonly datum: Datum },
	{ onProgress, signal }: ImportControl,
): Promise<string[]> {
	if (files.from.startsWith("osm:")) {
		throw new GeodataError(
			"TAG_INVALID",
			`"${files.from}" needs the network file; allowed with import city only, here a CSV or GeoJSON file.`,
			{ value: files.from },
		);
	}
	refuseKindWithoutService(files.kind);
	const city = await getCity(store, cityId);
	const { facilities: read, notes } = await facilitiesOf(await readFacilityTable(files), {
		...files,
		extent: cityExtent(city.bbox),
	});
	const [taken, ...more] = await takenFacilities(store, cityId, read);
	if (taken) {
		const ids = [taken, ...more].map(({ facilityId }) => facilityId);
		throw new GeodataError(
			"FACILITY_DUPLICATE",
			`${city.name} has ${taken.facilityId} already, as ${taken.storedId} "${taken.name}"; a facility may stand once (${ids.length} such: ${listed(ids, 5)}).`,
			{ value: ids },
		);
	}
	refuseInWater(read, await watersAt(store, cityId, read));
	const pack = decodeCityPack(await readGraph(store, cityId, city.graphHash));
	const facilities = withEntrances(pack, read);
	const dataVersion = await addFacilities(store, {
		cityId,
		facilities,
		newKinds: [newKind(files)],
		source: basename(files.from),
		datumIn: files.datum,
		onProgress: (table, done, total) => onProgress(`store ${table}`, done, total),
		signal,
	});
	return [
		`${city.name} (${cityId}): ${facilities.length} ${files.kind} added; data version ${dataVersion}`,
		...notes.map((note) => `  read        ${note}`),
	];
}
