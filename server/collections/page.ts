import { GeodataError } from "../../geodata/units/error.ts";

/** The requested page of a list. */
export interface PageRequest {
	/** 1 … {@link MAX_PAGE_SIZE}. */
	readonly limit: number;
	/** `nextCursor` of the previous page; null for the first. */
	readonly cursor: string | null;
}

export interface Page<T> {
	readonly items: T[];
	/** Null on the last page. */
	readonly nextCursor: string | null;
}

export const MAX_PAGE_SIZE = 5000;

/**
 * Lists are paged by their sort key, so that concurrent changes neither repeat nor skip a row.
 * @returns The bounds of the query: one row more than a page, after this key ("" for the first page).
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID
 */
export function pageBounds({ limit, cursor }: PageRequest): { rowLimit: number; afterKey: string } {
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_SIZE) {
		throw new GeodataError(
			"LIMIT_OUT_OF_RANGE",
			`The limit ${limit} is out of range; allowed is a whole number from 1 to ${MAX_PAGE_SIZE}.`,
			{ value: limit, allowed: [1, MAX_PAGE_SIZE] },
		);
	}
	return { rowLimit: limit + 1, afterKey: cursor === null ? "" : decodeCursor(cursor) };
}

export function toPage<T>(rows: readonly T[], { limit }: PageRequest, keyOf: (row: T) => string): Page<T> {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function encodeCursor(key: string): string {
	return Buffer.from(key, "utf8").toString("base64url");
}

function decodeCursor(cursor: string): string {
	const key = Buffer.from(cursor, "base64url").toString("utf8");
	if (key === "" || key.includes("\0") || encodeCursor(key) !== cursor) {
		throw new GeodataError(
			"CURSOR_INVALID",
			`The cursor "${cursor.slice(0, 80)}" is not one that a page of this list returned.`,
			{ value: cursor.slice(0, 80) },
		);
	}
	return key;
}
