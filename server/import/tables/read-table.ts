import { basename } from "node:path";
import { readText } from "../file-text.ts";
import { csvTable } from "./csv-table.ts";
import { geojsonTable } from "./geojson-table.ts";
import { shortened, type Table } from "./table.ts";
import { PLAIN_TABLE, type TableOptions } from "./table-options.ts";

/**
 * Reads a CSV (comma, semicolon, tab) or GeoJSON file, distinguished by content.
 *
 * @throws {GeodataError} those of {@link readText}, {@link csvTable} and {@link geojsonTable}
 */
export async function readTable(path: string, options: TableOptions = PLAIN_TABLE): Promise<Table> {
	const file = basename(path);
	const option = `${options.prefix}encoding`;
	const { text, encoding, isGuessed } = await readText(path, options.encoding, option);
	// A sample lets the user check the guess.
	const word = /[^\n\r,;\t|"]*[^\0-\u007f][^\n\r,;\t|"]*/.exec(text)?.[0].trim() ?? "";
	const notes = isGuessed
		? [`${file}: in ${encoding}, guessed, such as “${shortened(word)}”; ${option} names another`]
		: [];
	return /^\s*[{[]/.test(text)
		? geojsonTable(file, text, options, notes)
		: csvTable(file, text, options, notes);
}
