import { z } from "zod";
import { positionSchema } from "./common.ts";

/** Every list is a GeoJSON feature collection, paged by `limit` and `cursor`; `nextCursor` is null on the last page. */
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
export const areaSchema = z.union([polygonSchema, multiPolygonSchema]);

export const facilityPropertiesSchema = z.object({
	facilityId: z.string(),
	kind: z.string(),
	name: z.string(),
	town: z.string().nullable(),
	communityCode: z.string().nullable(),
	/** Known entrances; empty where the position stands for them. */
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
	/** Of seats, shade, toilet, children, sport, barrier-free. */
	amenities: z.array(z.string()),
	story: z.string(),
	entrances: z.array(positionSchema),
	centre: positionSchema,
	sample: z.boolean(),
	version: z.int(),
});
export const parksSchema = featureCollectionOf(areaSchema, parkPropertiesSchema);
export type Parks = z.infer<typeof parksSchema>;

/** Star households are public by village only: a count a star, never an address. */
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
	/** One of the six types; null where a city has none. */
	type: z.string().nullable(),
	town: z.string().nullable(),
	unit: z.string().nullable(),
	people: z.int(),
	sample: z.boolean(),
});
export const communitiesSchema = featureCollectionOf(areaSchema.nullable(), communityPropertiesSchema);
export type Communities = z.infer<typeof communitiesSchema>;
