import { decodeCityPack, packHash } from "../../geodata/city/city-pack-file.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { CityEngine } from "./city-engine.ts";
import { downloadPack } from "./download-pack.ts";
import type { CallContext } from "./rpc.ts";
import type { ScenarioInput, StepInput } from "./scenario-types.ts";
import type {
	AreasInput,
	CoverageInput,
	IsochroneInput,
	OpenedCity,
	OpenInput,
	OpenProgress,
	PlacesInput,
	StandingInput,
	WalksInput,
} from "./types.ts";
import { holdHeartbeat } from "./worker-heartbeat.ts";

/** All functions of the worker. */
export function createFunctions() {
	let engine: CityEngine | null = null;
	const opened = (): CityEngine => {
		if (!engine) throw new GeodataError("CITY_NOT_OPEN", "no city has been opened in this thread");
		return engine;
	};
	return {
		/** Resolves once the caller can monitor this worker. */
		live: (name: string) => holdHeartbeat(name),
		open: async (
			{ url, graphHash, fresh }: OpenInput,
			{ signal, progress }: CallContext,
		): Promise<OpenedCity> => {
			const report = (step: OpenProgress) => progress(step);
			const bytes = await downloadPack(url, fresh, signal, (doneBytes, totalBytes) =>
				report({ phase: "download", doneBytes, totalBytes }),
			);
			report({ phase: "open" });
			const pack = decodeCityPack(bytes);
			refuseOther(packHash(bytes), graphHash);
			engine = new CityEngine(pack);
			return engine.opened();
		},
		setPlaces: (input: PlacesInput) => opened().setPlaces(input),
		coverage: (input: CoverageInput) => opened().coverage(input),
		areas: (input: AreasInput, context: CallContext) => opened().areas(input, context),
		isochrones: (input: IsochroneInput) => opened().isochrones(input),
		standing: (input: StandingInput) => opened().standing(input),
		walks: (input: WalksInput) => opened().walks(input),
		scenarioOpen: (input: ScenarioInput) => opened().scenario.open(input),
		scenarioStep: (input: StepInput) => opened().scenario.step(input),
		scenarioRest: (_input: null) => opened().scenario.rest(),
		scenarioAreas: (input: readonly string[]) => opened().scenario.areas(input),
	};
}

/** Refuses a complete pack with the wrong hash: a cache or proxy returned an old one. */
function refuseOther(value: string, allowed: string): void {
	if (value === allowed) return;
	throw new GeodataError(
		"PACK_NOT_AS_NAMED",
		`The city pack has the hash ${value}; the city's is ${allowed}.`,
		{ value, allowed },
	);
}

export type EngineFunctions = ReturnType<typeof createFunctions>;
