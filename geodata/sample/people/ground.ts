import { BUILT_UP_AREAS } from "../land/places.ts";
import type { Walks } from "../streets/walks.ts";
import type { Home } from "../town/compounds.ts";
import type { Community } from "./communities.ts";
import type { People } from "./people.ts";

/** A community with what has come to be known of it. */
export interface SettledCommunity extends Community {
	readonly index: number;
	readonly type: string;
	readonly people: number;
	readonly people60Plus: number;
	/** Indices of homes, the most people first. */
	readonly homes: readonly number[];
}

/** Who lives where: what places are put among. */
export interface Ground {
	readonly homes: readonly Home[];
	readonly people: People;
	readonly communities: readonly SettledCommunity[];
	/** Whether streets lead from a home to the rest of the city. */
	readonly isReached: (home: Home) => boolean;
	readonly walks: Walks;
}

/** Towns are numbered as in BUILT_UP_AREAS; 开发区 lies in 玉山. */
export function townIdOf(area: number): string {
	const town = BUILT_UP_AREAS[area]!.town;
	return `320583-${town}`;
}
