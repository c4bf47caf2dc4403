import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import type { Situation } from "../derived/situation.ts";
import type { SystemId } from "../derived/systems.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { Areas } from "../engine/use-areas.ts";
import type { LayerName, Selection } from "../state/kinds.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Lists } from "./lists.ts";

/** The map's content as plain data. */
export interface Scene {
	readonly situation: Situation;
	/** The open list instead of a service; null without one. */
	readonly system: SystemId | null;
	/** The one category of that list to show; null shows all. */
	readonly only: string | null;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	readonly areas: Areas;
	readonly isochrones: Isochrones | null;
	readonly selection: Selection | null;
	/** Position of the selection's mark; null where its outline shows it. */
	readonly pickedAt: Position | null;
	/** The selected community, or the one that contains the selection. */
	readonly communityCode: string | null;
	/** 0 circles, 1 streets. */
	readonly truth: number;
	readonly hidden: ReadonlySet<LayerName>;
	readonly tokens: Tokens;
	/** In a what-if, the current facilities, and which of them are HTML elements; the what-if colours the homes. */
	readonly whatIf: {
		readonly standing: readonly FacilityFeature[];
		readonly pinned: ReadonlySet<string>;
	} | null;
}
