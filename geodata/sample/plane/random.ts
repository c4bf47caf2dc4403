import { GeodataError } from "../../units/error.ts";

/** A seeded stream of random numbers: integer arithmetic only, so equal on every machine. */
export interface Random {
	/** [0, 1). */
	next(): number;
	/** [low, high). */
	range(low: number, high: number): number;
	/** Whole number in [low, high]. */
	int(low: number, high: number): number;
	chance(share: number): boolean;
	pick<T>(items: readonly T[]): T;
	/** A new array in random order (Fisher–Yates). */
	shuffled<T>(items: readonly T[]): T[];
}

/** @throws {GeodataError} SAMPLE_SEED_OUT_OF_RANGE outside the whole numbers from 0 to 2³¹ − 1. */
export function checkSeed(seed: number): void {
	if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return;
	throw new GeodataError(
		"SAMPLE_SEED_OUT_OF_RANGE",
		`The seed of the sample city is ${seed}; it must be a whole number from 0 to 2147483647.`,
		{ value: seed, allowed: [0, 2 ** 31 - 1] },
	);
}

/** FNV-1a over UTF-16 units; separates the streams of one seed by label. */
function hashLabel(label: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/**
 * The stream `label` of `seed`. Streams are independent, so drawing more from one does not change another. Source:
 * mulberry32 (Tommy Ettinger, public domain).
 */
export function randomStream(seed: number, label: string): Random {
	let state = (Math.imul(seed | 0, 0x9e3779b1) ^ hashLabel(label)) >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return {
		next,
		range: (low, high) => low + next() * (high - low),
		int,
		chance: (share) => next() < share,
		pick: <T>(items: readonly T[]): T => items[int(0, items.length - 1)] as T,
		shuffled: <T>(items: readonly T[]): T[] => {
			const out = [...items];
			for (let i = out.length - 1; i > 0; i--) {
				const j = int(0, i);
				const held = out[i] as T;
				out[i] = out[j] as T;
				out[j] = held;
			}
			return out;
		},
	};
}

function latticeValue(seed: number, ix: number, iy: number): number {
	let h = Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
	h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth value noise in [-1, 1] over the plane, with lattice cells of `cellM` metres. */
export function smoothNoise(seed: number, xM: number, yM: number, cellM: number): number {
	const x = xM / cellM;
	const y = yM / cellM;
	const ix = Math.floor(x);
	const iy = Math.floor(y);
	const fx = x - ix;
	const fy = y - iy;
	const sx = fx * fx * (3 - 2 * fx);
	const sy = fy * fy * (3 - 2 * fy);
	const low = latticeValue(seed, ix, iy) * (1 - sx) + latticeValue(seed, ix + 1, iy) * sx;
	const high = latticeValue(seed, ix, iy + 1) * (1 - sx) + latticeValue(seed, ix + 1, iy + 1) * sx;
	return (low * (1 - sy) + high * sy) * 2 - 1;
}
