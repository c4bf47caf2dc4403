import { ownService } from "../../../geodata/catalogue/catalogue.ts";
import type { FacilityInput } from "../../../geodata/city/city-input.ts";
import { searchText } from "../../../geodata/text/search-text.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { writeKinds } from "../catalogue/write-catalogue.ts";
import { type BulkInsert, bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import { multiPointWkb, pointWkb } from "../store/encode-wkb.ts";
import type { QueryRunner } from "../store/store.ts";

/** Origin of a row: columns of every table of a city. */
export interface RowOrigin {
	readonly city_id: string;
	readonly source: string;
	readonly sample: boolean;
	readonly datum_in: string;
	readonly changed_by: string;
}

type Columns<T> = BulkInsert<T>["columns"];

/** Columns of all places in the table of facilities, parks included, except id and position. */
export const PLACE_COLUMNS: Columns<
	Pick<FacilityInput, "kind" | "name" | "entrances" | "townId" | "communityCode">
> = [
	["kind_id", "text", (row) => row.kind],
	["name", "text", (row) => row.name],
	["search_name", "text", (row) => searchText(row.name)],
	["entrances", "wkb", (row) => multiPointWkb(row.entrances)],
	["town_id", "text", (row) => row.townId],
	["community_code", "text", (row) => row.communityCode],
];

export async function insertFacilities(
	tx: QueryRunner,
	facilities: readonly FacilityInput[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert<FacilityInput>(
		tx,
		{
			table: "facility",
			rows: facilities,
			columns: [
				["facility_id", "text", (row) => row.facilityId],
				["geom", "wkb", (row) => pointWkb(row.lngDeg, row.latDeg)],
				["attributes", "jsonb", (row) => row.attributes],
				...PLACE_COLUMNS,
			],
			fixed: { ...origin },
		},
		control,
	);
}

/** A kind that an import may create, with its name and its service's. */
export interface NewKind {
	readonly kindId: string;
	readonly name: string;
}

/** Creates a plain kind and a service with the same id for each unknown kind. */
export async function createImportedKinds(tx: QueryRunner, asked: readonly NewKind[]): Promise<void> {
	const fresh = await unknownKinds(
		tx,
		asked.map(({ kindId }) => kindId),
	);
	if (fresh.length === 0) return;
	const own = asked
		.filter(({ kindId }) => fresh.includes(kindId))
		.map(({ kindId, name }) => ownService(kindId, name));
	const imported = { kinds: own.map(({ kind }) => kind), services: own.map(({ service }) => service) };
	await writeKinds(tx, imported, false);
}

/** @throws {GeodataError} FACILITY_KIND_UNKNOWN */
export async function refuseUnknownKinds(
	tx: QueryRunner,
	places: readonly { readonly kind: string }[],
): Promise<void> {
	const [value] = await unknownKinds(tx, [...new Set(places.map((place) => place.kind))]);
	if (value === undefined) return;
	const known = await tx.query<{ kindId: string }>(
		`select kind_id as "kindId" from facility_kind order by position, kind_id`,
	);
	const allowed = known.map((row) => row.kindId);
	throw new GeodataError(
		"FACILITY_KIND_UNKNOWN",
		`There is no kind of facility "${value}"; known are ${allowed.join(", ")}.`,
		{ value, allowed },
	);
}

async function unknownKinds(tx: QueryRunner, kindIds: readonly string[]): Promise<string[]> {
	const rows = await tx.query<{ kindId: string }>(
		`select asked as "kindId" from unnest($1::text[]) as asked
		where not exists (select from facility_kind k where k.kind_id = asked)`,
		[kindIds],
	);
	return rows.map((row) => row.kindId);
}
