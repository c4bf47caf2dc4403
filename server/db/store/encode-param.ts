import { GeodataError } from "../../../geodata/units/error.ts";

/**
 * One `$n` parameter in PostgreSQL's text form, equal for both stores and independent of the drivers' type
 * conversions.
 *
 * null and undefined → NULL; arrays and typed arrays → array literals (nested ones too); Uint8Array → bytea; Date →
 * timestamptz; other objects → JSON. Pass a JSON array as text: `JSON.stringify(list)`.
 *
 * @throws {GeodataError} STORE_BAD_NUMBER for NaN and infinities: a NaN crashes some PostGIS versions.
 * @throws {GeodataError} STORE_BAD_TEXT for text with a NUL character, which PostgreSQL cannot store.
 */
export function encodeParam(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === "object") {
		if (value instanceof Uint8Array) return encodeBytes(value);
		if (value instanceof Date) return encodeDate(value);
		if (Array.isArray(value)) return encodeArray(value);
		if (ArrayBuffer.isView(value)) return encodeArray(Array.from(value as unknown as ArrayLike<unknown>));
		return encodeText(JSON.stringify(value));
	}
	return encodeScalar(value);
}

function encodeScalar(value: unknown): string {
	switch (typeof value) {
		case "string":
			return encodeText(value);
		case "number":
			if (!Number.isFinite(value)) {
				throw new GeodataError(
					"STORE_BAD_NUMBER",
					`The number ${value} cannot be stored; allowed is any finite number.`,
					{ value: String(value), allowed: "finite" },
				);
			}
			return String(value);
		case "boolean":
			return value ? "true" : "false";
		case "bigint":
			return value.toString();
		default:
			throw new GeodataError("STORE_BAD_PARAM", `A ${typeof value} cannot be a parameter of a statement.`, {
				value: typeof value,
			});
	}
}

function encodeText(text: string): string {
	if (text.includes("\0")) {
		throw new GeodataError(
			"STORE_BAD_TEXT",
			`The text "${text.replaceAll("\0", "\\0").slice(0, 80)}" holds a NUL character, which cannot be stored.`,
			{ position: text.indexOf("\0") },
		);
	}
	return text;
}

function encodeDate(date: Date): string {
	if (Number.isNaN(date.getTime())) {
		throw new GeodataError("STORE_BAD_DATE", "An invalid date cannot be stored.");
	}
	return date.toISOString();
}

function encodeBytes(bytes: Uint8Array): string {
	return `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")}`;
}

function encodeArray(values: readonly unknown[]): string {
	return `{${values.map(encodeElement).join(",")}}`;
}

function encodeElement(value: unknown): string {
	if (typeof value === "number") return encodeScalar(value);
	if (Array.isArray(value)) return encodeArray(value);
	const text = encodeParam(value);
	return text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
