import { GeodataError } from "../../../geodata/units/error.ts";

/** Stops long work between its steps. @throws {GeodataError} ABORTED when the signal fired. */
export function refuseAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new GeodataError("ABORTED", "The import was cancelled; nothing of it was kept.");
}
