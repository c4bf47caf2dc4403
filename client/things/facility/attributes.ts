import type { FacilityFeature } from "../../api/city-api.ts";

type Attributes = FacilityFeature["properties"]["attributes"];

/** Stages of a small project in order, each with the attribute of its date. */
export const WORK_STEPS = [
	{ status: "suggested", on: "suggestedOn" },
	{ status: "approved", on: "approvedOn" },
	{ status: "building", on: "startedOn" },
	{ status: "done", on: "doneOn" },
] as const;
export type WorkStatus = (typeof WORK_STEPS)[number]["status"];

export interface WorkStep {
	readonly status: WorkStatus;
	/** YYYY-MM; null where not reached or not recorded. */
	readonly on: string | null;
	readonly reached: boolean;
}

/** The progress of a small project; null for other facilities. */
export function workSteps(attributes: Attributes): readonly WorkStep[] | null {
	const reached = WORK_STEPS.findIndex((step) => step.status === attributes.status);
	if (reached < 0) return null;
	return WORK_STEPS.map(({ status, on }, index) => ({
		status,
		on: textOf(attributes[on]),
		reached: index <= reached,
	}));
}

/** Numbers on a card, in display order; each has its own name and unit in the dictionary. */
export const COUNTED = [
	"opened",
	"floorAreaM2",
	"beds",
	"nursingBeds",
	"places",
	"mealsPerDay",
	"courses",
	"sessionsPerWeek",
	"socialWorkers",
	"meetingsPerMonth",
	"volunteers",
	"cards",
	"costYuan",
] as const;
export type Counted = (typeof COUNTED)[number];

/** The numbers of a facility that have words; unknown attributes are not shown. */
export const countedOf = (
	attributes: Attributes,
): readonly { readonly key: Counted; readonly value: number }[] =>
	COUNTED.flatMap((key) => {
		const value = attributes[key];
		return typeof value === "number" && Number.isFinite(value) ? { key, value } : [];
	});

export const textOf = (value: unknown): string | null =>
	typeof value === "string" && value !== "" ? value : null;
