import type { Catalogue } from "../../../geodata/catalogue/types.ts";
import type { QueryRunner, Store } from "../store/store.ts";

/** `changed_by` of an unedited shipped row; a row that someone edited has their name and is left unchanged. */
export const SHIPPED_BY = "catalogue";

interface ReferenceTable<T> {
	readonly table: string;
	readonly key: string;
	/** Column, SQL type, and value of a row; the key first. */
	readonly columns: readonly (readonly [
		name: string,
		type: string,
		value: (row: T, position: number) => unknown,
	])[];
}

/**
 * Writes the shipped catalogue. Unchanged rows are not touched, so running it at every start is harmless. A changed
 * profile changes figures, so every city gets a new data version.
 */
export async function writeCatalogue(store: Store, catalogue: Catalogue): Promise<void> {
	await store.transaction(async (tx) => {
		const profiles = await upsert(tx, catalogue.profiles, {
			table: "walk_profile",
			key: "profile_id",
			columns: [
				["profile_id", "text", (row) => row.profileId],
				["position", "int", (_row, position) => position],
				["name_zh", "text", (row) => row.nameZh],
				["name_en", "text", (row) => row.nameEn],
				["speed_mps", "float8", (row) => row.speedMps],
				["steps_allowed", "bool", (row) => row.stepsAllowed],
				["signal_penalty_sec", "float8", (row) => row.signalPenaltySec],
				["overpass_penalty_sec", "float8", (row) => row.overpassPenaltySec],
				["source", "text", (row) => row.source],
				["verified", "bool", (row) => row.verified],
			],
		});
		await upsert(tx, catalogue.rules, {
			table: "standard_rule",
			key: "rule_id",
			columns: [
				["rule_id", "text", (row) => row.ruleId],
				["position", "int", (_row, position) => position],
				["name_zh", "text", (row) => row.nameZh],
				["name_en", "text", (row) => row.nameEn],
				["type", "text", (row) => row.type],
				["cutoff", "float8", (row) => row.cutoff],
				["profile_id", "text", (row) => row.profileId],
				["denominator", "text", (row) => row.denominator],
				["clause", "text", (row) => row.clause],
				["source", "text", (row) => row.source],
				["verified", "bool", (row) => row.verified],
				["derived", "bool", (row) => row.derived],
			],
		});
		await writeKinds(tx, catalogue, true);
		if (profiles > 0) {
			await tx.query(
				"update city set data_version = left(md5(data_version || $1), 16), version = version + 1",
				[JSON.stringify(catalogue.profiles)],
			);
		}
	});
}

/**
 * Writes kinds and their services.
 * @param shipped False for imported ones: shown only where a city has such facilities.
 */
export async function writeKinds(
	tx: QueryRunner,
	{ kinds, services }: Pick<Catalogue, "kinds" | "services">,
	shipped: boolean,
): Promise<void> {
	const behind = shipped ? 0 : 1000;
	await upsert(tx, kinds, {
		table: "facility_kind",
		key: "kind_id",
		columns: [
			["kind_id", "text", (row) => row.kindId],
			["position", "int", (_row, position) => behind + position],
			["name_zh", "text", (row) => row.nameZh],
			["name_en", "text", (row) => row.nameEn],
			["symbol_path", "text", (row) => row.symbolPath],
			["colour", "text", (row) => row.colour],
			["audience", "text", (row) => row.audience],
			["shipped", "bool", () => shipped],
		],
	});
	await upsert(tx, services, {
		table: "service",
		key: "service_id",
		columns: [
			["service_id", "text", (row) => row.serviceId],
			["position", "int", (_row, position) => behind + position],
			["name_zh", "text", (row) => row.nameZh],
			["name_en", "text", (row) => row.nameEn],
			["target_group", "text", (row) => row.targetGroup],
			["audience", "text", (row) => row.audience],
			["goal_share", "float8", (row) => row.goalShare],
			["system", "int", (row) => row.system],
			["shipped", "bool", () => shipped],
		],
	});
	for (const [table, column, ids] of [
		["service_kind", "kind_id", services.map((service) => service.kinds)],
		["service_rule", "rule_id", services.map((service) => service.ruleIds)],
	] as const) {
		const links = services.flatMap(({ serviceId }, i) =>
			(ids[i] ?? []).map((id, position) => ({ serviceId, id, position })),
		);
		const columns = [
			links.map((link) => link.serviceId),
			links.map((link) => link.id),
			links.map((link) => link.position),
		];
		await tx.query(
			`delete from ${table} old where old.service_id = any($4::text[]) and not exists (
				select from unnest($1::text[], $2::text[], $3::int[]) as fresh(service_id, id, position)
				where (fresh.service_id, fresh.id, fresh.position) = (old.service_id, old.${column}, old.position))`,
			[...columns, services.map((service) => service.serviceId)],
		);
		await tx.query(
			`insert into ${table} (service_id, ${column}, position)
			select * from unnest($1::text[], $2::text[], $3::int[]) on conflict do nothing`,
			columns,
		);
	}
}

/** @returns The number of new or changed rows. */
async function upsert<T>(
	tx: QueryRunner,
	rows: readonly T[],
	{ table, key, columns }: ReferenceTable<T>,
): Promise<number> {
	const names = columns.map(([name]) => name);
	const values = names.filter((name) => name !== key);
	const tuple = (prefix: string) => `(${values.map((name) => `${prefix}.${name}`).join(", ")})`;
	const changed = await tx.query(
		`insert into ${table} as old (${names.join(", ")}, changed_by)
		select *, '${SHIPPED_BY}' from unnest(${columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(", ")})
		on conflict (${key}) do update set
			${values.map((name) => `${name} = excluded.${name}`).join(", ")},
			version = old.version + 1, changed_at = now()
		where old.changed_by = '${SHIPPED_BY}' and ${tuple("old")} is distinct from ${tuple("excluded")}
		returning ${key}`,
		columns.map(([, , value]) => rows.map(value)),
	);
	return changed.length;
}
