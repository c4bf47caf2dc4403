import type { CityInput } from "../../geodata/city/city-input.ts";
import type { SnapshotFigures } from "../../geodata/coverage/snapshot-figures.ts";

/** The sample city as stored. */
export interface SampleCity {
	readonly input: CityInput;
	readonly snapshots: readonly SnapshotFigures[];
	readonly packBytes: Uint8Array;
	readonly graphHash: string;
	readonly dataVersion: string;
}

export type SampleMessage =
	| { readonly kind: "progress"; readonly phase: string; readonly done: number; readonly total: number }
	| { readonly kind: "made"; readonly city: SampleCity };
