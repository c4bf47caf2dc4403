import { booleanPointInPolygon, polygon } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";

/** A chain of node rows; closed when its first is its last. */
export type Chain = number[];

export interface JoinedRings {
	readonly rings: Chain[];
	/** Unclosed chains: the extract cut through the area. */
	readonly open: Chain[];
}

/** Joins member ways end to end into closed rings, reversing ways where needed. */
export function joinRings(ways: readonly Chain[]): JoinedRings {
	const byEnd = new Map<number, number[]>();
	const isUsed = new Uint8Array(ways.length);
	const isClosed = (chain: Chain) => chain.length > 2 && chain[0] === chain[chain.length - 1];
	ways.forEach((way, i) => {
		if (way.length < 2 || isClosed(way)) return;
		for (const end of [way[0]!, way[way.length - 1]!]) {
			const list = byEnd.get(end);
			if (list) list.push(i);
			else byEnd.set(end, [i]);
		}
	});
	const takeAt = (end: number): Chain | null => {
		const next = byEnd.get(end)?.find((i) => !isUsed[i]);
		if (next === undefined) return null;
		isUsed[next] = 1;
		const way = ways[next]!;
		return way[0] === end ? way : [...way].reverse();
	};
	const rings: Chain[] = [];
	const open: Chain[] = [];
	ways.forEach((way, i) => {
		if (isUsed[i] || way.length < 2) return;
		isUsed[i] = 1;
		let chain = [...way];
		for (let turned = 0; turned < 2 && !isClosed(chain); turned++) {
			for (let more = takeAt(chain[chain.length - 1]!); more; more = takeAt(chain[chain.length - 1]!)) {
				for (let k = 1; k < more.length; k++) chain.push(more[k]!);
				if (isClosed(chain)) break;
			}
			if (!isClosed(chain)) chain = chain.reverse();
		}
		if (isClosed(chain)) rings.push(chain);
		else open.push(chain);
	});
	return { rings, open };
}

/** Twice the signed area in square degrees; positive where the ring runs counter-clockwise. */
function signedArea(ring: readonly Position[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i++) {
		const a = ring[i - 1]!;
		const b = ring[i]!;
		sum += (b[0]! - a[0]!) * (b[1]! + a[1]!);
	}
	return -sum;
}

function wound(ring: Position[], counterClockwise: boolean): Position[] {
	return signedArea(ring) > 0 === counterClockwise ? ring : [...ring].reverse();
}

/** A ring with four positions and an area. */
export function isRing(ring: readonly Position[]): boolean {
	return ring.length >= 4 && signedArea(ring) !== 0;
}

/** One outer ring and its holes, as indices into the input rings. */
export interface RingPart {
	readonly outer: number;
	readonly inners: number[];
}

/** Assigns each hole to the smallest outer ring around it; a hole outside all rings is dropped. Smallest first. */
export function ringParts(outers: readonly Position[][], inners: readonly Position[][]): RingPart[] {
	const areas = outers.map((ring) => (isRing(ring) ? Math.abs(signedArea(ring)) : 0));
	const parts = [...areas.keys()]
		.filter((i) => areas[i]! > 0)
		.sort((a, b) => areas[a]! - areas[b]!)
		.map((outer): RingPart => ({ outer, inners: [] }));
	inners.forEach((inner, i) => {
		if (!isRing(inner)) return;
		const area = Math.abs(signedArea(inner));
		parts
			.find(
				({ outer }) => areas[outer]! > area && booleanPointInPolygon(inner[0]!, polygon([outers[outer]!])),
			)
			?.inners.push(i);
	});
	return parts;
}

/** Outer and inner rings as one geometry, wound as RFC 7946 requires. Null where no outer ring is left. */
export function areaOf(
	outers: readonly Position[][],
	inners: readonly Position[][],
): Polygon | MultiPolygon | null {
	const polygons = ringParts(outers, inners).map((part) => [
		wound(outers[part.outer]!, true),
		...part.inners.map((i) => wound(inners[i]!, false)),
	]);
	if (polygons.length === 0) return null;
	if (polygons.length === 1) return { type: "Polygon", coordinates: polygons[0]! };
	return { type: "MultiPolygon", coordinates: polygons };
}
