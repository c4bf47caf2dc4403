import type { FacilityInput } from "../../geodata/coverage/city-input.ts";
import { plainKind } from "../../geodata/standards/kinds.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { bulkInsert, type LoadControl } from "./bulk-insert.ts";
import { multiPointWkb, pointWkb } from "./encode-wkb.ts";
import { searchText } from "./search-text.ts";
import type { QueryRunner } from "./store.ts";
import { writeKinds } from "./write-catalogue.ts";

/** Where a row came from: the columns every table of a city has. */
export interface RowOrigin {
	readonly city_id: string;
	readonly source: string;
	readonly sample: boolean;
	readonly datum_in: string;
	readonly changed_by: string;
}

/** Rules a service that a city brings itself may be judged by: the circles of GB 50180. */
const IMPORTED_RULES = ["gb50180-15", "gb50180-10", "gb50180-5", "walk-15-time", "walk-10-time"];

export async function insertFacilities(
	tx: QueryRunner,
	facilities: readonly FacilityInput[],
	origin: RowOrigin,
	control: LoadControl,
): Promise<void> {
	await bulkInsert(
		tx,
		{
			table: "facility",
			rows: facilities,
			columns: [
				["facility_id", "text", (row) => row.facilityId],
				["kind_id", "text", (row) => row.kind],
				["name", "text", (row) => row.name],
				["search_name", "text", (row) => searchText(row.name)],
				["geom", "wkb", (row) => pointWkb(row.lngDeg, row.latDeg)],
				["entrances", "wkb", (row) => multiPointWkb(row.entrances)],
				["town_id", "text", (row) => row.townId],
				["community_code", "text", (row) => row.communityCode],
				["attributes", "jsonb", (row) => row.attributes],
			],
			fixed: { ...origin },
		},
		control,
	);
}

/** Creates a plain kind and a service of the same id for each kind that is not known yet. */
export async function createImportedKinds(tx: QueryRunner, kindIds: readonly string[]): Promise<void> {
	const fresh = await unknownKinds(tx, kindIds);
	if (fresh.length === 0) return;
	const rules = await tx.query<{ ruleId: string }>(
		`select rule_id as "ruleId" from standard_rule where rule_id = any($1) order by array_position($1::text[], rule_id)`,
		[IMPORTED_RULES],
	);
	const ruleIds = rules.map((rule) => rule.ruleId);
	await writeKinds(
		tx,
		{
			kinds: fresh.map((kindId) => plainKind(kindId, kindId)),
			services: fresh.map((kindId) => ({
				serviceId: kindId,
				nameZh: kindId,
				nameEn: kindId,
				kinds: [kindId],
				ruleIds,
				targetGroup: "all" as const,
				audience: "public" as const,
				goalShare: null,
				system: null,
			})),
		},
		false,
	);
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
