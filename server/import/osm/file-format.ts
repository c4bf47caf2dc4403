/** The possible formats of an OpenStreetMap file, by its first bytes. */
type OsmFormat = "pbf" | "xml" | "gzip" | "bzip2";

/** Number of first bytes needed to detect the format. */
export const FORMAT_BYTES = 512;
const TAR_MARK_AT = 257;

/** Other kinds of file by their first bytes, in Latin-1, and their names in messages. */
const OTHERS: readonly (readonly [start: string, what: string])[] = [
	["\xff\xe0\x04o5m2", "it is an o5m file; osmium or osmconvert makes an .osm.pbf of it"],
	["\xff\xe0\x04o5c2", "it is an o5c change file: what was edited, not a map"],
	["PK\x03\x04", "it is a zip archive; unpack it first"],
	["\xfd7zXZ\0", "it is packed by xz; unpack it first"],
	["\x28\xb5\x2f\xfd", "it is packed by zstd; unpack it first"],
	["7z\xbc\xaf", "it is a 7z archive; unpack it first"],
	["SQLite format 3\0", "it is an SQLite database or GeoPackage"],
	["\0\0\x27\x0a", "it is a Shapefile"],
	["II\x2a\0", "it is a TIFF image"],
	["MM\0\x2a", "it is a TIFF image"],
];

/** The format of a file that begins with these bytes, or the kind of another file. */
export function formatOf(head: Uint8Array): OsmFormat | { readonly other: string } {
	const bytes = Buffer.from(head).toString("latin1");
	if (bytes.startsWith("\x1f\x8b")) return "gzip";
	if (bytes.startsWith("BZh")) return "bzip2";
	if (bytes.slice(4, 32).includes("OSMHeader")) return "pbf";
	// UTF-8 or UTF-16, with or without a byte order mark.
	const text = bytes
		.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
		.replaceAll("\0", "")
		.trimStart();
	if (text.startsWith("<")) return "xml";
	const other = OTHERS.find(([start]) => bytes.startsWith(start));
	if (other) return { other: other[1] };
	if (bytes.startsWith("ustar", TAR_MARK_AT)) return { other: "it is a tar archive; unpack it first" };
	if (/^[{[]/.test(text)) return { other: jsonKind(text) };
	return { other: `it begins with "${bytes.slice(0, 16).replace(/[^\x20-\x7e]/g, "·")}"` };
}

function jsonKind(text: string): string {
	if (/"(elements|osm3s)"/.test(text))
		return "it is the JSON of OpenStreetMap or Overpass; ask for XML, at Overpass by [out:xml]";
	if (/"Feature(Collection)?"/.test(text)) return "it is GeoJSON, whose streets do not say where they meet";
	return "it is JSON";
}
