import type { AccessPoints } from "../graph/walk-graph.ts";
import type { DemandSet } from "./demand.ts";

/** What a city's homes lack whatever the facilities. */
export interface UnplacedHomes {
	/** Homes that meet no street. */
	readonly offStreet: Uint32Array;
	readonly gateUnknownPoints: number;
}

export function unplacedHomes({ access, gateUnknown }: DemandSet): UnplacedHomes {
	return {
		offStreet: Uint32Array.from(gateUnknown.keys()).filter((point) => hasNoEntry(access, point)),
		gateUnknownPoints: gateUnknown.reduce((sum, unknown) => sum + unknown, 0),
	};
}

/** True where a place meets no street. */
export function hasNoEntry(access: AccessPoints, place: number): boolean {
	return access.start[place] === access.start[place + 1];
}
