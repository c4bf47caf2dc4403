import { z } from "zod";
import { BASE_TILE_SOURCES } from "./base-tiles.ts";
import { type Collection, shownSql } from "./collection.ts";
import { COLLECTIONS } from "./index.ts";
import type { FieldType, TileSource } from "./tile-source.ts";

/** All tile layers by name: first the base map, then the collections in reverse order. */
export const TILE_SOURCES: ReadonlyMap<string, TileSource> = new Map([
	...Object.entries<TileSource>(BASE_TILE_SOURCES),
	...COLLECTIONS.toReversed().flatMap(layerOf),
]);

export const TILE_LAYERS: readonly string[] = [...TILE_SOURCES.keys()];

function layerOf({ tile, ...of }: Collection): [string, TileSource][] {
	if (tile === undefined) return [];
	const properties = tile.properties.map((name) => {
		const column = of.columns[name];
		if (column === undefined) throw new Error(`${of.id} has no ${name} to put in a tile`);
		const sql = column.emptyIsNone ? `nullif(${shownSql(column)}, '')` : shownSql(column);
		const schema = of.schema.shape.features.element.shape.properties.shape[name];
		return [name, { sql, type: fieldType(name, schema) }] as const;
	});
	const source: TileSource = {
		table: of.from,
		cityId: of.cityId,
		geom: tile.geom,
		properties: Object.fromEntries(properties),
		...(of.rowAudience === undefined ? {} : { rowAudience: of.rowAudience }),
		shownAt: tile.shownAt,
		order: of.key,
	};
	return [[tile.layer, source]];
}

/** The TileJSON type of a property, from its schema. */
function fieldType(name: string, schema: z.core.$ZodType | undefined): FieldType {
	const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
	if (inner instanceof z.ZodString) return "String";
	if (inner instanceof z.ZodNumber) return "Number";
	if (inner instanceof z.ZodBoolean) return "Boolean";
	throw new Error(`${name} is neither text, number nor yes and no; a tile cannot hold it`);
}
