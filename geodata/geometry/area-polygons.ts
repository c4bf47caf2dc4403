import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import type { Area } from "../units/position.ts";
import type { Ring } from "./contour.ts";

/** Whether a point is inside a ring, by crossing parity; undefined for points on the ring. */
export function ringContains(points: Int32Array, x: number, y: number): boolean {
	let inside = false;
	let lastX = points[points.length - 2]!;
	let lastY = points[points.length - 1]!;
	for (let i = 0; i < points.length; i += 2) {
		const thisX = points[i]!;
		const thisY = points[i + 1]!;
		if (thisY > y !== lastY > y && x < ((lastX - thisX) * (y - thisY)) / (lastY - thisY) + thisX)
			inside = !inside;
		lastX = thisX;
		lastY = thisY;
	}
	return inside;
}

/** An outer ring with its direct holes, and its net area. */
export interface RingGroup {
	readonly outer: Ring;
	readonly holes: readonly Ring[];
	readonly areaM2: number;
}

/**
 * Assigns each hole to the smallest outer ring around it; largest group first. Rings must be simple and disjoint,
 * outer ones counter-clockwise.
 *
 * @param minHoleM2 Smaller holes are filled, with everything inside. Contours of nested levels stay nested, because a
 * hole of the larger lies in a hole of the smaller.
 */
export function groupRings(rings: readonly Ring[], minHoleM2: number): RingGroup[] {
	const filled = rings.filter((ring) => ring.areaM2 < 0 && -ring.areaM2 < minHoleM2);
	const inFilled = (ring: Ring): boolean =>
		filled.some(
			(hole) => -hole.areaM2 > ring.areaM2 && ringContains(hole.points, ring.points[0]!, ring.points[1]!),
		);
	const outers = rings
		.filter((ring) => ring.areaM2 > 0 && !inFilled(ring))
		.sort((a, b) => a.areaM2 - b.areaM2);
	const holesOf = outers.map((): Ring[] => []);
	for (const hole of rings) {
		if (hole.areaM2 > 0 || -hole.areaM2 < minHoleM2) continue;
		const x = hole.points[0]!;
		const y = hole.points[1]!;
		const owner =
			outers.length === 1
				? 0
				: outers.findIndex((outer) => outer.areaM2 > -hole.areaM2 && ringContains(outer.points, x, y));
		holesOf[owner]?.push(hole);
	}
	return outers
		.map((outer, index) => {
			const holes = holesOf[index] ?? [];
			return { outer, holes, areaM2: outer.areaM2 + holes.reduce((sum, hole) => sum + hole.areaM2, 0) };
		})
		.reverse();
}

/** GeoJSON coordinates of a ring: closed, degrees to seven decimals. */
export function ringPositions(points: Int32Array): [number, number][] {
	const positions: [number, number][] = [];
	for (let i = 0; i < points.length; i += 2) {
		positions.push([points[i]! / COORD_UNITS_PER_DEG, points[i + 1]! / COORD_UNITS_PER_DEG]);
	}
	positions.push([points[0]! / COORD_UNITS_PER_DEG, points[1]! / COORD_UNITS_PER_DEG]);
	return positions;
}

/** RFC 7946 geometry of the groups: outer rings counter-clockwise, holes clockwise; null where there are none. */
export function areaOfGroups(groups: readonly RingGroup[]): Area | null {
	const polygons = groups.map((group) => [
		ringPositions(group.outer.points),
		...group.holes.map((hole) => ringPositions(hole.points)),
	]);
	const only = polygons[0];
	if (only === undefined) return null;
	return polygons.length === 1
		? { type: "Polygon", coordinates: only }
		: { type: "MultiPolygon", coordinates: polygons };
}
