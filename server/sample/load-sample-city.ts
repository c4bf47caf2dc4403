import { Worker } from "node:worker_threads";
import { saveCity } from "../db/city/load-city.ts";
import type { Store } from "../db/store/store.ts";
import type { SampleCity, SampleMessage } from "./sample-message.ts";

/**
 * Generates the sample city and stores it: all of it, or, when `signal` fires, nothing.
 *
 * @param tell Called with the step in words and its progress, null where unknown.
 */
export async function loadSampleCity(
	store: Store,
	tell: (step: string, share: number | null) => void,
	signal: AbortSignal,
): Promise<void> {
	const onProgress = (verb: string) => (phase: string, done: number, total: number) =>
		tell(
			`${verb} the sample city: ${phase.replaceAll("_", " ")}`,
			total > 0 ? Math.min(1, done / total) : null,
		);
	const city = await makeSampleCity(onProgress("Drawing"), signal);
	await saveCity(store, { ...city, onProgress: onProgress("Storing"), signal });
}

function makeSampleCity(
	onProgress: (phase: string, done: number, total: number) => void,
	signal: AbortSignal,
): Promise<SampleCity> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL("./sample-worker.ts", import.meta.url));
		const stop = () => {
			void worker.terminate();
			reject(signal.reason);
		};
		signal.addEventListener("abort", stop, { once: true });
		worker.on("message", (message: SampleMessage) => {
			if (message.kind === "progress") onProgress(message.phase, message.done, message.total);
			else resolve(message.city);
		});
		worker.once("error", reject);
		worker.once("exit", (code) => {
			signal.removeEventListener("abort", stop);
			reject(new Error(`the sample city's worker ended early with code ${code}`));
		});
	});
}
