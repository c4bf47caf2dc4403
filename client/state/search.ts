import type { z } from "zod";

/** All parameters of a link, in the order written; other parameters are dropped. */
const PARAM_NAMES = [
	"city",
	"service",
	"rule",
	"walk",
	"lens",
	"tab",
	"mode",
	"at",
	"point",
	"sel",
	"on",
	"off",
	"since",
	"only",
	"lang",
] as const;
export type ParamName = (typeof PARAM_NAMES)[number];

/** A query string as raw parameters; undefined where absent. */
export type Search = { readonly [K in ParamName]?: string | undefined };

/** The schema of each parameter. */
export type Fields = Readonly<Partial<Record<ParamName, z.ZodType<unknown, string>>>>;

/** The parameters of some fields. */
export type SearchOf<F> = { readonly [K in keyof F & ParamName]?: string | undefined };

export function parseSearch(text: string): Search {
	const params = new URLSearchParams(text);
	return Object.fromEntries(
		PARAM_NAMES.flatMap((name) => {
			const value = params.get(name);
			return value === null ? [] : [[name, value]];
		}),
	);
}

/** @returns "" or a string that begins with "?". */
export function stringifySearch(search: Search): string {
	const params = PARAM_NAMES.flatMap((name) => {
		const value = search[name];
		return value === undefined ? [] : `${name}=${encode(value)}`;
	});
	return params.length === 0 ? "" : `?${params.join("&")}`;
}

/** The parameters of `fields`; only an invalid one is undefined. */
export function validSearch<F extends Fields>(
	fields: F,
	search: Readonly<Record<string, unknown>>,
): SearchOf<F> {
	const names = PARAM_NAMES.filter((name) => name in fields);
	return Object.fromEntries(
		names.map((name) => [name, fields[name]?.safeParse(search[name]).success ? search[name] : undefined]),
	) as SearchOf<F>;
}

/** Kept unescaped for readability: colons and commas are legal in a query. */
const encode = (text: string) =>
	encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
