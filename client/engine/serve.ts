import { GeodataError } from "../../geodata/units/error.ts";
import { CANCELLED } from "../derived/error-codes.ts";
import { type FromWorker, type ToWorker, Transfer, toWire, type WorkerFunctions } from "./rpc.ts";

export interface Port {
	postMessage(message: FromWorker, transfer: Transferable[]): void;
	onMessage(listener: (message: ToWorker) => void): void;
}

/** Answers calls with `functions`. Every call gets exactly one answer: result, error or CANCELLED. */
export function serve(functions: WorkerFunctions, port: Port): void {
	const running = new Map<number, AbortController>();
	port.onMessage((message) => {
		if (message.type === "cancel") {
			running.get(message.id)?.abort();
			return;
		}
		const { id, name, input } = message;
		const controller = new AbortController();
		running.set(id, controller);
		const context = {
			signal: controller.signal,
			progress: (progress: unknown) => port.postMessage({ type: "progress", id, progress }, []),
		};
		const run = async () => {
			const named = functions[name];
			if (!named) throw new GeodataError("UNKNOWN_FUNCTION", `the worker has no function ${name}`, { name });
			return named(input as never, context);
		};
		run()
			.then((output) => {
				if (!(output instanceof Transfer)) port.postMessage({ type: "result", id, output }, []);
				else port.postMessage({ type: "result", id, output: output.output }, [...output.buffers]);
			})
			.catch((error: unknown) => {
				const wire = controller.signal.aborted
					? { code: CANCELLED, message: "the work was cancelled", details: {} }
					: toWire(error);
				port.postMessage({ type: "error", id, error: wire }, []);
			})
			.finally(() => running.delete(id));
	});
}
