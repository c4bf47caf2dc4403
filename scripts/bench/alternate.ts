/** Work to be timed; what it returns is compared between the sides, and keeps it from being optimised away. */
export type Work = () => number;

export interface Timing {
	readonly oursMs: number;
	readonly peerMs: number;
}

/** Runs of a turn that are not timed: what ran before has the caches. */
const WARM_UP = 5;
/** Runs of one look at whether a work still gets faster, and looks at most. */
const LOOK = 15;
const LOOKS_MAX = 20;
/** Warm is what two looks in a row find as fast as before, to this share. */
const STILL_FASTER = 0.97;

/**
 * Runs a work until it is compiled for good: one and the same work is timed equally warm wherever it stands, first in
 * a run or last.
 */
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
	warmUp(ours);
	warmUp(peer);
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		times.ours.push(timed(ours));
		times.peer.push(timed(peer));
	}
	return { oursMs: median(times.ours), peerMs: median(times.peer) };
}

/** Of ours, runs a turn against a peer that takes a thousand times as long. */
const RUNS_A_TURN = 11;

/** {@link alternated} against a slow peer that answers later, warmed up once; the caller compares the answers. */
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

/** Median of one side, warm. */
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
