import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { ProvinceOptions } from "../../geodata/sample/province/county-place.ts";

/** One county of a province, as a worker is asked for it. */
export interface CountyTask extends ProvinceOptions {
	readonly index: number;
}

/** More threads would need more memory: each draws a county. */
const THREADS = Math.min(2, availableParallelism());

/**
 * What a worker makes of each county of a province, in the order of the counties; drawn ahead by as many as there
 * are threads and no farther.
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
				// Told when its turn comes; if an earlier one failed, its own end is of no interest.
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
