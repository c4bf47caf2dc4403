import { basename } from "node:path";
import { GeodataError } from "../../../geodata/units/error.ts";

/** The file ends before its data does. */
export function truncated(file: string, where: string): GeodataError {
	return new GeodataError("OSM_TRUNCATED", `${basename(file)} ends too early: ${where}.`, { file });
}

/** The file is of another kind. */
export function notOsm(file: string, what: string): GeodataError {
	return new GeodataError(
		"OSM_NOT_OSM",
		`${basename(file)} is not OpenStreetMap data: ${what}; allowed are .osm.pbf, .osm, .osm.gz and .osm.bz2.`,
		{ file },
	);
}

/** The file starts correctly and is damaged further on. */
export function damaged(file: string, what: string): GeodataError {
	return new GeodataError("OSM_DAMAGED", `${basename(file)} is damaged: ${what}.`, { file });
}

/** An id beyond the exact range of a double: it could be confused with another id. */
export function idTooLarge(file: string, where: string, id: string): GeodataError {
	return new GeodataError(
		"OSM_ID_TOO_LARGE",
		`${basename(file)} has the id or number ${id} (${where}); allowed are whole numbers within ±9007199254740991. Renumber it, such as by osmium renumber.`,
		{ file, value: id },
	);
}
