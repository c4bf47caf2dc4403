import type { MultiPolygon, Polygon } from "geojson";
import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import type { CoverageFigures } from "../../geodata/coverage/figures.ts";
import type { Histogram } from "../../geodata/coverage/histogram.ts";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import type { ScenarioFacility } from "../../geodata/scenario/facility-slots.ts";
import type { Difference } from "../../geodata/scenario/scenario.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { HomePalette } from "../derived/home-colours.ts";

/** One change by the planner. Includes the name, so that a missing facility can still be named. */
export type Edit =
	| {
			readonly op: "add";
			readonly id: string;
			readonly kind: string;
			readonly name: string;
			readonly position: Position;
	  }
	| { readonly op: "move"; readonly id: string; readonly name: string; readonly position: Position }
	| { readonly op: "close" | "reopen" | "restore"; readonly id: string; readonly name: string }
	| { readonly op: "clear" };

/** All edits in order, and how many are in force: the rest are undone. */
export interface EditLog {
	readonly edits: readonly Edit[];
	readonly done: number;
}

export interface ScenarioInput {
	readonly places: readonly FacilityPlace[];
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	/** End of the histogram's axis, seconds or metres. */
	readonly axisEnd: number;
	readonly palette: HomePalette;
	/** Earlier edits, to replay. */
	readonly log: EditLog;
}

/** Code of an edit with nothing to restore: left out silently. */
export const NOTHING_TO_TAKE_BACK = "NOTHING_TO_TAKE_BACK";

/** One step of an open scenario; steps run in the order sent. */
export type ScenarioStep =
	/** `continues`: part of the same drag, undone together with the move before. */
	| { readonly do: "edit"; readonly edit: Edit; readonly continues: boolean }
	| { readonly do: "undo" | "redo" }
	| { readonly do: "rule"; readonly rule: Rule; readonly axisEnd: number }
	| { readonly do: "paint"; readonly palette: HomePalette };

export interface StepInput {
	readonly step: ScenarioStep;
	/** Buffers of earlier answers no longer drawn: transferred back and reused. */
	readonly spent: readonly ArrayBuffer[];
	/** Whether the communities are visible and must be updated during a drag. */
	readonly ledger: boolean;
}

/** How the homes are drawn. Both arrays are views of one buffer, returned once it is no longer drawn. */
export interface HomePaint {
	/** Shape [homes × 4]; bytes r, g, b, a. */
	readonly colours: Uint8Array;
	/** Shape [homes]; 1 newly covered, 2 newly lost, 0 as before. */
	readonly marks: Float32Array;
}

export type ChangedFacility = Omit<ScenarioFacility, "facility">;

/** Updates during a drag: small, plus the colours of all homes. */
export interface ScenarioAnswer {
	readonly totals: CoverageFigures["totals"];
	readonly difference: Difference;
	readonly histogram: Histogram;
	/** Facilities that differ from the city. */
	readonly changed: readonly ChangedFacility[];
	readonly byCommunity: readonly LedgerRow[] | null;
	readonly paint: HomePaint;
}

/** An edit that could not be replayed: with other data its facility may be missing. */
export interface DroppedEdit {
	/** Index in the log that was sent. */
	readonly at: number;
	readonly code: string;
}

export interface ScenarioOpened extends ScenarioAnswer {
	readonly dropped: readonly DroppedEdit[];
}

export interface ScenarioAreas {
	readonly id: string;
	readonly position: Position;
	/** null where the facility cannot be snapped to a street. */
	readonly area: Polygon | MultiPolygon | null;
}
