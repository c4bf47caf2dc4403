import { NODE_FLAG, type StreetSource, WAY_FLAG } from "../../geodata/graph/street-source.ts";
import { distanceM, metresPerDegree, type Position } from "../../geodata/units/position.ts";

interface Piece {
	readonly a: number;
	readonly b: number;
	readonly lengthM: number;
	readonly isPrivate: boolean;
	readonly isStepped: boolean;
}

interface Foot {
	readonly piece: number;
	readonly alongM: number;
	readonly offM: number;
}

const WALKED = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
const NOT_STEPPED_ONTO = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL | WAY_FLAG.NOT_FROM_BESIDE;
const SNAP_M = 250;
const SMALL_ISLAND = 200;

/**
 * The slow oracle for a whole file: every pair of neighbouring nodes is a street, every place is compared with every
 * street, walks are searched from each station with a sorted list. It knows private ends and islands, but no barriers,
 * squares or one-way streets. Shares only the distance function with the engine.
 */
export class PlainWalks {
	readonly #at: (node: number) => Position;
	readonly #pieces: Piece[] = [];
	/** −1 on public streets, else the number of the private region. */
	readonly #region: Int32Array;
	readonly #around = new Map<number, number[]>();
	readonly #gates: ReadonlySet<number>;
	readonly #isMouth: (node: number) => boolean;
	readonly #onIsland: (piece: number) => boolean;

	constructor({ nodeLngDeg, nodeLatDeg, nodeFlags, wayStart, wayNode, wayFlags }: StreetSource) {
		this.#at = (node) => [nodeLngDeg[node]!, nodeLatDeg[node]!];
		const isShut = (node: number) => (nodeFlags[node]! & NODE_FLAG.BLOCKED) !== 0;
		// A blocked node becomes a separate node for each street that ends at it.
		let extra = nodeFlags.length;
		const own = (node: number) => (isShut(node) ? extra++ : node);
		const place = new Map<number, number>();
		for (let way = 0; way < wayFlags.length; way++) {
			const flags = wayFlags[way]!;
			if ((flags & WALKED) === 0) continue;
			for (let i = wayStart[way]!; i < wayStart[way + 1]! - 1; i++) {
				const [from, to] = [wayNode[i]!, wayNode[i + 1]!];
				const [a, b] = [own(from), own(to)];
				if (a !== from) place.set(a, from);
				if (b !== to) place.set(b, to);
				this.#pieces.push({
					a,
					b,
					lengthM: distanceM(...this.#at(from), ...this.#at(to)),
					isPrivate: (flags & WAY_FLAG.PRIVATE) !== 0,
					isStepped: (flags & NOT_STEPPED_ONTO) === 0,
				});
			}
		}
		const at = this.#at;
		this.#at = (node) => at(place.get(node) ?? node);
		this.#gates = new Set(
			Array.from(nodeFlags.keys()).filter((node) => (nodeFlags[node]! & NODE_FLAG.PRIVATE_GATE) !== 0),
		);
		this.#pieces.forEach(({ a, b }, i) => {
			for (const node of [a, b]) this.#around.set(node, [...(this.#around.get(node) ?? []), i]);
		});
		const whole = this.#parts(() => true);
		const part = this.#parts((i, node) => !this.#pieces[i]!.isPrivate && !this.#gates.has(node));
		const lengths = new Map<number, number>();
		this.#pieces.forEach(({ isPrivate, lengthM }, i) => {
			if (!isPrivate) lengths.set(part[i]!, (lengths.get(part[i]!) ?? 0) + lengthM);
		});
		const longest = new Map<number, number>();
		this.#pieces.forEach(({ isPrivate }, i) => {
			const known = longest.get(whole[i]!);
			if (!isPrivate && (known === undefined || lengths.get(part[i]!)! > lengths.get(known)!))
				longest.set(whole[i]!, part[i]!);
		});
		const isPublic = (i: number) => !this.#pieces[i]!.isPrivate && longest.get(whole[i]!) === part[i];
		const publicNodes = new Set(this.#pieces.flatMap(({ a, b }, i) => (isPublic(i) ? [a, b] : [])));
		this.#isMouth = (node) => publicNodes.has(node) && !this.#gates.has(node);
		const regions = this.#parts((i, node) => !isPublic(i) && !this.#isMouth(node));
		this.#region = Int32Array.from(this.#pieces, (_, i) => (isPublic(i) ? -1 : regions[i]!));
		const crossings = new Map<number, number>();
		for (const [, pieces] of this.#around) {
			if (pieces.length === 2) continue;
			const root = whole[pieces[0]!]!;
			crossings.set(root, (crossings.get(root) ?? 0) + 1);
		}
		const largest = [...crossings].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
		this.#onIsland = (i) => whole[i] !== largest && (crossings.get(whole[i]!) ?? 0) < SMALL_ISLAND;
	}

	/** Component numbers: streets are connected where `joins` holds for both at a shared node. */
	#parts(joins: (piece: number, node: number) => boolean): Int32Array {
		const part = new Int32Array(this.#pieces.length).fill(-1);
		for (let seed = 0; seed < part.length; seed++) {
			if (part[seed]! >= 0) continue;
			part[seed] = seed;
			const queue = [seed];
			for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
				for (const node of [this.#pieces[i]!.a, this.#pieces[i]!.b]) {
					if (!joins(i, node)) continue;
					for (const next of this.#around.get(node)!) {
						if (part[next]! >= 0 || !joins(next, node)) continue;
						part[next] = seed;
						queue.push(next);
					}
				}
			}
		}
		return part;
	}

	/** The nearest street of a place, and the nearest of the main network if that one is on a small island. */
	#feet(place: Position): Foot[] {
		const { lngM, latM } = metresPerDegree(place[1]);
		const best: (Foot | null)[] = [null, null];
		this.#pieces.forEach(({ a, b, lengthM, isStepped }, piece) => {
			if (!isStepped) return;
			const [from, to] = [this.#at(a), this.#at(b)];
			const [ax, ay] = [(from[0] - place[0]) * lngM, (from[1] - place[1]) * latM];
			const [dx, dy] = [(to[0] - from[0]) * lngM, (to[1] - from[1]) * latM];
			const squared = dx * dx + dy * dy;
			const share = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
			const offM = Math.hypot(ax + dx * share, ay + dy * share);
			if (offM > SNAP_M) return;
			const foot = { piece, alongM: share * lengthM, offM };
			if (best[0] === null || offM < best[0]!.offM) best[0] = foot;
			if (!this.#onIsland(piece) && (best[1] === null || offM < best[1]!.offM)) best[1] = foot;
		});
		const [nearest, main] = best;
		if (!nearest) return [];
		return main && this.#onIsland(nearest.piece) ? [nearest, main] : [nearest];
	}

	/** Metres from each home to the nearest station, up to `limitM`; null where it is farther. */
	walksM(homes: readonly Position[], stations: readonly Position[], limitM: number): (number | null)[] {
		const homeFeet = homes.map((home) => this.#feet(home));
		const feetOn = Map.groupBy(
			homeFeet.flatMap((feet, home) => feet.map((foot) => ({ ...foot, home }))),
			({ piece }) => piece,
		);
		const best = homes.map((): number | null => null);
		const offer = (home: number, metres: number) => {
			if (metres <= limitM && metres < (best[home] ?? Number.POSITIVE_INFINITY)) best[home] = metres;
		};
		for (const station of stations) {
			for (const foot of this.#feet(station)) this.#searchFrom(foot, feetOn, limitM, offer);
		}
		return best;
	}

	/** States: a node, the kind of street that reached it, and the private region the walk must stay in (−1: none). */
	#searchFrom(
		start: Foot,
		feetOn: ReadonlyMap<number, readonly (Foot & { home: number })[]>,
		limitM: number,
		offer: (home: number, metres: number) => void,
	): void {
		const own = this.#region[start.piece]!;
		const known = new Map<string, number>();
		const queue: { metres: number; node: number; by: number; inside: number; left: boolean }[] = [];
		const come = (node: number, by: number, inside: number, left: boolean, metres: number) => {
			const key = `${node},${by < 0 ? "public" : by},${inside},${left}`;
			if (metres > limitM || metres >= (known.get(key) ?? Number.POSITIVE_INFINITY)) return;
			known.set(key, metres);
			queue.push({ metres, node, by, inside, left });
		};
		const { a, b, lengthM } = this.#pieces[start.piece]!;
		for (const { home, alongM, offM } of feetOn.get(start.piece) ?? [])
			offer(home, start.offM + Math.abs(alongM - start.alongM) + offM);
		come(a, own, own, own < 0, start.offM + start.alongM);
		come(b, own, own, own < 0, start.offM + lengthM - start.alongM);
		while (queue.length > 0) {
			queue.sort((x, y) => y.metres - x.metres);
			const { metres, node, by, inside, left } = queue.pop()!;
			for (const next of this.#around.get(node)!) {
				const piece = this.#pieces[next]!;
				const region = this.#region[next]!;
				// Nobody passes through a private gate between two public streets.
				if (this.#gates.has(node) && region < 0 && by < 0) continue;
				// Once in its final region a walk stays there; before that it may leave the region where it began.
				if (left && inside >= 0 && region !== inside) continue;
				const entersLast = region >= 0 && (left || this.#isMouth(node));
				if (region >= 0 && !entersLast && region !== inside) continue;
				const from = piece.a === node ? 0 : piece.lengthM;
				for (const { home, alongM, offM } of feetOn.get(next) ?? [])
					offer(home, metres + Math.abs(alongM - from) + offM);
				const far = piece.a === node ? piece.b : piece.a;
				if (region < 0) come(far, -1, -1, true, metres + piece.lengthM);
				else {
					if (entersLast) come(far, region, region, true, metres + piece.lengthM);
					if (!left && region === inside) come(far, region, region, false, metres + piece.lengthM);
				}
			}
		}
	}
}
