/** Property types as TileJSON names them. */
export type FieldType = "String" | "Number" | "Boolean";

/** The rows of a tile layer. */
export interface TileSource {
	readonly table: string;
	readonly cityId: string;
	/** The web mercator column. */
	readonly geom: string;
	/** All that a tile contains of a row. */
	readonly properties: Readonly<Record<string, { readonly sql: string; readonly type: FieldType }>>;
	/** SQL of the drawn geometry, where it is not that column. */
	readonly drawn?: string;
	/** SQL of a row's audience, where rows differ. */
	readonly rowAudience?: string;
	/**
	 * SQL condition of the rows drawn at a zoom; null draws none. `pixelM` is the ground length of a pixel (1/512 of a
	 * tile).
	 */
	shownAt(z: number, pixelM: number): string | null;
	readonly order: string;
}

/** Areas smaller than this many pixels are not drawn. */
const MIN_AREA_PIXELS = 4;

/** SQL: whether an area of web mercator metres is large enough to be drawn. */
export function largeEnough(areaSql: string, pixelM: number): string {
	return `${areaSql} >= ${MIN_AREA_PIXELS * pixelM ** 2}`;
}
