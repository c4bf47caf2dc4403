import { type StreetSource, WAY_FLAG } from "../../graph/street-source.ts";
import { lengthBetween, type Point, toDegrees, toPlane } from "../plane/plane.ts";
import type { Home } from "../town/compounds.ts";

/** Width of a queue bucket, m; the order within one hardly affects a count of people. */
const BUCKET_M = 10;

/** Walks on the drawn streets, used to locate places; published figures come from the engine. */
export class Walks {
	readonly #links: { readonly to: number; readonly lengthM: number }[][];
	readonly #nodeAt = new Map<string, number>();
	/** Homes with a gate at a node. */
	readonly #homesAt = new Map<number, number[]>();

	constructor(streets: StreetSource, homes: readonly Home[]) {
		const { nodeLngDeg, nodeLatDeg, wayStart, wayNode, wayFlags } = streets;
		const at: Point[] = [];
		nodeLngDeg.forEach((lngDeg, node) => {
			const position = [lngDeg, nodeLatDeg[node]!] as const;
			at.push(toPlane(position));
			this.#nodeAt.set(position.join(" "), node);
		});
		this.#links = at.map(() => []);
		wayFlags.forEach((flags, way) => {
			if ((flags & WAY_FLAG.WALK_FORWARD) === 0) return;
			for (let i = wayStart[way]!; i + 1 < wayStart[way + 1]!; i++) {
				const [a, b] = [wayNode[i]!, wayNode[i + 1]!];
				const lengthM = lengthBetween(at[a]!, at[b]!);
				this.#links[a]!.push({ to: b, lengthM });
				this.#links[b]!.push({ to: a, lengthM });
			}
		});
		homes.forEach((home, i) => {
			for (const gate of home.gates) {
				const node = this.#nodeOf(gate);
				if (node === undefined) continue;
				const held = this.#homesAt.get(node);
				if (held) held.push(i);
				else this.#homesAt.set(node, [i]);
			}
		});
	}

	/** Homes with a gate within about `limitM` of a point of the streets; none where it is not a node. */
	homesWithin(from: Point, limitM: number): Set<number> {
		const out = new Set<number>();
		const start = this.#nodeOf(from);
		if (start === undefined) return out;
		const best = new Map<number, number>([[start, 0]]);
		const buckets: number[][] = [[start]];
		for (let k = 0; k < buckets.length; k++) {
			const bucket = buckets[k] ?? [];
			for (let i = 0; i < bucket.length; i++) {
				const node = bucket[i]!;
				const walked = best.get(node)!;
				if (Math.floor(walked / BUCKET_M) < k) continue;
				for (const home of this.#homesAt.get(node) ?? []) out.add(home);
				for (const { to, lengthM } of this.#links[node]!) {
					const there = walked + lengthM;
					if (there > limitM || there >= (best.get(to) ?? Number.POSITIVE_INFINITY)) continue;
					best.set(to, there);
					const b = Math.floor(there / BUCKET_M);
					const list = buckets[b];
					if (list) list.push(to);
					else buckets[b] = [to];
				}
			}
		}
		return out;
	}

	#nodeOf(p: Point): number | undefined {
		return this.#nodeAt.get(toDegrees(...p).join(" "));
	}
}
