import { z } from "zod";
import {
	DEFAULT_PROFILE_ID,
	DENOMINATORS,
	GAP_BARRIERS,
	GAP_CAUSES,
	SIDES,
	TARGET_GROUPS,
} from "../catalogue/vocabulary.ts";
import type { CoverageTotals, UnsnappedFacility } from "../coverage/figures.ts";
import type { Histogram } from "../coverage/histogram.ts";
import type { LedgerRow } from "../coverage/ledger.ts";
import { type Figures, MEASURES, type MeasureId } from "../coverage/measures.ts";
import type { Provenance } from "../coverage/provenance.ts";
import type { CoverageReport } from "../engine/functions.ts";
import type { Gap } from "../gaps/gaps.ts";
import type { IsochroneFeature, Isochrones } from "../isochrone/isochrones.ts";
import type { Change } from "../scenario/facility-slots.ts";
import { answerOf } from "./answer-of.ts";
import { cutoffSchema, positionSchema, ruleSchema } from "./common.ts";
import { areaSchema } from "./feature.ts";

export const changeSchema = answerOf<Change>()(
	z.discriminatedUnion("op", [
		z.strictObject({ op: z.literal("add"), id: z.string().min(1).max(80), position: positionSchema }),
		z.strictObject({ op: z.literal("move"), id: z.string(), position: positionSchema }),
		z.strictObject({ op: z.literal("close"), id: z.string() }),
	]),
);

export const coverageRequestSchema = z.strictObject({
	service: z.string(),
	rule: ruleSchema,
	profile: z.string().default(DEFAULT_PROFILE_ID),
	changes: z.array(changeSchema).max(1000).default([]),
	/** The data version the changes were made on. A different version is refused. */
	dataVersion: z.string().min(1).max(80).optional(),
});
export type CoverageRequest = z.input<typeof coverageRequestSchema>;

/** The denominator of every share: coveredPeople ÷ people. */
export const coverageTotalsSchema = answerOf<CoverageTotals>()(
	z.object({
		people: z.int(),
		coveredPeople: z.int(),
		coverageShare: z.number(),
		/** People inside the circle of `circleRadiusM`. */
		circlePeople: z.int(),
		circleShare: z.number(),
		circleRadiusM: z.number(),
		/** People inside the circle who cannot walk there within the cutoff. */
		deniedPeople: z.int(),
		demandPoints: z.int(),
		coveredPoints: z.int(),
		/** Demand points with no street within the snap distance: counted, listed, uncovered. */
		unsnappedPoints: z.int(),
		unsnappedPeople: z.int(),
		gateUnknownPoints: z.int(),
		facilities: z.int(),
		unsnappedFacilities: z.int(),
	}),
);

/** Whole people; share and walks are null where there are no people. */
const measureSchemas = Object.fromEntries(
	MEASURES.map(({ id, unit }) => [id, unit === "people" ? z.int() : z.number().nullable()]),
) as unknown as { [Id in MeasureId]: z.ZodType<Figures[Id]> };

export const ledgerRowSchema = answerOf<LedgerRow>()(
	z.object({
		key: z.string(),
		name: z.string(),
		type: z.string().nullable(),
		town: z.string().nullable(),
		unit: z.string().nullable(),
		...measureSchemas,
	}),
);

export const gapSchema = answerOf<Gap>()(
	z.object({
		gapId: z.string(),
		people: z.int(),
		demandPoints: z.int(),
		/** Communities by people, most first. */
		communities: z.array(z.string()),
		/** Name of the community with most people, else of the nearest street, else of a home; may be empty. */
		name: z.string(),
		/** Its direction within that community; null at the centre, and where `name` is not a community's. */
		side: z.enum(SIDES).nullable(),
		centre: positionSchema,
		polygon: areaSchema,
		cause: z.enum(GAP_CAUSES),
		/** What separates it, where cause is `barred`; `detour` where no barrier lies between and the streets wind. */
		barrier: z.enum(GAP_BARRIERS).nullable(),
		barrierName: z.string().nullable(),
		nearestFacilityId: z.string().nullable(),
		nearestFacility: z.string().nullable(),
		/** Straight metres from the home with most people to its nearest facility. */
		nearestStraightM: z.number().nullable(),
		/** Longest walk of any home of the gap, seconds or metres as the rule; null where some home is unreached. */
		farthest: z.number().nullable(),
		unreachablePeople: z.int(),
	}),
);

/** Where a figure comes from. */
export const provenanceSchema = answerOf<Provenance>()(
	z.object({
		cityId: z.string(),
		dataVersion: z.string(),
		graphHash: z.string(),
		sample: z.boolean(),
		service: z.string(),
		rule: ruleSchema,
		ruleId: z.string().nullable(),
		clause: z.string().nullable(),
		ruleSource: z.string().nullable(),
		verified: z.boolean(),
		profile: z.string(),
		speedMps: z.number(),
		denominator: z.literal(DENOMINATORS[0]),
		targetGroup: z.enum(TARGET_GROUPS),
	}),
);

/** `bins[i]` counts people whose walk lies in (i·binWidth, (i + 1)·binWidth]; bin 0 includes 0. */
export const histogramSchema = answerOf<Histogram>()(
	z.object({
		binWidth: z.number(),
		unit: z.enum(["sec", "m"]),
		people: z.array(z.int()),
		/** Beyond the last bin, or unreached. */
		beyondPeople: z.int(),
	}),
);

/** All figures of a coverage and their provenance. */
interface CoverageAnswer extends CoverageReport {
	readonly provenance: Provenance;
	readonly unsnappedFacilities: UnsnappedFacility[];
}

export const coverageResponseSchema = answerOf<CoverageAnswer>()(
	z.object({
		provenance: provenanceSchema,
		totals: coverageTotalsSchema,
		byCommunity: z.array(ledgerRowSchema),
		byTown: z.array(ledgerRowSchema),
		byUnit: z.array(ledgerRowSchema),
		byType: z.array(ledgerRowSchema),
		histogram: histogramSchema,
		gaps: z.array(gapSchema),
		unsnapped: z.array(z.object({ id: z.string(), name: z.string(), people: z.int() })),
		/** Facilities with no street within the snap distance: counted, serving nobody. */
		unsnappedFacilities: z.array(z.object({ id: z.string(), name: z.string() })),
	}),
);
export type CoverageResponse = z.infer<typeof coverageResponseSchema>;

export const MAX_ORIGINS = 1000;
export const isochroneRequestSchema = z.strictObject({
	origins: z.array(positionSchema).min(1).max(MAX_ORIGINS),
	profile: z.string().default(DEFAULT_PROFILE_ID),
	rule: z.discriminatedUnion("type", [
		z.strictObject({
			type: z.literal("time"),
			cutoffsSec: z.array(cutoffSchema("time")).min(1).max(12),
		}),
		z.strictObject({
			type: z.literal("distance"),
			cutoffsM: z.array(cutoffSchema("distance")).min(1).max(12),
		}),
	]),
});
export type IsochroneRequest = z.input<typeof isochroneRequestSchema>;

/** One feature per origin and cutoff, largest cutoff first, so that drawing them in order nests them. */
export const isochronePropertiesSchema = answerOf<IsochroneFeature["properties"]>()(
	z.object({
		origin: z.int(),
		/** Seconds or metres, as the rule. */
		cutoff: z.number(),
		unit: z.enum(["sec", "m"]),
		/** False where the origin has no street within the snap distance: geometry is null. */
		snapped: z.boolean(),
		areaM2: z.number(),
		/** People whose homes lie within the cutoff by network distance; the polygon is not used. */
		people: z.int(),
	}),
);
export const isochronesSchema = answerOf<Isochrones>()(
	z.object({
		type: z.literal("FeatureCollection"),
		features: z.array(
			z.object({
				type: z.literal("Feature"),
				geometry: areaSchema.nullable(),
				properties: isochronePropertiesSchema,
			}),
		),
	}),
);
