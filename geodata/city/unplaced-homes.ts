import type { AccessPoints } from "../graph/walk-graph.ts";
import type { DemandSet } from "./demand.ts";

/** Homes that no coverage can place, whatever the facilities. */
export interface UnplacedHomes {
	/** Unsnapped homes. */
	readonly offStreet: Uint32Array;
	readonly gateUnknownPoints: number;
}

export function unplacedHomes({ access, gateUnknown }: DemandSet): UnplacedHomes {
	return {
		offStreet: Uint32Array.from(gateUnknown.keys()).filter((point) => hasNoEntry(access, point)),
		gateUnknownPoints: gateUnknown.reduce((sum, unknown) => sum + unknown, 0),
	};
}

/** True for an unsnapped place. */
export function hasNoEntry(access: AccessPoints, place: number): boolean {
	return access.start[place] === access.start[place + 1];
}
