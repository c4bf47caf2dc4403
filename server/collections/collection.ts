import type { z } from "zod";
import type { Audience } from "../../geodata/catalogue/vocabulary.ts";
import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import { type featureCollectionOf, MIN_CELL_PEOPLE } from "../../geodata/contract/feature.ts";
import type { Asked, Filters } from "./filter.ts";

/** The schema of a list: a GeoJSON feature collection with any geometry and properties. */
export type ListSchema = ReturnType<typeof featureCollectionOf<z.ZodType, z.ZodObject>>;

/** A property of a list's features. */
type PropertyOf<S extends ListSchema> = Extract<
	keyof z.output<S["shape"]["features"]["element"]["shape"]["properties"]>,
	string
>;

/** The source of a property. */
export interface Column {
	/** An expression over the tables of the collection. */
	readonly sql: string;
	/** `smallCell`: a count of people below MIN_CELL_PEOPLE is null for every reader. */
	readonly mask?: "smallCell";
	/** Whether an empty text is left out of tiles. */
	readonly emptyIsNone?: boolean;
}

/** The tile layer of a collection. */
export interface CollectionTile<Property extends string> {
	readonly layer: string;
	readonly properties: readonly Property[];
	/** The web mercator column. */
	readonly geom: string;
	/**
	 * SQL condition of the rows drawn at a zoom; null draws none. `pixelM` is the ground length of a pixel (1/512 of a
	 * tile).
	 */
	shownAt(z: number, pixelM: number): string | null;
}

/** The reader of a list, with the city's catalogue. */
export interface Reader {
	readonly audiences: readonly Audience[];
	readonly catalogue: CatalogueResponse;
}

/** A list of a city, described once: url, rows, properties in lists and tiles, audience. */
export interface Collection<S extends ListSchema = ListSchema> {
	/** Last part of its url. */
	readonly id: string;
	/** Name of its schema in the OpenAPI document. */
	readonly name: string;
	readonly summary: string;
	/** Audience of the whole list. */
	readonly audience: Audience;
	readonly schema: S;
	/** Query parameters; every field except paging has a filter. */
	readonly query: z.ZodObject & z.ZodType<Asked & { limit: number; cursor?: string | undefined }>;
	/** SQL: the tables, by aliases. */
	readonly from: string;
	/** SQL: further tables for the list only, not for tiles. */
	readonly listJoins?: string;
	/** Column of the city's id. */
	readonly cityId: string;
	/** Column that identifies a row within its city and orders the pages: the feature's id. */
	readonly key: string;
	/** Exactly the properties of the schema; a missing or extra one does not compile. */
	readonly columns: Readonly<Record<PropertyOf<S>, Column>>;
	/** SQL of GeoJSON; null where there is no geometry. */
	readonly geometry: string | null;
	/** SQL of a row's audience, where rows differ; a reader gets rows of their audiences. */
	readonly rowAudience?: string;
	readonly filters: Filters;
	/**
	 * Refuses an invalid request.
	 * @throws {GeodataError} KIND_UNKNOWN, STAFF_ONLY
	 */
	refuse?(asked: Asked, reader: Reader): void;
	readonly tile?: CollectionTile<PropertyOf<S>>;
}

/** A collection whose columns are checked against its schema. */
export function collection<S extends ListSchema>(one: Collection<S>): Collection<S> {
	return one;
}

/** SQL of a property, with its mask. */
export function shownSql({ sql, mask }: Column): string {
	if (mask === undefined) return sql;
	return `(select n from (select ${sql} as n) cell where n >= ${MIN_CELL_PEOPLE})`;
}
