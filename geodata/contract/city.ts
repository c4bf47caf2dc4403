import { z } from "zod";
import type { FacilityKind, Service, StandardRule } from "../catalogue/types.ts";
import { AUDIENCES, DENOMINATORS, SLUG, TARGET_GROUPS } from "../catalogue/vocabulary.ts";
import type { Profile } from "../cost/profile.ts";
import { RULE_TYPES } from "../cost/rule.ts";
import { answerOf } from "./answer-of.ts";

export const citySchema = z.object({
	cityId: z.string().regex(SLUG),
	name: z.string(),
	nameEn: z.string(),
	bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
	sample: z.boolean(),
	source: z.string(),
	/** Changes whenever data that a figure depends on changes; part of every cache key. */
	dataVersion: z.string(),
	/** Hash of the city pack at /cities/{cityId}/graph/{hash}. */
	graphHash: z.string(),
	people: z.int(),
	demandPoints: z.int(),
});
export type City = z.infer<typeof citySchema>;
export const citiesSchema = z.object({ cities: z.array(citySchema) });

export const profileSchema = answerOf<Profile>()(
	z.object({
		profileId: z.string(),
		nameZh: z.string(),
		nameEn: z.string(),
		speedMps: z.number(),
		stepsAllowed: z.boolean(),
		signalPenaltySec: z.number(),
		overpassPenaltySec: z.number(),
		source: z.string(),
		verified: z.boolean(),
	}),
);

export const standardRuleSchema = answerOf<StandardRule>()(
	z.object({
		ruleId: z.string(),
		nameZh: z.string(),
		nameEn: z.string(),
		type: z.enum(RULE_TYPES),
		cutoff: z.number(),
		profileId: z.string(),
		denominator: z.literal(DENOMINATORS[0]),
		clause: z.string(),
		source: z.string(),
		verified: z.boolean(),
		derived: z.boolean(),
	}),
);

export const facilityKindSchema = answerOf<FacilityKind>()(
	z.object({
		kindId: z.string(),
		nameZh: z.string(),
		nameEn: z.string(),
		symbolPath: z.string(),
		colour: z.string(),
		audience: z.enum(AUDIENCES),
	}),
);

export const serviceSchema = answerOf<Service>()(
	z.object({
		serviceId: z.string(),
		nameZh: z.string(),
		nameEn: z.string(),
		kinds: z.array(z.string()),
		ruleIds: z.array(z.string()),
		targetGroup: z.enum(TARGET_GROUPS),
		audience: z.enum(AUDIENCES),
		goalShare: z.number().nullable(),
		system: z.int().nullable(),
	}),
);

/** Services and kinds without facilities in this city have a count of zero. */
export const catalogueSchema = z.object({
	services: z.array(serviceSchema),
	kinds: z.array(facilityKindSchema.extend({ facilityCount: z.int() })),
	rules: z.array(standardRuleSchema),
	profiles: z.array(profileSchema),
});
export type CatalogueResponse = z.infer<typeof catalogueSchema>;
