import {
	BUILT_UP_AREAS,
	CENSUS_0_TO_14_SHARE,
	CENSUS_60_PLUS_SHARE,
	CENSUS_PEOPLE,
	CENSUS_RURAL_SHARE,
	TOWN_PEOPLE,
} from "../land/places.ts";
import type { Zone } from "../land/zones.ts";
import { randomStream } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";

export interface People {
	/** Shape [homes] each; whole people. */
	readonly all: Uint32Array;
	readonly aged0To14: Uint32Array;
	readonly aged60Plus: Uint32Array;
}

/** Shares of children and elderly people by zone, before scaling to the census totals. */
const AGES: Readonly<Record<Zone, readonly [number, number]>> = {
	core: [0.1, 0.27],
	urban: [0.17, 0.09],
	estate: [0.15, 0.16],
	factory: [0.1, 0.05],
	country: [0.12, 0.24],
};

/**
 * Distributes the census over the homes: published towns to the last person, 21 % in hamlets, the rest by floor
 * space.
 */
export function spreadPeople(homes: readonly Home[], areaOfHome: Int32Array, seed: number): People {
	const random = randomStream(seed, "people");
	const all = new Uint32Array(homes.length);
	const townOf = (i: number) => BUILT_UP_AREAS[areaOfHome[i]!]!.town;
	const published = new Set(TOWN_PEOPLE.flatMap((t) => t.towns));
	const groups = [
		...TOWN_PEOPLE.map((t) => ({ has: (town: string) => t.towns.includes(town), people: t.people })),
		{
			has: (town: string) => !published.has(town),
			people: CENSUS_PEOPLE - TOWN_PEOPLE.reduce((sum, t) => sum + t.people, 0),
		},
	];
	const weights = homes.map((h) => h.weight * random.range(0.75, 1.3));
	const members = groups.map((group) => {
		const own: number[] = [];
		homes.forEach((_, i) => {
			if (group.has(townOf(i))) own.push(i);
		});
		return own;
	});
	const crowd = villageFactor(
		homes,
		weights,
		members,
		groups.map((g) => g.people),
	);
	members.forEach((own, g) => {
		const shares = wholeShares(
			own.map((i) => weights[i]! * (homes[i]!.zone === "country" ? crowd : 1)),
			groups[g]!.people,
		);
		own.forEach((i, k) => {
			all[i] = shares[k]!;
		});
	});
	const byAge = (column: 0 | 1, total: number) =>
		wholeShares(
			homes.map((h, i) => all[i]! * AGES[h.zone][column] * random.range(0.7, 1.35)),
			total,
		);
	return {
		all,
		aged0To14: byAge(0, Math.round(CENSUS_PEOPLE * CENSUS_0_TO_14_SHARE)),
		aged60Plus: byAge(1, Math.round(CENSUS_PEOPLE * CENSUS_60_PLUS_SHARE)),
	};
}

/** Factor on the floor space of hamlets that gives the census' rural share; by bisection. */
function villageFactor(
	homes: readonly Home[],
	weights: readonly number[],
	members: readonly (readonly number[])[],
	people: readonly number[],
): number {
	const sums = members.map((own) => {
		let rural = 0;
		let rest = 0;
		for (const i of own) {
			if (homes[i]!.zone === "country") rural += weights[i]!;
			else rest += weights[i]!;
		}
		return { rural, rest };
	});
	let low = 0.1;
	let high = 100;
	for (let round = 0; round < 60; round++) {
		const factor = (low + high) / 2;
		let rural = 0;
		sums.forEach((s, g) => {
			rural += (people[g]! * s.rural * factor) / (s.rural * factor + s.rest);
		});
		if (rural < CENSUS_RURAL_SHARE * CENSUS_PEOPLE) low = factor;
		else high = factor;
	}
	return (low + high) / 2;
}

/** Whole numbers in proportion to the weights with the exact sum `total` (largest remainder, Hamilton). */
export function wholeShares(weights: readonly number[], total: number): Uint32Array {
	const sum = weights.reduce((s, w) => s + w, 0);
	const out = new Uint32Array(weights.length);
	const remainders: { index: number; rest: number }[] = [];
	let given = 0;
	weights.forEach((w, index) => {
		const exact = (w / sum) * total;
		out[index] = Math.floor(exact);
		given += out[index]!;
		remainders.push({ index, rest: exact - Math.floor(exact) });
	});
	remainders.sort((a, b) => b.rest - a.rest || a.index - b.index);
	for (let k = 0; given < total; k++, given++) {
		const { index } = remainders[k % remainders.length]!;
		out[index] = out[index]! + 1;
	}
	return out;
}
