import { SLUG } from "../../../geodata/catalogue/vocabulary.ts";
import type { CityInput } from "../../../geodata/city/city-input.ts";
import type { SnapshotFigures } from "../../../geodata/coverage/snapshot-figures.ts";
import { STREET_CLASSES } from "../../../geodata/graph/street-source.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { bulkInsert, type LoadControl } from "../store/bulk-insert.ts";
import { areaWkb, geometryWkb, lineWkb, multiPointWkb, pointWkb } from "../store/encode-wkb.ts";
import { refuseAborted } from "../store/refuse-aborted.ts";
import type { QueryRunner, Store } from "../store/store.ts";
import { dropUnusedKinds } from "./city.ts";
import { writeGraph } from "./graph.ts";
import {
	createImportedKinds,
	insertFacilities,
	type NewKind,
	type RowOrigin,
	refuseUnknownKinds,
} from "./load-facilities.ts";
import { firmOfCompound, insertFirms } from "./load-firms.ts";
import { insertParks } from "./load-parks.ts";
import { insertPlots } from "./load-plots.ts";
import { insertSnapshots } from "./load-snapshots.ts";

export interface SaveCityOptions extends LoadControl {
	readonly input: CityInput;
	/** The encoded city pack and its hash. */
	readonly packBytes: Uint8Array;
	readonly graphHash: string;
	/** Must change whenever the input does. */
	readonly dataVersion: string;
	/** Computed figures of the input's snapshots. */
	readonly snapshots?: readonly SnapshotFigures[];
	/** Kinds missing from the catalogue that this import may create. */
	readonly newKinds?: readonly NewKind[];
	/** Datum of the source; the input itself is WGS 84. */
	readonly datumIn?: string;
	readonly changedBy?: string;
}

export interface SaveCityReport {
	/** Base features that vanish when rounded to 1e-7°. */
	readonly droppedBaseFeatures: number;
}

/**
 * Writes a city in one transaction, replacing the one with the same id and all its data: all or nothing.
 * @throws {GeodataError} CITY_ID_INVALID, FACILITY_KIND_UNKNOWN, FIRM_COMPOUND_*, ABORTED; STORE_QUERY_FAILED where a
 * row names a community or town missing from the input, or violates another constraint.
 */
export async function saveCity(store: Store, options: SaveCityOptions): Promise<SaveCityReport> {
	const { input, packBytes, graphHash, newKinds = [] } = options;
	if (!SLUG.test(input.cityId)) {
		throw new GeodataError(
			"CITY_ID_INVALID",
			`The city id "${input.cityId.slice(0, 80)}" is not allowed; allowed are 1 to 40 letters a–z, digits and dashes.`,
			{ value: input.cityId.slice(0, 80), allowed: SLUG.source },
		);
	}
	const origin: RowOrigin = {
		city_id: input.cityId,
		source: input.source,
		sample: input.sample,
		datum_in: options.datumIn ?? "wgs84",
		changed_by: options.changedBy ?? "import",
	};
	const report = await store.transaction(async (tx) => {
		await tx.query("delete from city where city_id = $1", [input.cityId]);
		await createImportedKinds(tx, newKinds);
		await refuseUnknownKinds(tx, [...input.facilities, ...input.parks]);
		await insertCity(tx, options, origin);
		await insertDivisions(tx, input, origin, options);
		await insertFirms(tx, input.firms, origin, options);
		await insertCompounds(tx, input, origin, options);
		await insertFacilities(tx, input.facilities, origin, options);
		await insertParks(tx, input.parks, origin, options);
		await insertPlots(tx, input.plots, origin, options);
		await insertCourtyards(tx, input, origin, options);
		await insertSnapshots(tx, options.snapshots ?? [], origin, options);
		await placeCommunities(tx, input.cityId);
		await insertStreets(tx, input, origin, options);
		const baseFeatures = await insertBaseFeatures(tx, input, origin, options);
		await writeGraph(tx, input.cityId, graphHash, packBytes);
		await dropUnusedKinds(tx);
		refuseAborted(options.signal);
		return { droppedBaseFeatures: input.baseFeatures.length - baseFeatures };
	});
	// Fresh statistics for the first queries, and free space where a city was replaced: the embedded store has no
	// autovacuum.
	await store.query("vacuum (analyze)");
	return report;
}

async function insertCity(tx: QueryRunner, { input, dataVersion }: SaveCityOptions, origin: RowOrigin) {
	const [west, south, east, north] = input.bbox;
	await bulkInsert(tx, {
		table: "city",
		rows: [input],
		columns: [
			["name", "text", (row) => row.name],
			["name_en", "text", (row) => row.nameEn],
			["boundary", "area", (row) => row.boundary && areaWkb(row.boundary)],
		],
		fixed: {
			...origin,
			west_deg: west,
			south_deg: south,
			east_deg: east,
			north_deg: north,
			data_version: dataVersion,
			people: input.compounds.reduce((sum, compound) => sum + compound.people, 0),
			demand_points: input.compounds.length,
		},
	});
}

async function insertDivisions(tx: QueryRunner, input: CityInput, origin: RowOrigin, control: LoadControl) {
	const units = new Set([...input.towns, ...input.communities].flatMap(({ unit }) => unit ?? []));
	await bulkInsert(
		tx,
		{
			table: "working_unit",
			rows: [...units],
			columns: [["name", "text", (name) => name]],
			fixed: { ...origin },
		},
		control,
	);
	await bulkInsert(
		tx,
		{
			table: "town",
			rows: input.towns,
			columns: [
				["town_id", "text", (row) => row.townId],
				["name", "text", (row) => row.name],
				["name_en", "text", (row) => row.nameEn],
				["unit", "text", (row) => row.unit],
				["centre", "wkb", (row) => pointWkb(...row.centre)],
				["geom", "area", (row) => row.polygon && areaWkb(row.polygon)],
			],
			fixed: { ...origin },
		},
		control,
	);
	await bulkInsert(
		tx,
		{
			table: "community",
			rows: input.communities,
			columns: [
				["code", "text", (row) => row.code],
				["name", "text", (row) => row.name],
				["type", "text", (row) => row.type],
				["town_id", "text", (row) => row.townId],
				["unit", "text", (row) => row.unit],
				["geom", "area", (row) => row.polygon && areaWkb(row.polygon)],
				["attributes", "jsonb", (row) => row.attributes],
			],
			fixed: { ...origin },
		},
		control,
	);
}

async function insertCompounds(tx: QueryRunner, input: CityInput, origin: RowOrigin, control: LoadControl) {
	const firmOf = firmOfCompound(input);
	await bulkInsert(
		tx,
		{
			table: "compound",
			rows: input.compounds,
			columns: [
				["compound_id", "text", (row) => row.compoundId],
				["name", "text", (row) => row.name],
				["kind", "text", (row) => row.kind],
				["geom", "wkb", (row) => pointWkb(row.lngDeg, row.latDeg)],
				["gates", "wkb", (row) => multiPointWkb(row.gates)],
				["land", "area", (row) => row.polygon && areaWkb(row.polygon)],
				["people", "int", (row) => row.people],
				["people_0_14", "int", (row) => row.people0To14],
				["people_60_plus", "int", (row) => row.people60Plus],
				["community_code", "text", (row) => row.communityCode],
				["firm_id", "text", (row) => firmOf.get(row.compoundId)],
			],
			fixed: { ...origin },
		},
		control,
	);
}

async function insertCourtyards(tx: QueryRunner, input: CityInput, origin: RowOrigin, control: LoadControl) {
	await bulkInsert(
		tx,
		{
			table: "courtyard",
			rows: input.courtyards,
			columns: [
				["courtyard_id", "text", (row) => row.courtyardId],
				["star", "int", (row) => row.star],
				["year", "int", (row) => row.year],
				["community_code", "text", (row) => row.communityCode],
				["geom", "wkb", (row) => pointWkb(row.lngDeg, row.latDeg)],
			],
			fixed: { ...origin },
		},
		control,
	);
}

/** A community's point lies inside its polygon or, without one, at the centre of its homes or courtyards. */
async function placeCommunities(tx: QueryRunner, cityId: string) {
	await tx.query(
		`update community m set centre = coalesce(
			st_pointonsurface(m.geom),
			(select st_setsrid(st_makepoint(avg(st_x(h.geom)), avg(st_y(h.geom))), 4326) from compound h
				where h.city_id = m.city_id and h.community_code = m.code having count(*) > 0),
			(select st_setsrid(st_makepoint(avg(st_x(y.geom)), avg(st_y(y.geom))), 4326) from courtyard y
				where y.city_id = m.city_id and y.community_code = m.code having count(*) > 0))
		where m.city_id = $1`,
		[cityId],
	);
}

async function insertStreets(tx: QueryRunner, input: CityInput, origin: RowOrigin, control: LoadControl) {
	const { streets } = input;
	await bulkInsert(
		tx,
		{
			table: "street",
			rows: Array.from(streets.wayName.keys()),
			columns: [
				["street_no", "int", (way) => way],
				["way_id", "bigint", (way) => streets.wayId[way]],
				["class", "text", (way) => STREET_CLASSES[streets.wayClass[way] ?? -1]],
				["flags", "int", (way) => streets.wayFlags[way]],
				["name", "text", (way) => streets.wayName[way]],
				["geom", "wkb", (way) => wayWkb(input, way)],
			],
			fixed: { ...origin },
		},
		control,
	);
}

function wayWkb({ streets }: CityInput, way: number): Uint8Array {
	const { nodeLngDeg, nodeLatDeg, wayNode, wayStart } = streets;
	return lineWkb(nodeLngDeg, nodeLatDeg, wayNode, wayStart[way] ?? 0, wayStart[way + 1] ?? 0);
}

function insertBaseFeatures(
	tx: QueryRunner,
	input: CityInput,
	origin: RowOrigin,
	control: LoadControl,
): Promise<number> {
	return bulkInsert(
		tx,
		{
			table: "base_feature",
			rows: input.baseFeatures.map((feature, number) => ({ feature, number })),
			columns: [
				["feature_no", "int", ({ number }) => number],
				["layer", "text", ({ feature }) => feature.layer],
				["kind", "text", ({ feature }) => feature.kind],
				["name", "text", ({ feature }) => feature.name],
				["name_en", "text", ({ feature }) => feature.nameEn],
				["bridge", "bool", ({ feature }) => feature.bridge],
				["tunnel", "bool", ({ feature }) => feature.tunnel],
				["rank", "int", ({ feature }) => feature.rank],
				["geom", "shape", ({ feature }) => geometryWkb(feature.geometry)],
			],
			fixed: { ...origin },
		},
		control,
	);
}
