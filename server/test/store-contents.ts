import type { QueryRunner } from "../db/store/store.ts";

/** A digest of all rows by table name: equal means nothing changed. */
export async function storeContents(
	db: QueryRunner,
): Promise<Record<string, { rows: number; digest: string }>> {
	const tables = await db.query<{ name: string }>(
		"select table_name as name from information_schema.tables where table_schema = 'lucheng' order by 1",
	);
	const contents: Record<string, { rows: number; digest: string }> = {};
	for (const { name } of tables) {
		const [row] = await db.query<{ rows: number; digest: string }>(
			`select count(*) as rows, coalesce(md5(string_agg(t::text, '|' order by t::text collate "C")), '') as digest
			from ${name} t`,
		);
		if (row !== undefined) contents[name] = row;
	}
	return contents;
}
