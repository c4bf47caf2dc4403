/** A walking profile: speed, what is passable, and what crossings cost. A row of the catalogue; editable. */
export interface Profile {
	readonly profileId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	/** (0, 3]. */
	readonly speedMps: number;
	readonly stepsAllowed: boolean;
	/** Waiting time at each signal or wide crossing; time rules only. */
	readonly signalPenaltySec: number;
	/** Climbing time of a footbridge or underpass; time rules only. */
	readonly overpassPenaltySec: number;
	readonly source: string;
	readonly verified: boolean;
}

/** A cutoff is inclusive: a home at exactly the cutoff is covered. Distance and time are never mixed. */
export type Rule =
	| { readonly type: "distance"; readonly cutoffM: number }
	| { readonly type: "time"; readonly cutoffSec: number };
