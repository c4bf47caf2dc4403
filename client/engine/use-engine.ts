import { useCallback, useEffect, useState } from "react";
import type { City } from "../../geodata/contract/city.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { packPath } from "../api/city-api.ts";
import { WorkerCaller } from "./call-worker.ts";
import type { EngineFunctions } from "./functions.ts";
import { CANCELLED, fromWire, toWire } from "./rpc.ts";
import type { OpenedCity, OpenProgress } from "./types.ts";

export type EngineCaller = WorkerCaller<EngineFunctions>;

export interface Engine {
	readonly caller: EngineCaller;
	readonly opened: OpenedCity;
}

export type EngineState =
	| { readonly status: "opening"; readonly progress: OpenProgress | null }
	| { readonly status: "ready"; readonly engine: Engine }
	| { readonly status: "cancelled" }
	| { readonly status: "failed"; readonly error: GeodataError };

export interface EngineControl {
	readonly state: EngineState;
	/** Starts a thread anew: after it died, failed, or was cancelled. */
	readonly restart: () => void;
	readonly cancel: () => void;
}

const OPENING: EngineState = { status: "opening", progress: null };

/** A computing thread with the city opened in it; one a city and pack, ended with them. */
export function useEngine(city: City | null): EngineControl {
	const [state, setState] = useState<EngineState>(OPENING);
	const [attempt, setAttempt] = useState(0);
	const [abort, setAbort] = useState<AbortController | null>(null);
	const url = city && packPath(city);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt starts a new thread.
	useEffect(() => {
		if (!url) return;
		setState(OPENING);
		const controller = new AbortController();
		setAbort(controller);
		let caller: EngineCaller;
		try {
			caller = new WorkerCaller<EngineFunctions>(
				new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }),
				(error) => setState({ status: "failed", error }),
			);
		} catch (error) {
			setState({ status: "failed", error: fromWire({ ...toWire(error), code: "NO_MODULE_WORKER" }) });
			return;
		}
		caller
			.call(
				"open",
				{ url: new URL(url, location.href).href },
				{
					signal: controller.signal,
					progress: (progress) =>
						setState((now) =>
							now.status === "opening" ? { status: "opening", progress: progress as OpenProgress } : now,
						),
				},
			)
			.then((opened) => setState({ status: "ready", engine: { caller, opened } }))
			.catch((error: unknown) => {
				const known = error instanceof GeodataError ? error : fromWire(toWire(error));
				if (known.code !== CANCELLED) setState({ status: "failed", error: known });
				else if (controller.signal.aborted) setState({ status: "cancelled" });
			});
		return () => caller.terminate();
	}, [url, attempt]);

	return {
		state,
		restart: useCallback(() => setAttempt((n) => n + 1), []),
		cancel: useCallback(() => abort?.abort(), [abort]),
	};
}
