import { refuseAborted } from "./refuse-aborted.ts";
import type { QueryRunner } from "./store.ts";

/** Called after each chunk with the table, rows written to it, total rows. */
export type LoadProgress = (table: string, done: number, total: number) => void;

export interface LoadControl {
	readonly onProgress?: LoadProgress | undefined;
	/** Checked between chunks; an aborted load is rolled back by its transaction. */
	readonly signal?: AbortSignal | undefined;
}

export interface BulkInsert<T> {
	readonly table: string;
	readonly rows: readonly T[];
	/** Column, parameter type, and value of a row. */
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
	| "date"
	| "jsonb"
	| "textlist"
	| "wkb"
	| "area"
	| "shape"
	| "inside";

/** Rows per statement: limits the memory of the parameters and the delay of a cancellation. */
const CHUNK_ROWS = 4000;

/** How a value is sent, read from its parameter, and written to its column. */
interface BulkForm {
	readonly sentAs: string;
	/** Evaluated once per row. */
	readonly read: (parameter: string) => string;
	readonly put: (value: string) => string;
}

const asIs = (sql: string): string => sql;
const plain = (sentAs: string): BulkForm => ({ sentAs, read: asIs, put: asIs });
const shape = (parameter: string): string => `st_geomfromwkb(${parameter}, 4326)`;

/** Coordinates are already rounded to 1e-7°; an area that crosses itself is made valid. */
const validShape = (parameter: string): string => `case
	when st_dimension(${shape(parameter)}) = 2 then st_collectionextract(st_makevalid(${shape(parameter)}), 3)
	when st_isvalid(${shape(parameter)}) then ${shape(parameter)}
end`;

/**
 * Lists are sent as JSON, because SQL arrays of arrays must be rectangular. An `area` that vanishes becomes null, a
 * row whose `shape` vanishes is left out, and `inside` is a point within an area.
 */
const FORMS: Readonly<Record<BulkType, BulkForm>> = {
	text: plain("text"),
	int: plain("int"),
	bigint: plain("bigint"),
	float8: plain("float8"),
	bool: plain("bool"),
	date: plain("date"),
	jsonb: { sentAs: "text", read: (parameter) => `${parameter}::jsonb`, put: asIs },
	textlist: {
		sentAs: "text",
		read: (parameter) => `array(select jsonb_array_elements_text(${parameter}::jsonb))`,
		put: asIs,
	},
	wkb: { sentAs: "bytea", read: shape, put: asIs },
	shape: { sentAs: "bytea", read: validShape, put: asIs },
	area: {
		sentAs: "bytea",
		read: validShape,
		put: (value) => `case when not st_isempty(${value}) then st_multi(${value}) end`,
	},
	inside: { sentAs: "bytea", read: validShape, put: (value) => `st_pointonsurface(${value})` },
};

/** Parameter types of fixed values. */
const FIXED_TYPES: Readonly<Record<string, string>> = { string: "text", number: "float8", boolean: "bool" };

/**
 * Inserts rows in chunks by `unnest`.
 * @returns The number of inserted rows; the rest had a shape that vanished.
 * @throws {GeodataError} ABORTED when the signal fired.
 */
export async function bulkInsert<T>(
	tx: QueryRunner,
	{ table, rows, columns, fixed }: BulkInsert<T>,
	{ onProgress, signal }: LoadControl = {},
): Promise<number> {
	const names = columns.map(([name]) => name);
	const fixedValues = Object.values(fixed);
	const values = [
		...columns.map(([name, type]) => FORMS[type].put(`v.${name}`)),
		...fixedValues.map((value, i) => `$${names.length + i + 1}::${FIXED_TYPES[typeof value]}`),
	];
	const shapes = columns.filter(([, type]) => type === "shape").map(([name]) => `not st_isempty(v.${name})`);
	const sql = `with inserted as (
		insert into ${table} (${[...names, ...Object.keys(fixed)].join(", ")})
		select ${values.join(", ")}
		from (
			select ${columns.map(([name, type]) => `${FORMS[type].read(`r.${name}`)} as ${name}`).join(", ")}
			from unnest(${columns.map(([, type], i) => `$${i + 1}::${FORMS[type].sentAs}[]`).join(", ")}) as r(${names.join(", ")})
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
			...fixedValues,
		]);
		inserted += row?.count ?? 0;
		onProgress?.(table, start + chunk.length, rows.length);
	}
	return inserted;
}
