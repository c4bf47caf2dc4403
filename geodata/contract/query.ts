import { z } from "zod";

export const MAX_PAGE = 2000;

const paging = {
	limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(500),
	/** `nextCursor` of the previous page. */
	cursor: z.string().min(1).max(400).optional(),
};
const search = z.string().trim().min(1).max(100).optional();

const NUMBER = "-?\\d{1,3}(\\.\\d+)?";
const BBOX = "west,south,east,north in degrees, west < east and south < north";

/** `west,south,east,north` in degrees. */
export const bboxQuerySchema = z
	.string()
	.regex(new RegExp(`^${NUMBER}(,${NUMBER}){3}$`))
	.transform((text, context) => {
		const [west = 0, south = 0, east = 0, north = 0] = text.split(",").map(Number);
		const inside = west >= -180 && east <= 180 && south >= -90 && north <= 90;
		if (!(inside && west < east && south < north)) context.addIssue({ code: "custom", message: BBOX });
		return [west, south, east, north] as const;
	});

/** Several words separated by commas. */
const wordsQuerySchema = z
	.string()
	.min(1)
	.max(400)
	.transform((text) => text.split(","));

export const facilitiesQuerySchema = z.strictObject({
	kind: wordsQuerySchema.optional(),
	bbox: bboxQuerySchema.optional(),
	q: search,
	...paging,
});
export const parksQuerySchema = z.strictObject({
	/** Parks that have all of these amenities: seats, shade, toilet, children, sport, barrier-free. */
	amenity: wordsQuerySchema.optional(),
	bbox: bboxQuerySchema.optional(),
	q: search,
	...paging,
});
export const plotsQuerySchema = z.strictObject({
	/** One or more of the six kinds of plot. */
	kind: wordsQuerySchema.optional(),
	bbox: bboxQuerySchema.optional(),
	...paging,
});
export const compoundsQuerySchema = z.strictObject({ bbox: bboxQuerySchema.optional(), ...paging });
export const snapshotsQuerySchema = z.strictObject({
	service: z.string().min(1).max(80).optional(),
	rule: z.string().min(1).max(80).optional(),
});
/** Lists without a filter: courtyard villages, communities, firms. */
export const pageQuerySchema = z.strictObject(paging);
