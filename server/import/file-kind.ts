/** The kind of a file by its first bytes, whatever its name: "a PNG picture"; null where unknown. */
export function kindOfBytes(head: Uint8Array): string | null {
	const found = SIGNATURES.find(([signature]) =>
		signature.every((byte, i) => byte === null || head[i] === byte),
	);
	if (found) return found[1];
	const text = new TextDecoder("latin1")
		.decode(head.subarray(0, 512))
		.replace(/^\u00EF\u00BB\u00BF/, "")
		.trimStart();
	return TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export const TIFF_KIND = "a TIFF";

const bytes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const SIGNATURES: readonly (readonly [signature: readonly (number | null)[], kind: string])[] = [
	[[0x89, ...bytes("PNG")], "a PNG picture"],
	[[0xff, 0xd8, 0xff], "a JPEG picture"],
	[bytes("GIF8"), "a GIF picture"],
	// A text file may start with a column called BM; a picture has two reserved zero numbers next.
	[[...bytes("BM"), null, null, null, null, 0, 0, 0, 0], "a bitmap picture"],
	[[...bytes("PK"), 3, 4], "a zip archive, as .xlsx, .kmz and zipped shapefiles are"],
	[[...bytes("PK"), 5, 6], "an empty zip archive"],
	[[0x1f, 0x8b], "a gzip archive"],
	[bytes("BZh"), "a bzip2 archive"],
	[[...bytes("7z"), 0xbc, 0xaf], "a 7-Zip archive"],
	[bytes("Rar!"), "a RAR archive"],
	[[0xfd, ...bytes("7zXZ")], "an xz archive"],
	[bytes("%PDF"), "a PDF"],
	[[0xd0, 0xcf, 0x11, 0xe0], "an old Office file, as .xls is"],
	[bytes("SQLite format 3"), "an SQLite database, as .gpkg is"],
	[[0x00, 0x00, 0x27, 0x0a], "a shapefile"],
	[[...bytes("CDF"), 1], "a NetCDF file"],
	[[...bytes("CDF"), 2], "a NetCDF file"],
	[[0x89, ...bytes("HDF")], "an HDF5 or NetCDF file"],
	[bytes("PAR1"), "a Parquet file"],
	[bytes("GRIB"), "a GRIB file"],
	[[...bytes("II"), 0x2a, 0x00], TIFF_KIND],
	[[...bytes("MM"), 0x00, 0x2a], TIFF_KIND],
	[[...bytes("II"), 0x2b, 0x00], TIFF_KIND],
	[[...bytes("MM"), 0x00, 0x2b], TIFF_KIND],
	[[null, null, null, null, 0x0a, null, ...bytes("OSMHeader")], "an OpenStreetMap file"],
];

const TEXTS: readonly (readonly [pattern: RegExp, kind: string])[] = [
	[/^<(!doctype html|html)/i, "a web page"],
	[/^<\?xml[^>]*>\s*<osm|^<osm/i, "an OpenStreetMap file"],
	[/^<\?xml[^>]*>\s*<kml|^<kml/i, "a KML file"],
	[/^<\?xml|^</, "an XML file"],
	[/^\{\\rtf/, "an RTF document"],
	[/^ncols\s/i, "an ASCII grid"],
];
