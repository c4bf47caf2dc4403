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

/** Of ours, runs a turn against a peer that takes a thousand times as long. */
const RUNS_A_TURN = 11;

/** {@link alternated} against a slow peer that answers later, warmed up once; the caller compares the answers. */
export async function alternatedLater(
	ours: Work,
	peer: () => Promise<unknown>,
	rounds: number,
): Promise<Timing> {
	for (let i = 0; i < WARM_UP * RUNS_A_TURN; i++) ours();
	await peer();
	const times = { ours: [] as number[], peer: [] as number[] };
	for (let round = 0; round < rounds; round++) {
		for (let run = 0; run < RUNS_A_TURN; run++) times.ours.push(timed(ours));
		const start = performance.now();
		await peer();
		times.peer.push(performance.now() - start);
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

export function median(times: readonly number[]): number {
	const sorted = times.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
