import type { z } from "zod";
import type { Audience } from "../../geodata/catalogue/vocabulary.ts";
import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import { type featureCollectionOf, MIN_CELL_PEOPLE } from "../../geodata/contract/feature.ts";
import type { Asked, Filters } from "./filter.ts";

/** A schema of a list: a GeoJSON feature collection, whatever its geometry and properties. */
export type ListSchema = ReturnType<typeof featureCollectionOf<z.ZodType, z.ZodObject>>;

/** A property of a list's features. */
type PropertyOf<S extends ListSchema> = Extract<
	keyof z.output<S["shape"]["features"]["element"]["shape"]["properties"]>,
	string
>;

/** Where a property comes from. */
export interface Column {
	/** An expression over the tables of the collection. */
	readonly sql: string;
	/** `smallCell`: a count of people below MIN_CELL_PEOPLE is null, for whoever asks. */
	readonly mask?: "smallCell";
	/** Whether an empty text is left out of tiles. */
	readonly emptyIsNone?: boolean;
}

/** What a tile shows of a collection. */
export interface CollectionTile<Property extends string> {
	readonly layer: string;
	readonly properties: readonly Property[];
	/** The web mercator column. */
	readonly geom: string;
	/** SQL of what is drawn at a zoom; null draws nothing. `pixelM` is the ground length of a pixel (1/512 of a tile). */
	shownAt(z: number, pixelM: number): string | null;
}

/** Who reads a list, of a city that has this catalogue. */
export interface Reader {
	readonly audiences: readonly Audience[];
	readonly catalogue: CatalogueResponse;
}

/** One list of a city, told once: its url, its rows, what the wire and the tiles show of them, and to whom. */
export interface Collection<S extends ListSchema = ListSchema> {
	/** Last part of its url. */
	readonly id: string;
	/** Of its schema in the document. */
	readonly name: string;
	readonly summary: string;
	/** Whom the list is for as a whole. */
	readonly audience: Audience;
	readonly schema: S;
	/** What it may be asked for; every field beside the paging has its filter. */
	readonly query: z.ZodObject & z.ZodType<Asked & { limit: number; cursor?: string | undefined }>;
	/** SQL: the tables, by aliases. */
	readonly from: string;
	/** SQL: further tables that only the list needs, no tile. */
	readonly listJoins?: string;
	/** Column of the city's id. */
	readonly cityId: string;
	/** Column that names a row within its city, by which the list is ordered and paged: the feature's id. */
	readonly key: string;
	/** Every property of the schema and nothing else, so that neither can have one more. */
	readonly columns: Readonly<Record<PropertyOf<S>, Column>>;
	/** SQL of GeoJSON; null where the things stand nowhere. */
	readonly geometry: string | null;
	/** SQL of whom a row is for, where rows differ; a reader gets those of his audiences. */
	readonly rowAudience?: string;
	readonly filters: Filters;
	/**
	 * Refuses what cannot be asked for.
	 * @throws {GeodataError} KIND_UNKNOWN, STAFF_ONLY
	 */
	refuse?(asked: Asked, reader: Reader): void;
	readonly tile?: CollectionTile<PropertyOf<S>>;
}

/** A collection whose columns are checked against its schema. */
export function collection<S extends ListSchema>(one: Collection<S>): Collection<S> {
	return one;
}

/** SQL of a property as anyone may see it. */
export function shownSql({ sql, mask }: Column): string {
	if (mask === undefined) return sql;
	return `(select n from (select ${sql} as n) cell where n >= ${MIN_CELL_PEOPLE})`;
}
