import { z } from "zod";
import { GeodataError } from "../../geodata/units/error.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Refusals with their own code; all others are REQUEST_INVALID. */
const CODES: readonly { readonly field: RegExp; readonly issue: RegExp; readonly code: string }[] = [
	{ field: /\bcutoff/, issue: /^too_/, code: "CUTOFF_OUT_OF_RANGE" },
	{ field: /^origins$/, issue: /^too_big$/, code: "TOO_MANY_ORIGINS" },
	{ field: /^changes$/, issue: /^too_big$/, code: "TOO_MANY_CHANGES" },
];

/**
 * Input that matches the schema; else one sentence with the field, its value and the allowed range.
 *
 * @throws {GeodataError} REQUEST_INVALID, CUTOFF_OUT_OF_RANGE, TOO_MANY_ORIGINS, TOO_MANY_CHANGES
 */
export function accept<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const issue = firstIssue(result.error.issues);
	const extra = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
	const path = extra === undefined ? issue.path : [...issue.path, extra];
	const field = fieldName(path);
	const value = briefly(valueAt(input, path));
	if (extra !== undefined) {
		const allowed = describeAll(schemasAt(jsonSchemaOf(schema), issue.path));
		throw new GeodataError("REQUEST_INVALID", `${field} is not a known field; allowed is ${allowed}.`, {
			field,
			value,
			allowed,
		});
	}
	const allowed =
		issue.code === "custom" ? issue.message : describeAll(schemasAt(jsonSchemaOf(schema), path));
	const code = CODES.find((rule) => rule.field.test(field) && rule.issue.test(issue.code))?.code;
	const said = value === undefined ? "missing" : JSON.stringify(value);
	throw new GeodataError(code ?? "REQUEST_INVALID", `${field} is ${said}; allowed is ${allowed}.`, {
		field,
		value,
		allowed,
	});
}

/** The deepest issue; in a union, that of the closest branch. */
function firstIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
	const issue = issues[0];
	if (issue === undefined) throw new Error("a failed parse without an issue");
	if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
	const nearest = issue.errors.reduce((a, b) => (b.length < a.length ? b : a));
	const inner = firstIssue(nearest);
	return { ...inner, path: [...issue.path, ...inner.path] };
}

function fieldName(path: readonly PropertyKey[]): string {
	if (path.length === 0) return "The request";
	return path
		.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${String(key)}`))
		.join("");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
	let value = input;
	for (const key of path) {
		if (value === null || typeof value !== "object") return undefined;
		value = (value as Record<PropertyKey, unknown>)[key];
	}
	return value;
}

/** A value for an error message, at most one line long. */
function briefly(value: unknown): unknown {
	if (Array.isArray(value) && value.length > 4) return `${value.length} items`;
	const text = JSON.stringify(value);
	if (text === undefined || text.length <= 120) return value;
	return typeof value === "string" ? `${value.slice(0, 100)}…` : `${text.slice(0, 100)}…`;
}

const jsonSchemas = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
	let json = jsonSchemas.get(schema);
	if (json === undefined) {
		json = z.toJSONSchema(schema, { io: "input", reused: "inline", unrepresentable: "any" });
		jsonSchemas.set(schema, json);
	}
	return json;
}

function schemasAt(root: JsonSchema, path: readonly PropertyKey[]): JsonSchema[] {
	let here = branches(root);
	for (const key of path) {
		here = here.flatMap((schema) => {
			const next =
				typeof key === "number"
					? (listOf(schema.prefixItems)[key] ?? schema.items)
					: (schema.properties as Record<string, unknown> | undefined)?.[String(key)];
			return next === undefined ? [] : branches(next as JsonSchema);
		});
	}
	return here;
}

function branches(schema: JsonSchema): JsonSchema[] {
	const options = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
	return options.length === 0 ? [schema] : options.flatMap((option) => branches(option as JsonSchema));
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function describeAll(schemas: readonly JsonSchema[]): string {
	return [...new Set(schemas.map(describe))].join(" or ") || "nothing there";
}

function describe(schema: JsonSchema): string {
	if ("const" in schema) return JSON.stringify(schema.const);
	if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
	const { minimum, maximum } = schema;
	switch (schema.type) {
		case "integer":
		case "number": {
			const noun = schema.type === "integer" ? "a whole number" : "a number";
			const bounded = typeof minimum === "number" && typeof maximum === "number";
			return bounded && Math.abs(maximum) < Number.MAX_SAFE_INTEGER
				? `${noun} from ${minimum} to ${maximum}`
				: noun;
		}
		case "string": {
			if (typeof schema.pattern === "string") return `text matching ${schema.pattern}`;
			return typeof schema.maxLength === "number"
				? `text of ${schema.minLength ?? 0} to ${schema.maxLength} characters`
				: "text";
		}
		case "array": {
			const tuple = listOf(schema.prefixItems);
			if (tuple.length > 0) return `[${tuple.map((item) => describe(item as JsonSchema)).join(", ")}]`;
			return typeof schema.maxItems === "number"
				? `a list of ${schema.minItems ?? 0} to ${schema.maxItems} items`
				: "a list";
		}
		case "object":
			return `an object of ${Object.keys(schema.properties ?? {}).join(", ") || "no fields"}`;
		default:
			return String(schema.type ?? "any value");
	}
}
