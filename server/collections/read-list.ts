import type { z } from "zod";
import type { Audience } from "../../geodata/catalogue/vocabulary.ts";
import type { QueryRunner } from "../db/store/store.ts";
import { type Collection, type Column, type ListSchema, shownSql } from "./collection.ts";
import { type Asked, conditionsOf } from "./filter.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";

export interface ListRequest extends PageRequest, Asked {
	readonly cityId: string;
	/** Audiences of the rows to read, decided by the caller. */
	readonly audiences: readonly Audience[];
}

interface Row extends Record<string, unknown> {
	feature_id: string;
	feature_geometry: unknown;
}

/**
 * A page of a collection, by key.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID, BBOX_INVALID
 */
export async function readList<S extends ListSchema>(
	db: QueryRunner,
	{ schema, columns, ...source }: Collection<S>,
	request: ListRequest,
): Promise<z.output<S>> {
	const { rowLimit, afterKey } = pageBounds(request);
	const params: unknown[] = [];
	const add = (value: unknown): string => `$${params.push(value)}`;
	const conditions = [
		`${source.cityId} = ${add(request.cityId)}`,
		`${source.key} > ${add(afterKey)}`,
		...(source.rowAudience === undefined
			? []
			: [`${source.rowAudience} = any(${add(request.audiences)}::text[])`]),
		...conditionsOf(source.filters, request, add),
	];
	const shown = Object.entries<Column>(columns).map(([name, column]) => `${shownSql(column)} as "${name}"`);
	const rows = await db.query<Row>(
		`select ${source.key} as feature_id, ${source.geometry ?? "null"} as feature_geometry, ${shown.join(", ")}
		from ${source.from} ${source.listJoins ?? ""}
		where ${conditions.join(" and ")}
		order by ${source.key} limit ${add(rowLimit)}`,
		params,
	);
	const { items, nextCursor } = toPage(rows, request, (row) => row.feature_id);
	const list = {
		type: "FeatureCollection",
		features: items.map(({ feature_id: id, feature_geometry: geometry, ...properties }) => ({
			type: "Feature",
			id,
			geometry,
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
	// Data is validated when it is written; the tests parse every list by its schema.
	return list as z.output<S>;
}
