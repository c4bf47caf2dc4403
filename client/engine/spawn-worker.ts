import { GeodataError } from "../../geodata/units/error.ts";
import { NO_MODULE_WORKER } from "../derived/error-codes.ts";
import workerUrl from "./worker.ts?worker&url";

/**
 * Starts the worker.
 * @param name The name of its heartbeat lock.
 * @throws {GeodataError} NO_MODULE_WORKER: a browser without module workers does not read the type and
 *   would run the module as a classic script, which fails without a reason.
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
