import { GeodataError } from "../../../geodata/units/error.ts";
import { ENCODINGS, type Encoding, parseEncoding } from "../text-encoding.ts";

/** User options for properties a table does not declare; null detects them. */
export interface TableOptions {
	readonly encoding: Encoding | null;
	/** The decimal mark in the population column and in conditions. */
	readonly decimalMark: DecimalMark | null;
	readonly lngColumn: string | null;
	readonly latColumn: string | null;
	/** A column with both coordinates, or a geometry. */
	readonly positionColumn: string | null;
	readonly positionOrder: PositionOrder | null;
	readonly idColumn: string | null;
	readonly nameColumn: string | null;
	/** Drops and counts rows outside the city instead of refusing them. */
	readonly clip: boolean;
	/** False where the datum is only assumed; columns named after another datum are then refused with a question. */
	readonly isDatumGiven: boolean;
	/** Prefix of the options on the command line, for messages. */
	readonly prefix: "--" | "--facilities-";
}

export type DecimalMark = "." | ",";
export type PositionOrder = "lng,lat" | "lat,lng";

export const PLAIN_TABLE: TableOptions = {
	encoding: null,
	decimalMark: null,
	lngColumn: null,
	latColumn: null,
	positionColumn: null,
	positionOrder: null,
	idColumn: null,
	nameColumn: null,
	clip: false,
	isDatumGiven: true,
	prefix: "--",
};

/** The option names of the command line. */
export interface TableWords {
	readonly encoding?: string | undefined;
	readonly numberFormat?: string | undefined;
	readonly lngColumn?: string | undefined;
	readonly latColumn?: string | undefined;
	readonly positionColumn?: string | undefined;
	readonly positionOrder?: string | undefined;
	readonly idColumn?: string | undefined;
	readonly nameColumn?: string | undefined;
	readonly clip?: boolean | undefined;
}

export const NUMBER_FORMATS: Readonly<Record<string, DecimalMark>> = { "1,234.5": ".", "1.234,5": "," };
const POSITION_ORDERS: readonly PositionOrder[] = ["lng,lat", "lat,lng"];

/**
 * @throws {GeodataError} ENCODING_UNKNOWN, NUMBER_FORMAT, POSITION_ORDER, OPTION_MISSING where one of two columns
 *   that belong together is named
 */
export function tableOptions(
	words: TableWords,
	rest: Pick<TableOptions, "prefix" | "isDatumGiven">,
): TableOptions {
	const { encoding, numberFormat, positionOrder, lngColumn = null, latColumn = null } = words;
	if ((lngColumn === null) !== (latColumn === null)) {
		throw new GeodataError(
			"OPTION_MISSING",
			`${rest.prefix}lng-column and ${rest.prefix}lat-column belong together; ${lngColumn === null ? "the first" : "the second"} is missing.`,
		);
	}
	return {
		...rest,
		encoding: encoding === undefined ? null : parseEncoding(encoding),
		decimalMark:
			numberFormat === undefined
				? null
				: (NUMBER_FORMATS[numberFormat] ??
					refuseWord("NUMBER_FORMAT", "Number format", numberFormat, Object.keys(NUMBER_FORMATS))),
		lngColumn,
		latColumn,
		positionColumn: words.positionColumn ?? null,
		positionOrder:
			positionOrder === undefined
				? null
				: (POSITION_ORDERS.find((order) => order === positionOrder) ??
					refuseWord("POSITION_ORDER", "Position order", positionOrder, POSITION_ORDERS)),
		idColumn: words.idColumn ?? null,
		nameColumn: words.nameColumn ?? null,
		clip: words.clip ?? false,
	};
}

/** For the help of a command: option, value, meaning. */
export const TABLE_OPTIONS: readonly (readonly [name: string, takes: string, help: string])[] = [
	["encoding", "<encoding>", `of the table: ${ENCODINGS.join(", ")}`],
	["number-format", "<format>", "how the table writes numbers: 1,234.5 or 1.234,5"],
	["lng-column", "<name>", "column of the longitude"],
	["lat-column", "<name>", "column of the latitude"],
	["position-column", "<name>", "column of both, as a pair, WKT or GeoJSON"],
	["position-order", "<order>", "of such a pair: lng,lat or lat,lng"],
	["id-column", "<name>", "column of the ids"],
];

function refuseWord(code: string, what: string, value: string, allowed: readonly string[]): never {
	throw new GeodataError(code, `${what} "${value}" is not known; allowed are ${allowed.join(" and ")}.`, {
		value,
		allowed,
	});
}
