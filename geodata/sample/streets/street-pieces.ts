import { isBarrier } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { lengthBetween, type Point } from "../plane/plane.ts";
import type { ExtraWay } from "../town/compounds.ts";

/** A straight piece of street with its class, to be chained into ways. */
export interface StreetPiece {
	readonly a: number;
	readonly b: number;
	readonly streetClass: string;
	readonly name: string;
	/** Pieces of one group with equal flags form one way. */
	readonly group: number;
	readonly bridge: boolean;
	readonly tunnel: boolean;
}

/** Length of a bridge beyond the water's edge, m. */
const ABUTMENT_M = 6;

/**
 * Turns the street edges of the map into pieces that never touch water or railway at grade: where streets meet from
 * both sides, the last metres become a bridge (or an underpass); where only one arrives, it ends before.
 */
export function streetPieces(map: PlanarMap, isWater: (face: number) => boolean): StreetPiece[] {
	const pieces: StreetPiece[] = [];
	const crossingAt = barrierCrossings(map);
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const h = edge * 2;
		const line = map.lineOf(h);
		if (line.kind !== "street" && line.kind !== "expressway") continue;
		const base = { streetClass: line.streetClass, name: line.name, group: map.edgeLine[edge]! };
		if (isWater(map.face[h]!) || isWater(map.face[h ^ 1]!)) {
			const overLake = isWater(map.face[h]!) && isWater(map.face[h ^ 1]!);
			if (overLake) {
				pieces.push({ ...base, a: map.origin[h]!, b: map.origin[h ^ 1]!, bridge: true, tunnel: false });
			}
			continue;
		}
		placeEdge(map, h, base, crossingAt, pieces);
	}
	return pieces;
}

interface Crossing {
	readonly kind: "water" | "track";
	/** Half the width to be crossed, m. */
	readonly halfM: number;
	/** Unit directions of the barrier's edges at the node. */
	readonly along: readonly Point[];
	/** Streets arrive from at least two sides, so the crossing is built. */
	readonly built: boolean;
}

/** Nodes on water, railway or expressway that have a street. */
function barrierCrossings(map: PlanarMap): Map<number, Crossing> {
	const out = new Map<number, Crossing>();
	const done = new Uint8Array(map.x.length);
	for (let h = 0; h < map.origin.length; h++) {
		const node = map.origin[h]!;
		if (done[node]) continue;
		done[node] = 1;
		const around = map.around(h);
		const barriers = around.filter((e) => isBarrier(map.lineOf(e)));
		if (barriers.length === 0) continue;
		const wet = barriers.filter((e) => /river|canal|shore/.test(map.lineOf(e).kind));
		const own = wet.length > 0 ? wet : barriers;
		out.set(node, {
			kind: wet.length > 0 ? "water" : "track",
			halfM: Math.max(...own.map((e) => map.lineOf(e).widthM / 2)),
			along: own.map((e) => directionOf(map, e)),
			built: banksWithStreet(map, around) >= 2 && own.every((e) => map.lineOf(e).kind !== "shore"),
		});
	}
	return out;
}

/** Number of sectors between barriers in which a street leaves the node. */
function banksWithStreet(map: PlanarMap, around: readonly number[]): number {
	const first = around.findIndex((h) => isBarrier(map.lineOf(h)));
	let banks = 0;
	let counted = false;
	for (let k = 1; k <= around.length; k++) {
		const line = map.lineOf(around[(first + k) % around.length]!);
		if (isBarrier(line)) counted = false;
		else if (line.kind === "street" && !counted) {
			banks++;
			counted = true;
		}
	}
	return banks;
}

function directionOf(map: PlanarMap, h: number): Point {
	const a = map.from(h);
	const b = map.to(h);
	const length = lengthBetween(a, b) || 1;
	return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

type Base = Pick<StreetPiece, "streetClass" | "name" | "group">;

function placeEdge(
	map: PlanarMap,
	h: number,
	base: Base,
	crossingAt: ReadonlyMap<number, Crossing>,
	pieces: StreetPiece[],
): void {
	const direction = directionOf(map, h);
	const ownTrack = map.lineOf(h).kind === "expressway";
	let a = map.origin[h]!;
	let b = map.origin[h ^ 1]!;
	const at = (node: number): Crossing | undefined => {
		const c = crossingAt.get(node);
		return ownTrack && c?.kind === "track" ? undefined : c;
	};
	const ca = at(a);
	const cb = at(b);
	const length = lengthBetween(map.point(a), map.point(b));
	const reachA = ca ? reachM(ca, direction) : 0;
	const reachB = cb ? reachM(cb, direction) : 0;
	const span = (c: Crossing, from: number, to: number) => {
		if (!(c.built || ownTrack)) return;
		pieces.push({ ...base, a: from, b: to, bridge: c.kind === "water", tunnel: c.kind === "track" });
	};
	if (reachA + reachB > length - 4) {
		// Without dry ground between: one bridge from end to end, or nothing.
		const c = ca ?? cb;
		if (c && (!ca || ca.built || ownTrack) && (!cb || cb.built || ownTrack)) {
			const wet = ca?.kind === "water" || cb?.kind === "water";
			pieces.push({ ...base, a, b, bridge: wet, tunnel: !wet });
		}
		return;
	}
	const pa = map.point(a);
	const pb = map.point(b);
	if (ca) {
		const bank = map.addNode(pa[0] + direction[0] * reachA, pa[1] + direction[1] * reachA);
		span(ca, a, bank);
		a = bank;
	}
	if (cb) {
		const bank = map.addNode(pb[0] - direction[0] * reachB, pb[1] - direction[1] * reachB);
		span(cb, bank, b);
		b = bank;
	}
	pieces.push({ ...base, a, b, bridge: false, tunnel: false });
}

/** Metres along the street from the centre of the barrier to firm ground. */
function reachM(c: Crossing, direction: Point): number {
	let sine = 1;
	for (const [x, y] of c.along) sine = Math.min(sine, Math.abs(x * direction[1] - y * direction[0]));
	return (c.halfM + ABUTMENT_M) / Math.max(0.3, sine);
}

/** The ways outside the map as pieces; each is its own group. */
export function extraPieces(ways: readonly ExtraWay[], firstGroup: number): StreetPiece[] {
	const out: StreetPiece[] = [];
	ways.forEach((way, i) => {
		for (let k = 0; k + 1 < way.nodes.length; k++) {
			out.push({
				a: way.nodes[k]!,
				b: way.nodes[k + 1]!,
				streetClass: way.streetClass,
				name: way.name,
				group: firstGroup + i,
				bridge: way.bridge,
				tunnel: false,
			});
		}
	});
	return out;
}

/** Chains pieces of one group and equal flags end to end. @returns node lists. */
export function chained(
	pieces: readonly StreetPiece[],
): { readonly piece: StreetPiece; readonly nodes: readonly number[] }[] {
	const groups = new Map<number, StreetPiece[]>();
	for (const p of pieces) {
		const key = p.group * 4 + (p.bridge ? 1 : 0) + (p.tunnel ? 2 : 0);
		const list = groups.get(key);
		if (list) list.push(p);
		else groups.set(key, [p]);
	}
	const out: { piece: StreetPiece; nodes: number[] }[] = [];
	for (const group of groups.values()) {
		const at = new Map<number, StreetPiece[]>();
		for (const p of group) {
			for (const n of [p.a, p.b]) {
				const list = at.get(n);
				if (list) list.push(p);
				else at.set(n, [p]);
			}
		}
		const used = new Set<StreetPiece>();
		const follow = (first: StreetPiece, start: number) => {
			const nodes = [start];
			let piece: StreetPiece | undefined = first;
			let node = start;
			while (piece) {
				used.add(piece);
				node = piece.a === node ? piece.b : piece.a;
				nodes.push(node);
				const here: StreetPiece[] = at.get(node) ?? [];
				piece = here.length === 2 ? here.find((p) => !used.has(p)) : undefined;
			}
			out.push({ piece: first, nodes });
		};
		for (const p of group) {
			if (used.has(p)) continue;
			if (at.get(p.a)?.length !== 2) follow(p, p.a);
			else if (at.get(p.b)?.length !== 2) follow(p, p.b);
		}
		// Closed loops remain.
		for (const p of group) if (!used.has(p)) follow(p, p.a);
	}
	return out;
}
