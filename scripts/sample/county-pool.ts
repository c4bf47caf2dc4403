import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { ProvinceOptions } from "../../geodata/sample/province/county-place.ts";

/** A worker's task: one county of a province. */
export interface CountyTask extends ProvinceOptions {
	readonly index: number;
}

/** Limited by memory: each thread draws a county. */
const THREADS = Math.min(2, availableParallelism());

/**
 * The results of a worker for each county of a province, in county order; at most as many counties as threads are
 * drawn ahead.
 */
export async function* countiesFrom<T>(
	worker: URL,
	options: ProvinceOptions,
	signal?: AbortSignal,
): AsyncGenerator<T> {
	const pool = new Piscina<CountyTask, T>({ filename: worker.href, maxThreads: THREADS });
	try {
		const ahead: Promise<T>[] = [];
		for (let index = 0; index < options.factor || ahead.length > 0; index++) {
			if (index < options.factor) {
				const drawn = pool.run({ ...options, index }, signal === undefined ? {} : { signal });
				// Reported when its turn comes; after an earlier failure it is ignored.
				drawn.catch(() => {});
				ahead.push(drawn);
			}
			if (index < THREADS) continue;
			const next = ahead.shift();
			if (next !== undefined) yield await next;
		}
	} finally {
		await pool.destroy();
	}
}
