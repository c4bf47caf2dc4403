import { GeodataError } from "../../geodata/units/error.ts";
import { NO_MODULE_WORKER } from "../derived/error-codes.ts";
import workerUrl from "./worker.ts?worker&url";

/**
 * The computing thread.
 * @param name Of its heartbeat lock.
 * @throws {GeodataError} NO_MODULE_WORKER: a browser that knows no module workers does not ask for the type and
 *   would run the module as a plain script, which fails without saying why.
 */
export function spawnWorker(name: string): Worker {
	let askedForType = false;
	const options = {
		name,
		get type(): WorkerType {
			askedForType = true;
			return "module";
		},
	};
	let worker: Worker;
	try {
		worker = new Worker(workerUrl, options);
	} catch (error) {
		throw noModuleWorker(error instanceof Error ? error.message : String(error));
	}
	if (askedForType) return worker;
	worker.terminate();
	throw noModuleWorker("the type of the worker was not asked for");
}

const noModuleWorker = (why: string) =>
	new GeodataError(NO_MODULE_WORKER, `this browser cannot run module workers: ${why}`, { value: why });
