import type { Response } from "express";

/** A signal that fires when the client disconnects before its response is complete. */
export function clientLeft(res: Response): AbortSignal {
	const controller = new AbortController();
	res.once("close", () => {
		if (!res.writableFinished) controller.abort();
	});
	return controller.signal;
}
