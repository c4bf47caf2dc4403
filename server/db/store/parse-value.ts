/** Parses PostgreSQL's text form of a value. */
export type ValueParser = (text: string) => unknown;

const parseBytes: ValueParser = (text) => {
	const buffer = Buffer.from(text.slice(2), "hex");
	return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
};

/** Sessions run in UTC with ISO dates: `2026-01-31 08:15:00.25+00`. */
const parseTimestamptz: ValueParser = (text) => new Date(text.replace(" ", "T").replace(/\+00$/, "Z"));

const parseBoolean: ValueParser = (text) => text === "t";
const parseJson: ValueParser = (text) => JSON.parse(text);

/** Element type and array type of each parsed kind; all others stay text (geometry as hex EWKB). */
const PARSERS: readonly (readonly [oid: number, arrayOid: number, parser: ValueParser])[] = [
	[16, 1000, parseBoolean],
	[17, 1001, parseBytes],
	[20, 1016, Number],
	[21, 1005, Number],
	[23, 1007, Number],
	[26, 1028, Number],
	[700, 1021, Number],
	[701, 1022, Number],
	[1700, 1231, Number],
	[114, 199, parseJson],
	[3802, 3807, parseJson],
	[1184, 1185, parseTimestamptz],
	[25, 1009, String],
	[1043, 1015, String],
	[19, 1003, String],
];

const BY_OID = new Map<number, ValueParser>();
for (const [oid, arrayOid, parser] of PARSERS) {
	BY_OID.set(oid, parser);
	BY_OID.set(arrayOid, (text) => parseArray(text, parser));
}

/** Types that are parsed. */
export const PARSED_OIDS: readonly number[] = [...BY_OID.keys()];

/** The parser of a type by its oid, equal for both stores. */
export function parserOf(oid: number): ValueParser {
	return BY_OID.get(oid) ?? String;
}

/**
 * An array literal such as `{1,NULL,"a \"b\""}` or `{{1,2},{3,4}}` as nested arrays. The literal comes from the
 * server and is trusted to be well formed.
 */
export function parseArray(text: string, parser: ValueParser): unknown[] {
	// A lower bound other than 1 is printed before it: [0:1]={5,6}.
	let at = text.indexOf("{");

	const element = (): unknown => {
		if (text[at] === "{") return list();
		if (text[at] !== '"') {
			const start = at;
			while (text[at] !== "," && text[at] !== "}") at += 1;
			const raw = text.slice(start, at);
			return raw === "NULL" ? null : parser(raw);
		}
		let raw = "";
		at += 1;
		while (text[at] !== '"') {
			if (text[at] === "\\") at += 1;
			raw += text[at];
			at += 1;
		}
		at += 1;
		return parser(raw);
	};

	const list = (): unknown[] => {
		const values: unknown[] = [];
		at += 1;
		while (text[at] !== "}") {
			values.push(element());
			if (text[at] === ",") at += 1;
		}
		at += 1;
		return values;
	};

	return list();
}
