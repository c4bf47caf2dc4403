import type { CityModel } from "../city/city-model.ts";
import { barriersCrossed } from "../graph/barrier-index.ts";
import { BARRIER_KINDS, type BarrierKind } from "../graph/walk-graph.ts";

/** What lies between the homes of a gap and the facilities whose circles contain them. */
export interface GapBarrier {
	/** `detour`: no known barrier lies between; the streets wind. */
	readonly kind: BarrierKind | "detour";
	readonly name: string | null;
}

/** A straight line from a home to its nearest facility, with the people of the home. 1e-7 degrees. */
export interface StraightLine {
	readonly fromLng: number;
	readonly fromLat: number;
	readonly toLng: number;
	readonly toLat: number;
	readonly people: number;
}

/** Order for ties, hardest to cross first. */
const HARDEST_FIRST = ["expressway", "railway", "water", "wall"] as const satisfies readonly BarrierKind[];

/**
 * The kind of barrier that the lines of most people cross, and its name where most of them cross the same named one.
 *
 * A wall counts only on lines that cross nothing else, because nearly every home is inside the wall of its compound.
 */
export function barrierBetween(model: CityModel, lines: readonly StraightLine[]): GapBarrier {
	const { barriers } = model.barrierIndex;
	const peopleByKind = new Map<BarrierKind | "detour", number>();
	const peopleByName = new Map<BarrierKind, Map<number, number>>();
	for (const { fromLng, fromLat, toLng, toLat, people } of lines) {
		const crossed = barriersCrossed(model.barrierIndex, fromLng, fromLat, toLng, toLat);
		const kinds = new Set(crossed.map((segment) => BARRIER_KINDS[barriers.kind[segment]!]!));
		if (kinds.size > 1) kinds.delete("wall");
		if (kinds.size === 0) peopleByKind.set("detour", (peopleByKind.get("detour") ?? 0) + people);
		for (const kind of kinds) {
			peopleByKind.set(kind, (peopleByKind.get(kind) ?? 0) + people);
			const names = new Set(
				crossed
					.filter((segment) => BARRIER_KINDS[barriers.kind[segment]!] === kind)
					.map((segment) => barriers.name[segment]!),
			);
			const tally = peopleByName.get(kind) ?? new Map<number, number>();
			peopleByName.set(kind, tally);
			for (const name of names) if (name !== 0) tally.set(name, (tally.get(name) ?? 0) + people);
		}
	}
	let kind: BarrierKind | "detour" = "detour";
	for (const candidate of HARDEST_FIRST) {
		if ((peopleByKind.get(candidate) ?? 0) > (kind === "detour" ? 0 : (peopleByKind.get(kind) ?? 0)))
			kind = candidate;
	}
	// `detour` only where the lines of a majority cross no barrier.
	const everyone = lines.reduce((sum, line) => sum + line.people, 0);
	if (kind === "detour" || 2 * (peopleByKind.get("detour") ?? 0) > everyone)
		return { kind: "detour", name: null };
	const [best] = [...(peopleByName.get(kind) ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
	return { kind, name: best === undefined ? null : (barriers.names[best[0]] ?? null) };
}
