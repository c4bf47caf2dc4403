import request from "supertest";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { AUDIENCES } from "../../geodata/catalogue/vocabulary.ts";
import { MIN_CELL_PEOPLE } from "../../geodata/contract/feature.ts";
import { ROLES, type Role } from "../../geodata/contract/session.ts";
import { audiencesOf } from "../auth/policy.ts";
import { withApp } from "../test/with-app.ts";
import type { Collection } from "./collection.ts";
import { COLLECTIONS } from "./index.ts";
import { TILE_SOURCES } from "./tile-layers.ts";

const server = withApp({ remoteAddress: () => "127.0.0.1" });
/** For sample data, where the official role is accepted. */
const CITY = "tiny";

const propertiesOf = (one: Collection): z.ZodObject => one.schema.shape.features.element.shape.properties;
const byId = (id: string) => COLLECTIONS.find((one) => one.id === id) as Collection;

async function listed(id: string, role: Role) {
	const { body } = await request(server.app)
		.get(`/api/v1/cities/${CITY}/${id}`)
		.set("Cookie", `lucheng_role=${role}`)
		.expect(200);
	return body;
}

/** The stored values of a column by feature, unmasked. */
async function stored(of: Collection, sql: string): Promise<Map<string, unknown>> {
	const rows = await server.store.query<{ id: string; value: unknown }>(
		`select ${of.key} as id, ${sql} as value from ${of.from} ${of.listJoins ?? ""} where ${of.cityId} = $1`,
		[CITY],
	);
	return new Map(rows.map(({ id, value }) => [id, value]));
}

describe.each(COLLECTIONS.map(({ id }) => id))("%s", (id) => {
	const of = byId(id);

	it.each(ROLES)("shows the %s only the properties of the schema", async (role) => {
		const body = await listed(id, role);
		of.schema.parse(body);
		expect(body.features.length).toBeGreaterThan(0);
		const names = Object.keys(propertiesOf(of).shape).sort();
		for (const { properties } of body.features) expect(Object.keys(properties).sort()).toEqual(names);
	});

	it.each(ROLES)("shows the %s no count of few people", async (role) => {
		const body = await listed(id, role);
		for (const [name, { sql, mask }] of Object.entries(of.columns)) {
			if (mask === undefined) continue;
			const truth = await stored(of, sql);
			// The tiny city has cells on both sides of the border; otherwise the test would prove nothing.
			const counts = [...truth.values()].filter((value) => value !== null) as number[];
			expect(counts.some((value) => value < MIN_CELL_PEOPLE)).toBe(true);
			expect(counts.some((value) => value >= MIN_CELL_PEOPLE)).toBe(true);
			for (const { id: row, properties } of body.features) {
				const value = truth.get(row) as number | null;
				expect([row, properties[name]]).toEqual([
					row,
					value !== null && value >= MIN_CELL_PEOPLE ? value : null,
				]);
			}
		}
	});

	it.each(ROLES)("shows the %s only rows of its audiences", async (role) => {
		const ids = (await listed(id, role)).features.map((one: { id: string }) => one.id).sort();
		const audiences = audiencesOf({ role, local: true });
		const truth = await stored(of, of.rowAudience ?? "'public'");
		const expected = [...truth].flatMap(([row, audience]) =>
			audiences.includes(audience as (typeof AUDIENCES)[number]) ? [row] : [],
		);
		expect(ids).toEqual(expected.sort());
		if (of.rowAudience !== undefined) expect(new Set(truth.values())).toEqual(new Set(AUDIENCES));
	});

	it("is narrowed by every field of its query", () => {
		const fields = Object.keys(of.query.shape).filter((name) => name !== "limit" && name !== "cursor");
		expect(Object.keys(of.filters).sort()).toEqual(fields.sort());
	});
});

const DRAWN = COLLECTIONS.flatMap((one) => (one.tile === undefined ? [] : [{ ...one, tile: one.tile }]));

describe.each(DRAWN)("tiles of $id", ({ rowAudience, tile: { layer, properties } }) => {
	it("say what their properties are", async () => {
		expect(TILE_SOURCES.get(layer)?.rowAudience).toBe(rowAudience);
		const { body } = await request(server.app).get(`/tiles/${CITY}/${layer}.json`).expect(200);
		const [{ id: told, fields }] = body.vector_layers;
		expect([told, Object.keys(fields)]).toEqual([layer, properties]);
		// Ids, kinds, names, codes and types are text; no tile contains a number or a count of people.
		expect(Object.values(fields)).toEqual(properties.map(() => "String"));
	});
});

describe("the descriptors", () => {
	it("mark one list with rows not for everyone", () => {
		const differing = COLLECTIONS.filter((one) => one.audience !== "public" || one.rowAudience !== undefined);
		expect(differing.map(({ id }) => id)).toEqual(["facilities"]);
	});

	it("mask the people of compounds and firms", () => {
		const masked = COLLECTIONS.flatMap(({ id, columns }) =>
			Object.entries(columns).flatMap(([name, { mask }]) => (mask === undefined ? [] : [`${id}.${name}`])),
		);
		expect(masked).toEqual(["compounds.people", "firms.people"]);
	});
});
