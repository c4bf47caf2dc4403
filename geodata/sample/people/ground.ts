import { BUILT_UP_AREAS } from "../land/places.ts";
import type { Walks } from "../streets/walks.ts";
import type { Home } from "../town/compounds.ts";
import type { Community } from "./communities.ts";
import type { People } from "./people.ts";

/** A community with its polygon, homes and people. */
export interface SettledCommunity extends Community {
	readonly index: number;
	readonly type: string;
	readonly people: number;
	readonly people60Plus: number;
	/** Indices of homes, most people first. */
	readonly homes: readonly number[];
}

/** Homes and people, for locating places. */
export interface Ground {
	readonly homes: readonly Home[];
	readonly people: People;
	readonly communities: readonly SettledCommunity[];
	/** Whether streets connect a home with the rest of the city. */
	readonly isReached: (home: Home) => boolean;
	readonly walks: Walks;
}

/** Towns are numbered as in BUILT_UP_AREAS; 开发区 is in 玉山. */
export function townIdOf(area: number): string {
	const town = BUILT_UP_AREAS[area]!.town;
	return `320583-${town}`;
}
