/** A unit of work to time. Its result is compared between the sides and prevents dead-code elimination. */
export type Work = () => number;

export interface Timing {
	readonly oursMs: number;
	readonly peerMs: number;
}

/** Untimed runs at the start of a turn, because the caches hold the other side's data. */
const WARM_UP = 5;
/** Runs per check whether the work still gets faster, and the maximum number of checks. */
const LOOK = 15;
const LOOKS_MAX = 20;
/** The work is warm once two checks in a row take at least this share of the previous time. */
const STILL_FASTER = 0.97;

/** Runs the work until the compiler has fully optimised it, so that its place in a run does not affect its time. */
function warmUp(work: Work): void {
	let best = Number.POSITIVE_INFINITY;
	let settled = 0;
	for (let look = 0; look < LOOKS_MAX && settled < 2; look++) {
		const found = median(Array.from({ length: LOOK }, () => timed(work)));
		settled = found < best * STILL_FASTER ? 0 : settled + 1;
		best = Math.min(best, found);
	}
}

/**
 * Medians of two warm sides, run in turns so that a busy machine slows both.
 *
 * @param rounds Odd, at least 3.
 * @throws {Error} when the two sides return different numbers.
 */
export function alternated(name: string, ours: Work, peer: Work, rounds: number): Timing {
	for (let i = 0; i < WARM_UP; i++) {
		const answers = [ours(), peer()];
		if (answers[0] !== answers[1]) {
			throw new Error(`${name}: ours answers ${answers[0]}, the peer ${answers[1]}.`);
		}
	}
	warmUp(ours);
	warmUp(peer);
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.ours.push(timed(ours));
		times.peer.push(timed(peer));
	}
	return { oursMs: median(times.ours), peerMs: median(times.peer) };
}

/** Runs of ours per turn, against a peer that takes a thousand times as long. */
const RUNS_A_TURN = 11;

/** {@link alternated} against a slow asynchronous peer with one warm-up run; the caller compares the results. */
export async function alternatedLater(
	ours: Work,
	peer: () => Promise<unknown>,
	rounds: number,
): Promise<Timing> {
	warmUp(ours);
	await peer();
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		for (let run = 0; run < WARM_UP; run++) ours();
		for (let run = 0; run < RUNS_A_TURN; run++) times.ours.push(timed(ours));
		const start = performance.now();
		await peer();
		times.peer.push(performance.now() - start);
	}
	return { oursMs: median(times.ours), peerMs: median(times.peer) };
}

/** Median time of one side, warm. */
export function warmMedianMs(work: Work, rounds: number): number {
	warmUp(work);
	return median(Array.from({ length: rounds }, () => timed(work)));
}

function timed(work: Work): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

export function median(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
