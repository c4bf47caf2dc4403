import Flatbush from "flatbush";
import { DisjointSets } from "../graph/disjoint-sets.ts";
import { isWalkable } from "../graph/split-ways.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { metresPerDegree, type Position } from "../units/position.ts";

/** A straight segment of a wall, 1e-7 degrees. */
export interface WallPiece {
	readonly aLng: number;
	readonly aLat: number;
	readonly bLng: number;
	readonly bLat: number;
	/** Index into the names of the barriers. */
	readonly name: number;
}

export interface OpenedWalls {
	/** The segments that remain. */
	readonly pieces: readonly WallPiece[];
	/** Shape [pieces]; 1 where the connected wall has an opening. */
	readonly isGated: Uint8Array;
}

/** Half the width of a gate, m. */
const HALF_GATE_M = 1;
/** Maximum distance of a gate from its wall, m. */
const NEAR_WALL_M = 1;
/** Maximum distance from a wall of a way that ends on it, m. */
const TOUCH_M = 0.1;

/**
 * Opens walls at mapped gates, and where a footway crosses or ends on them at grade.
 *
 * @param openings Positions of gates, stiles and entrances, degrees.
 */
export function openWalls(
	walls: readonly WallPiece[],
	streets: StreetSource,
	openings: readonly Position[],
): OpenedWalls {
	if (walls.length === 0) return { pieces: [], isGated: new Uint8Array(0) };
	const tree = new Flatbush(walls.length, 16, Int32Array);
	for (const { aLng, aLat, bLng, bLat } of walls) {
		tree.add(Math.min(aLng, bLng), Math.min(aLat, bLat), Math.max(aLng, bLng), Math.max(aLat, bLat));
	}
	tree.finish();
	const { lngM, latM } = metresPerDegree(walls[0]!.aLat / COORD_UNITS_PER_DEG);
	const plane: Plane = { unitLngM: lngM / COORD_UNITS_PER_DEG, unitLatM: latM / COORD_UNITS_PER_DEG };
	const sharesOf = new Map<number, number[]>();
	const open = (piece: number, share: number): void => {
		const known = sharesOf.get(piece);
		if (known) known.push(share);
		else sharesOf.set(piece, [share]);
	};
	for (const [lngDeg, latDeg] of openings) {
		const lng = lngDeg * COORD_UNITS_PER_DEG;
		const lat = latDeg * COORD_UNITS_PER_DEG;
		const [dx, dy] = [NEAR_WALL_M / plane.unitLngM, NEAR_WALL_M / plane.unitLatM];
		for (const piece of tree.search(lng - dx, lat - dy, lng + dx, lat + dy)) {
			const share = nearShare(plane, walls[piece]!, lng, lat, NEAR_WALL_M);
			if (share !== null) open(piece, share);
		}
	}
	openAtWays(walls, tree, plane, streets, open);
	const gated = gatedWalls(walls, sharesOf);
	const pieces: WallPiece[] = [];
	const isGated: number[] = [];
	walls.forEach((wall, i) => {
		for (const [from, to] of closedParts(wall, sharesOf.get(i) ?? [], plane)) {
			pieces.push(part(wall, from, to));
			isGated.push(gated(i) ? 1 : 0);
		}
	});
	return { pieces, isGated: Uint8Array.from(isGated) };
}

interface Plane {
	readonly unitLngM: number;
	readonly unitLatM: number;
}

const OFF_GROUND = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL;

function openAtWays(
	walls: readonly WallPiece[],
	tree: Flatbush,
	plane: Plane,
	{ nodeLngDeg, nodeLatDeg, nodeFlags, wayStart, wayNode, wayFlags }: StreetSource,
	open: (piece: number, share: number) => void,
): void {
	const lngOf = (node: number) => Math.round(nodeLngDeg[node]! * COORD_UNITS_PER_DEG);
	const latOf = (node: number) => Math.round(nodeLatDeg[node]! * COORD_UNITS_PER_DEG);
	const touchLng = TOUCH_M / plane.unitLngM;
	const touchLat = TOUCH_M / plane.unitLatM;
	for (let way = 0; way < wayFlags.length; way++) {
		if (!isWalkable(wayFlags[way]!) || (wayFlags[way]! & OFF_GROUND) !== 0) continue;
		for (let i = wayStart[way]!; i < wayStart[way + 1]! - 1; i++) {
			const [a, b] = [wayNode[i]!, wayNode[i + 1]!];
			const [aLng, aLat, bLng, bLat] = [lngOf(a), latOf(a), lngOf(b), latOf(b)];
			const hits = tree.search(
				Math.min(aLng, bLng) - touchLng,
				Math.min(aLat, bLat) - touchLat,
				Math.max(aLng, bLng) + touchLng,
				Math.max(aLat, bLat) + touchLat,
			);
			for (const piece of hits) {
				const wall = walls[piece]!;
				const share = crossing(plane, wall, aLng, aLat, bLng, bLat);
				if (share !== null) open(piece, share);
				for (const [node, lng, lat] of [
					[a, aLng, aLat],
					[b, bLng, bLat],
				] as const) {
					if ((nodeFlags[node]! & NODE_FLAG.BLOCKED) !== 0) continue;
					const touched = nearShare(plane, wall, lng, lat, TOUCH_M);
					if (touched !== null && share === null && leaves(plane, wall, aLng, aLat, bLng, bLat)) {
						open(piece, touched);
					}
				}
			}
		}
	}
}

/** Where a way's segment crosses a wall's segment, as a share of the wall's; null where they do not cross. */
function crossing(
	{ unitLngM, unitLatM }: Plane,
	wall: WallPiece,
	aLng: number,
	aLat: number,
	bLng: number,
	bLat: number,
): number | null {
	const [wx, wy] = [(wall.bLng - wall.aLng) * unitLngM, (wall.bLat - wall.aLat) * unitLatM];
	const [dx, dy] = [(bLng - aLng) * unitLngM, (bLat - aLat) * unitLatM];
	const [ox, oy] = [(aLng - wall.aLng) * unitLngM, (aLat - wall.aLat) * unitLatM];
	const across = wx * dy - wy * dx;
	if (across === 0) return null;
	const share = (ox * dy - oy * dx) / across;
	const along = (ox * wy - oy * wx) / across;
	return share >= 0 && share <= 1 && along > 0 && along < 1 ? share : null;
}

/** False for a way's segment that runs along the wall. */
function leaves(
	{ unitLngM, unitLatM }: Plane,
	wall: WallPiece,
	aLng: number,
	aLat: number,
	bLng: number,
	bLat: number,
): boolean {
	const [wx, wy] = [(wall.bLng - wall.aLng) * unitLngM, (wall.bLat - wall.aLat) * unitLatM];
	const length = Math.hypot(wx, wy);
	const offM = (lng: number, lat: number) =>
		Math.abs((lng - wall.aLng) * unitLngM * wy - (lat - wall.aLat) * unitLatM * wx) / length;
	return length > 0 && Math.max(offM(aLng, aLat), offM(bLng, bLat)) > 2 * TOUCH_M;
}

/** The share of a wall's segment nearest to a position, null where it is farther than `withinM`. */
function nearShare(
	{ unitLngM, unitLatM }: Plane,
	wall: WallPiece,
	lng: number,
	lat: number,
	withinM: number,
): number | null {
	const [dx, dy] = [(wall.bLng - wall.aLng) * unitLngM, (wall.bLat - wall.aLat) * unitLatM];
	const [x, y] = [(lng - wall.aLng) * unitLngM, (lat - wall.aLat) * unitLatM];
	const squared = dx * dx + dy * dy;
	const share = squared > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / squared)) : 0;
	return Math.hypot(x - dx * share, y - dy * share) <= withinM ? share : null;
}

/** True for segments of walls connected to one that is open. */
function gatedWalls(
	walls: readonly WallPiece[],
	sharesOf: ReadonlyMap<number, unknown>,
): (piece: number) => boolean {
	const sets = new DisjointSets(walls.length);
	const at = new Map<string, number>();
	walls.forEach(({ aLng, aLat, bLng, bLat }, i) => {
		for (const key of [`${aLng},${aLat}`, `${bLng},${bLat}`]) {
			const other = at.get(key);
			if (other === undefined) at.set(key, i);
			else sets.join(i, other);
		}
	});
	const gated = new Set([...sharesOf.keys()].map((piece) => sets.rootOf(piece)));
	return (piece) => gated.has(sets.rootOf(piece));
}

/** What remains of a wall's segment beside its gates, as shares of it. */
function closedParts(
	wall: WallPiece,
	shares: readonly number[],
	{ unitLngM, unitLatM }: Plane,
): [from: number, to: number][] {
	const lengthM = Math.hypot((wall.bLng - wall.aLng) * unitLngM, (wall.bLat - wall.aLat) * unitLatM);
	if (shares.length === 0 || lengthM === 0) return [[0, 1]];
	const half = HALF_GATE_M / lengthM;
	const parts: [number, number][] = [];
	let from = 0;
	for (const share of [...shares].sort((a, b) => a - b)) {
		if (share - half > from) parts.push([from, share - half]);
		from = Math.max(from, share + half);
	}
	if (from < 1) parts.push([from, 1]);
	return parts;
}

function part(wall: WallPiece, from: number, to: number): WallPiece {
	const at = (a: number, b: number, share: number) => Math.round(a + (b - a) * share);
	return {
		aLng: at(wall.aLng, wall.bLng, from),
		aLat: at(wall.aLat, wall.bLat, from),
		bLng: at(wall.aLng, wall.bLng, to),
		bLat: at(wall.aLat, wall.bLat, to),
		name: wall.name,
	};
}
