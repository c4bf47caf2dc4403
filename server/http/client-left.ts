import type { Response } from "express";

/** A signal that fires when the client goes away before its answer is whole. */
export function clientLeft(res: Response): AbortSignal {
	const controller = new AbortController();
	res.once("close", () => {
		if (!res.writableFinished) controller.abort();
	});
	return controller.signal;
}
