import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { makeApp } from "./app.ts";
import type { ServerConfig } from "./config.ts";
import { listCities } from "./db/city/city.ts";
import { openStore } from "./db/store/open-store.ts";
import type { StoreStep } from "./db/store/store-progress.ts";
import { openEngine } from "./engine/engine-pool.ts";
import { openMetrics } from "./http/metrics.ts";
import { makeWaitingApp, type StartProgress } from "./http/waiting-app.ts";
import { listen } from "./listen.ts";
import { loadSampleCity } from "./sample/load-sample-city.ts";
import { sampleOutdated } from "./sample/sample-outdated.ts";

export interface StartOptions {
	readonly config: ServerConfig;
	readonly log: Logger;
	readonly onProgress: (progress: StartProgress) => void;
	/** Aborts the start; nothing half-loaded remains. */
	readonly signal: AbortSignal;
}

export interface RunningServer {
	readonly url: string;
	/** Waits for running responses, then closes the store. */
	close(): Promise<void>;
}

const CLIENT_FOLDER = fileURLToPath(new URL("../dist/client", import.meta.url));

const STORE_STEPS: Readonly<Record<StoreStep, string>> = {
	create: "Creating the database",
	open: "Opening the database",
	check: "Checking the database",
	migrate: "Bringing its tables up to date",
};

/**
 * Listens at once, reports the progress of the start, and serves when the store is open and holds a city: the sample
 * city where there was none, or where it is from another release.
 *
 * @throws {GeodataError} PORT_IN_USE, PORT_FORBIDDEN, HOST_UNKNOWN, STORE_*
 */
export async function startServer({ config, log, onProgress, signal }: StartOptions): Promise<RunningServer> {
	let progress: StartProgress = { step: "Starting", share: null };
	const tell = (step: string, share: number | null = null) => {
		progress = { step, share };
		onProgress(progress);
	};
	let handler: RequestListener = makeWaitingApp(() => progress);
	const listening = await listen((req, res) => handler(req, res), config.port, config.host);
	const closers: (() => Promise<void>)[] = [() => listening.close()];
	const close = async () => {
		for (const closeOne of closers.splice(0)) await closeOne();
	};
	try {
		const { databaseUrl, dataFolder } = config;
		const store = await openStore({
			...(databaseUrl === null ? { folder: dataFolder } : { databaseUrl }),
			onProgress: (step) => tell(STORE_STEPS[step]),
		});
		closers.push(() => store.close());
		signal.throwIfAborted();
		if ((await listCities(store)).length === 0 || (await sampleOutdated(store))) {
			await loadSampleCity(store, tell, signal);
		}
		const engine = openEngine({ onWorkerError: (error) => log.error({ err: error }, "engine worker") });
		// Closed before the store, which its jobs read.
		closers.splice(1, 0, () => engine.close());
		const clientFolder = existsSync(join(CLIENT_FOLDER, "index.html")) ? CLIENT_FOLDER : null;
		const audience = config.metrics;
		const metrics = audience === "off" ? undefined : { of: openMetrics(engine), audience };
		handler = makeApp({ store, engine, log, clientFolder, metrics });
		return { url: listening.url, close };
	} catch (error) {
		await close();
		throw error;
	}
}
