import { z } from "zod";
import { FIRM_GRADES } from "../catalogue/vocabulary.ts";
import type { Area } from "../units/position.ts";
import { answerOf } from "./answer-of.ts";
import { positionSchema } from "./common.ts";

/**
 * Every list is a GeoJSON feature collection, paged by `limit` and `cursor`; `nextCursor` is null on the last page.
 */
export const featureCollectionOf = <G extends z.ZodType, P extends z.ZodType>(geometry: G, properties: P) =>
	z.object({
		type: z.literal("FeatureCollection"),
		features: z.array(z.object({ type: z.literal("Feature"), id: z.string(), geometry, properties })),
		nextCursor: z.string().nullable(),
		sample: z.boolean(),
	});

export const pointSchema = z.object({ type: z.literal("Point"), coordinates: positionSchema });
export const polygonSchema = z.object({
	type: z.literal("Polygon"),
	coordinates: z.array(z.array(positionSchema)),
});
export const multiPolygonSchema = z.object({
	type: z.literal("MultiPolygon"),
	coordinates: z.array(z.array(z.array(positionSchema))),
});
export const areaSchema = answerOf<Area>()(z.union([polygonSchema, multiPolygonSchema]));

export const facilityPropertiesSchema = z.object({
	facilityId: z.string(),
	kind: z.string(),
	name: z.string(),
	town: z.string().nullable(),
	communityCode: z.string().nullable(),
	/** Known entrances; where empty, the position is the entrance. */
	entrances: z.array(positionSchema),
	attributes: z.record(z.string(), z.unknown()),
	sample: z.boolean(),
	verified: z.boolean(),
	version: z.int(),
});
export const facilitiesSchema = featureCollectionOf(pointSchema, facilityPropertiesSchema);
export type Facilities = z.infer<typeof facilitiesSchema>;

export const parkPropertiesSchema = z.object({
	parkId: z.string(),
	/** `pocket-park` is 昆小薇; `park` any other. */
	kind: z.string(),
	name: z.string(),
	town: z.string().nullable(),
	communityCode: z.string().nullable(),
	areaM2: z.number(),
	builtYear: z.int().nullable(),
	/** Any of seats, shade, toilet, children, sport, barrier-free. */
	amenities: z.array(z.string()),
	story: z.string(),
	entrances: z.array(positionSchema),
	centre: positionSchema,
	sample: z.boolean(),
	version: z.int(),
});
export const parksSchema = featureCollectionOf(areaSchema, parkPropertiesSchema);
export type Parks = z.infer<typeof parksSchema>;

/** Star households are public as counts per star and village, never by address. */
export const courtyardVillagePropertiesSchema = z.object({
	communityCode: z.string(),
	community: z.string(),
	town: z.string().nullable(),
	fiveStar: z.int(),
	fourStar: z.int(),
	threeStar: z.int(),
	sample: z.boolean(),
});
export const courtyardsSchema = featureCollectionOf(pointSchema, courtyardVillagePropertiesSchema);
export type Courtyards = z.infer<typeof courtyardsSchema>;

export const communityPropertiesSchema = z.object({
	code: z.string(),
	name: z.string(),
	/** One of the six types; null where unknown. */
	type: z.string().nullable(),
	town: z.string().nullable(),
	unit: z.string().nullable(),
	people: z.int(),
	/** Whether it has a community development fund; null where unknown. */
	communityFund: z.boolean().nullable(),
	volunteerTeams: z.int().nullable(),
	/** The community's three lists. */
	needs: z.array(z.string()),
	services: z.array(z.string()),
	resources: z.array(z.string()),
	sample: z.boolean(),
});
export const communitiesSchema = featureCollectionOf(areaSchema.nullable(), communityPropertiesSchema);
export type Communities = z.infer<typeof communitiesSchema>;

/** A compound with fewer people hides its count, so that nobody can be identified. */
export const MIN_CELL_PEOPLE = 10;

export const compoundPropertiesSchema = z.object({
	compoundId: z.string(),
	name: z.string(),
	/** compound, hamlet, cell, building. */
	kind: z.string(),
	/** null below {@link MIN_CELL_PEOPLE}. */
	people: z.int().nullable(),
	communityCode: z.string().nullable(),
	/** The property-management firm that serves it; null where there is none. */
	firmId: z.string().nullable(),
	/** Number of known gates. */
	gates: z.int(),
	sample: z.boolean(),
	version: z.int(),
});
/** Its polygon where known, else its centre. */
export const compoundsSchema = featureCollectionOf(
	z.union([pointSchema, polygonSchema, multiPolygonSchema]),
	compoundPropertiesSchema,
);

export const plotPropertiesSchema = z.object({
	plotId: z.string(),
	/** One of idle, demolition, narrow, low-use-green, roadside-belt, low-use-plaza. */
	kind: z.string(),
	name: z.string(),
	town: z.string().nullable(),
	communityCode: z.string().nullable(),
	areaM2: z.number(),
	/** Estimated cost of making it a park; null where there is no estimate. */
	costYuan: z.int().nullable(),
	entrances: z.array(positionSchema),
	centre: positionSchema,
	sample: z.boolean(),
	version: z.int(),
});
export const plotsSchema = featureCollectionOf(areaSchema, plotPropertiesSchema);
export type Plots = z.infer<typeof plotsSchema>;

export const firmPropertiesSchema = z.object({
	firmId: z.string(),
	name: z.string(),
	/** Oldest first; score 0 to 100. */
	grades: z.array(
		z.object({
			year: z.int(),
			quarter: z.int(),
			grade: z.enum(FIRM_GRADES),
			score: z.number(),
		}),
	),
	/** The compounds it serves and their people; null below {@link MIN_CELL_PEOPLE}. */
	compoundIds: z.array(z.string()),
	people: z.int().nullable(),
	sample: z.boolean(),
	version: z.int(),
});
/** A firm has no geometry; its compounds have. */
export const firmsSchema = featureCollectionOf(z.null(), firmPropertiesSchema);
export type Firms = z.infer<typeof firmsSchema>;
