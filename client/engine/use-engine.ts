import { useCallback, useEffect, useRef, useState } from "react";
import type { City } from "../../geodata/contract/city.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { packPath } from "../api/city-api.ts";
import { CANCELLED } from "../derived/error-codes.ts";
import { WorkerCaller } from "./call-worker.ts";
import type { EngineFunctions } from "./functions.ts";
import { fromWire, toWire } from "./rpc.ts";
import { spawnWorker } from "./spawn-worker.ts";
import type { OpenedCity, OpenProgress } from "./types.ts";
import { watchHeartbeat } from "./worker-heartbeat.ts";

export type EngineCaller = WorkerCaller<EngineFunctions>;

export interface Engine {
	readonly caller: EngineCaller;
	readonly opened: OpenedCity;
}

export type EngineState =
	/** `again`: replaces a worker that died. */
	| { readonly status: "opening"; readonly progress: OpenProgress | null; readonly again: boolean }
	| { readonly status: "ready"; readonly engine: Engine }
	| { readonly status: "cancelled" }
	| { readonly status: "failed"; readonly error: GeodataError };

export interface EngineControl {
	readonly state: EngineState;
	/** Starts a new worker after a failure or cancellation; one that died is restarted automatically. */
	readonly restart: () => void;
	readonly cancel: () => void;
}

const OPENING = { status: "opening", progress: null, again: false } as const;
/** More deaths than this within the time are blamed on the city: the reader must decide. */
const MAX_DEATHS = 3;
const DEATHS_WITHIN_MS = 60_000;

/** A worker with the city open, one per city and pack; ends with them, restarts when it dies. */
export function useEngine(city: City | null): EngineControl {
	const [state, setState] = useState<EngineState>(OPENING);
	const [attempt, setAttempt] = useState({ count: 0, again: false, fresh: false });
	const [abort, setAbort] = useState<AbortController | null>(null);
	const deathsMs = useRef<number[]>([]);
	const url = city && packPath(city);
	const graphHash = city?.graphHash ?? "";

	useEffect(() => {
		if (!url) return;
		const { again, fresh } = attempt;
		setState({ ...OPENING, again });
		const controller = new AbortController();
		setAbort(controller);
		let ready = false;
		const onDeath = (error: GeodataError) => {
			const now = performance.now();
			deathsMs.current = [...deathsMs.current.filter((at) => now - at < DEATHS_WITHIN_MS), now];
			if (ready && deathsMs.current.length < MAX_DEATHS)
				setAttempt(({ count }) => ({ count: count + 1, again: true, fresh: false }));
			else setState({ status: "failed", error });
		};
		let thread: Thread;
		try {
			thread = startThread(onDeath);
		} catch (error) {
			setState({ status: "failed", error: asGeodataError(error) });
			return;
		}
		thread.caller
			.call(
				"open",
				{ url: new URL(url, location.href).href, graphHash, fresh },
				{
					signal: controller.signal,
					progress: (progress) =>
						setState((now) =>
							now.status === "opening" ? { ...now, progress: progress as OpenProgress } : now,
						),
				},
			)
			.then((opened) => {
				ready = true;
				setState({ status: "ready", engine: { caller: thread.caller, opened } });
			})
			.catch((error: unknown) => {
				const known = asGeodataError(error);
				if (known.code !== CANCELLED) setState({ status: "failed", error: known });
				else if (controller.signal.aborted) setState({ status: "cancelled" });
			});
		return thread.end;
	}, [url, graphHash, attempt]);

	const damaged = state.status === "failed" && /^PACK_/.test(state.error.code);
	return {
		state,
		restart: useCallback(() => {
			deathsMs.current = [];
			setAttempt(({ count }) => ({ count: count + 1, again: false, fresh: damaged }));
		}, [damaged]),
		cancel: useCallback(() => abort?.abort(), [abort]),
	};
}

interface Thread {
	readonly caller: EngineCaller;
	readonly end: () => void;
}

let threads = 0;

/** Starts a worker that is monitored from the moment it holds its heartbeat lock. */
function startThread(onDeath: (error: GeodataError) => void): Thread {
	const name = `lucheng-engine:${performance.timeOrigin}:${Math.random()}:${++threads}`;
	let unwatch = () => {};
	const caller: EngineCaller = new WorkerCaller<EngineFunctions>(spawnWorker(name), (error) => {
		unwatch();
		onDeath(error);
	});
	caller.call("live", name).then(
		(held) => {
			if (held) unwatch = watchHeartbeat(name, () => caller.lose("it ended without a word"));
		},
		// It died or was stopped before: the pending call for the city reports that.
		() => undefined,
	);
	return {
		caller,
		end: () => {
			unwatch();
			caller.terminate();
		},
	};
}

const asGeodataError = (error: unknown) => (error instanceof GeodataError ? error : fromWire(toWire(error)));
