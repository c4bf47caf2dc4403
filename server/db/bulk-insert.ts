import { refuseAborted } from "./refuse-aborted.ts";
import type { QueryRunner } from "./store.ts";

/** Told after each chunk: the table, rows written of it, rows in all. */
export type LoadProgress = (table: string, done: number, total: number) => void;

export interface LoadControl {
	readonly onProgress?: LoadProgress | undefined;
	/** Looked at between chunks; a stopped load is rolled back by its transaction. */
	readonly signal?: AbortSignal | undefined;
}

export interface BulkInsert<T> {
	readonly table: string;
	readonly rows: readonly T[];
	/** Column, the type its values are sent as, and how a row fills it. */
	readonly columns: readonly (readonly [name: string, type: BulkType, value: (row: T) => unknown])[];
	/** Values equal in every row. */
	readonly fixed: Readonly<Record<string, string | number | boolean>>;
}

export type BulkType =
	| "text"
	| "int"
	| "bigint"
	| "float8"
	| "bool"
	| "jsonb"
	| "textlist"
	| "wkb"
	| "area"
	| "shape"
	| "inside";

/** Rows a statement: bounds the memory of the parameters and how long a cancel waits. */
const CHUNK_ROWS = 4000;

/**
 * How a parameter becomes the value of its column. Lists travel as JSON, since arrays of arrays must be rectangular.
 * Coordinates were rounded to 1e-7° before; what that or the source left invalid is made valid here: an `area` becomes
 * null when nothing is left of it, a row whose `shape` does is left out, `inside` is a point within an area.
 */
const EXPRESSIONS: Readonly<Record<BulkType, (column: string) => string>> = {
	text: (column) => column,
	int: (column) => column,
	bigint: (column) => column,
	float8: (column) => column,
	bool: (column) => column,
	jsonb: (column) => `${column}::jsonb`,
	textlist: (column) => `array(select jsonb_array_elements_text(${column}::jsonb))`,
	wkb: (column) => `st_geomfromwkb(${column}, 4326)`,
	area: (column) => `st_multi(valid_shape(st_geomfromwkb(${column}, 4326)))`,
	shape: (column) => `valid_shape(st_geomfromwkb(${column}, 4326))`,
	inside: (column) => `st_pointonsurface(valid_shape(st_geomfromwkb(${column}, 4326)))`,
};

/** The type a fixed value is sent as, by its own. */
const FIXED_TYPES: Readonly<Record<string, string>> = { string: "text", number: "float8", boolean: "bool" };

const SENT_AS: Readonly<Record<BulkType, string>> = {
	text: "text",
	int: "int",
	bigint: "bigint",
	float8: "float8",
	bool: "bool",
	jsonb: "text",
	textlist: "text",
	wkb: "bytea",
	area: "bytea",
	shape: "bytea",
	inside: "bytea",
};

/**
 * Inserts rows a chunk at a time by `unnest`.
 * @returns How many rows were inserted; the rest had a shape of which nothing was left.
 * @throws {GeodataError} ABORTED when the signal was raised.
 */
export async function bulkInsert<T>(
	tx: QueryRunner,
	{ table, rows, columns, fixed }: BulkInsert<T>,
	{ onProgress, signal }: LoadControl = {},
): Promise<number> {
	const names = columns.map(([name]) => name);
	const fixedNames = Object.keys(fixed);
	const values = columns.map(([name, type]) => `${EXPRESSIONS[type](`r.${name}`)} as ${name}`);
	const shapes = columns.filter(([, type]) => type === "shape").map(([name]) => `v.${name} is not null`);
	const sql = `with inserted as (
		insert into ${table} (${[...names, ...fixedNames].join(", ")})
		select ${[...names.map((name) => `v.${name}`), ...Object.values(fixed).map((value, i) => `$${names.length + i + 1}::${FIXED_TYPES[typeof value]}`)].join(", ")}
		from (
			select ${values.join(", ")}
			from unnest(${columns.map(([, type], i) => `$${i + 1}::${SENT_AS[type]}[]`).join(", ")}) as r(${names.join(", ")})
			offset 0
		) as v
		${shapes.length === 0 ? "" : `where ${shapes.join(" and ")}`}
		returning 1
	) select count(*)::int as count from inserted`;

	let inserted = 0;
	for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
		refuseAborted(signal);
		const chunk = rows.slice(start, start + CHUNK_ROWS);
		const [row] = await tx.query<{ count: number }>(sql, [
			...columns.map(([, , value]) => chunk.map(value)),
			...Object.values(fixed),
		]);
		inserted += row?.count ?? 0;
		onProgress?.(table, start + chunk.length, rows.length);
	}
	return inserted;
}
