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

/** What the map shows, as plain data. */
export interface Scene {
	readonly situation: Situation;
	/** The list on the screen in place of a service; null where there is none. */
	readonly system: SystemId | null;
	/** Of that list the one sort of rows that is shown; null shows all. */
	readonly only: string | null;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	readonly areas: Areas;
	readonly isochrones: Isochrones | null;
	readonly selection: Selection | null;
	/** Where the mark of what is picked stands; null where its outline says it. */
	readonly pickedAt: Position | null;
	/** The community that is picked, or that what is picked lies in. */
	readonly communityCode: string | null;
	/** 0 circles, 1 streets. */
	readonly truth: number;
	readonly hidden: ReadonlySet<LayerName>;
	readonly tokens: Tokens;
	/** In a what-if the facilities as they stand, and those that are elements of their own; homes are its to colour. */
	readonly whatIf: {
		readonly standing: readonly FacilityFeature[];
		readonly pinned: ReadonlySet<string>;
	} | null;
}
