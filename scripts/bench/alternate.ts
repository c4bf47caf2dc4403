/** Work to be timed; what it returns is compared between the sides, and keeps it from being optimised away. */
export type Work = () => number;

export interface Timing {
	readonly oursMs: number;
	readonly peerMs: number;
}

const WARM_UP = 5;

/**
 * Medians of two sides, warm, run in turns so that a busy machine slows both.
 *
 * @param rounds Odd, at least 3.
 * @throws {Error} when the two sides do not give the same number.
 */
export function alternated(name: string, ours: Work, peer: Work, rounds: number): Timing {
	for (let i = 0; i < WARM_UP; i++) {
		const answers = [ours(), peer()];
		if (answers[0] !== answers[1]) {
			throw new Error(`${name}: ours answers ${answers[0]}, the peer ${answers[1]}.`);
		}
	}
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.ours.push(timed(ours));
		times.peer.push(timed(peer));
	}
	return { oursMs: median(times.ours), peerMs: median(times.peer) };
}

/** Median of one side, warm. */
export function warmMedianMs(work: Work, rounds: number): number {
	for (let i = 0; i < WARM_UP; i++) work();
	return median(Array.from({ length: rounds }, () => timed(work)));
}

function timed(work: Work): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

function median(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
