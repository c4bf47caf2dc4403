import Flatbush from "flatbush";
import type { BaseFeature } from "../../../geodata/city/city-input.ts";
import {
	STREET_CLASSES,
	type StreetClass,
	type StreetSource,
	WAY_FLAG,
} from "../../../geodata/graph/street-source.ts";
import { metresPerDegree } from "../../../geodata/units/position.ts";
import { Growing } from "./growing.ts";

/** Built for pedestrians: on such a bridge or tunnel across traffic one climbs stairs or ramps. */
const ON_FOOT = classes("footway", "path", "pedestrian", "steps", "cycleway", "corridor", "crossing");
/** Roads so wide or fast that a footbridge over them is never merely decorative. */
const TRAFFIC = classes("motorway", "trunk", "primary", "secondary", "tertiary");
const OFF_GROUND = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL;
/** A footway this close to a road bridge and this parallel to it, metres and degrees, is its sidewalk. */
const BESIDE_M = 15;
const ALONG_DEG = 30;

function classes(...names: StreetClass[]): ReadonlySet<number> {
	return new Set(names.map((name) => STREET_CLASSES.indexOf(name)));
}

/** Data of a way beyond its columns. */
interface WayFacts {
	readonly layer: number;
	readonly isSidewalk: boolean;
}

/**
 * Flags of every way. Sets OVERPASS on pedestrian bridges and tunnels that cross a main road or a railway without
 * meeting it, and on all connected to them: a bridge in several ways is climbed once. A footbridge over a brook counts
 * as a normal path; the sidewalk of a road bridge rises no more than its road.
 *
 * @param facts Shape [wayCount].
 */
export function withOverpasses(
	streets: StreetSource,
	facts: readonly WayFacts[],
	baseFeatures: readonly BaseFeature[],
): Uint16Array {
	const flags = streets.wayFlags.slice();
	const offGround: number[] = [];
	for (let way = 0; way < flags.length; way++) if ((flags[way]! & OFF_GROUND) !== 0) offGround.push(way);
	const isOnFoot = (way: number) => ON_FOOT.has(streets.wayClass[way]!);
	const isBeside = besideRoads(
		streets,
		facts,
		offGround.filter((way) => !isOnFoot(way)),
	);
	const bridges = offGround.filter((way) => isOnFoot(way) && !facts[way]!.isSidewalk && !isBeside(way));
	if (bridges.length === 0) return flags;
	const climbed = waysOverTraffic(streets, bridges, baseFeatures);
	for (const chain of chainsOf(streets, bridges)) {
		if (chain.some((way) => climbed.has(way))) for (const way of chain) flags[way]! |= WAY_FLAG.OVERPASS;
	}
	return flags;
}

/** Coordinates of the ends, degrees. */
type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/** Spatial index of the segments of some ways. */
class WaySegments {
	/** Shape [segments]; position of a segment's second node in `wayNode`, and its way. */
	readonly #second = new Growing(new Uint32Array(256));
	readonly #way = new Growing(new Uint32Array(256));
	readonly #streets: StreetSource;
	readonly #index: Flatbush;

	constructor(streets: StreetSource, ways: readonly number[]) {
		this.#streets = streets;
		for (const way of ways) {
			for (let i = streets.wayStart[way]! + 1; i < streets.wayStart[way + 1]!; i++) {
				this.#second.push(i);
				this.#way.push(way);
			}
		}
		this.#index = new Flatbush(this.#way.length);
		for (let i = 0; i < this.#way.length; i++) {
			const [ax, ay, bx, by] = this.at(i);
			this.#index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
		}
		this.#index.finish();
	}

	wayOf(segment: number): number {
		return this.#way.at(segment);
	}

	nodes(segment: number): [a: number, b: number] {
		const second = this.#second.at(segment);
		return [this.#streets.wayNode[second - 1]!, this.#streets.wayNode[second]!];
	}

	at(segment: number): Segment {
		return segmentOf(this.#streets, ...this.nodes(segment));
	}

	isNear([west, south, east, north]: Segment): boolean {
		return this.#index.search(west, south, east, north).length > 0;
	}

	near(ax: number, ay: number, bx: number, by: number): number[] {
		return this.#index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
	}
}

function segmentOf({ nodeLngDeg, nodeLatDeg }: StreetSource, a: number, b: number): Segment {
	return [nodeLngDeg[a]!, nodeLatDeg[a]!, nodeLngDeg[b]!, nodeLatDeg[b]!];
}

/** South-west and north-east corners of a way's bounding box. */
function extentOf({ wayStart, wayNode, nodeLngDeg, nodeLatDeg }: StreetSource, way: number): Segment {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = wayStart[way]!; i < wayStart[way + 1]!; i++) {
		const lng = nodeLngDeg[wayNode[i]!]!;
		const lat = nodeLatDeg[wayNode[i]!]!;
		if (lng < west) west = lng;
		if (lng > east) east = lng;
		if (lat < south) south = lat;
		if (lat > north) north = lat;
	}
	return [west, south, east, north];
}

/** Bridges and tunnels that cross traffic without meeting it. */
function waysOverTraffic(
	streets: StreetSource,
	bridges: readonly number[],
	baseFeatures: readonly BaseFeature[],
): Set<number> {
	const own = new WaySegments(streets, bridges);
	const climbed = new Set<number>();
	const { wayStart, wayNode, wayClass, wayFlags } = streets;
	for (let way = 0; way < wayClass.length; way++) {
		if (!TRAFFIC.has(wayClass[way]!)) continue;
		if (!own.isNear(extentOf(streets, way))) continue;
		const isBuried = (wayFlags[way]! & WAY_FLAG.TUNNEL) !== 0;
		for (let i = wayStart[way]! + 1; i < wayStart[way + 1]!; i++) {
			const road = [wayNode[i - 1]!, wayNode[i]!] as const;
			const segment = segmentOf(streets, ...road);
			for (const k of own.near(...segment)) {
				// Above a road tunnel one walks on the ground.
				if (isBuried && (wayFlags[own.wayOf(k)]! & WAY_FLAG.BRIDGE) !== 0) continue;
				if (own.nodes(k).some((node) => road.includes(node))) continue;
				if (crosses(own.at(k), segment)) climbed.add(own.wayOf(k));
			}
		}
	}
	for (const { layer, tunnel, geometry } of baseFeatures) {
		if (layer !== "railway" || tunnel || geometry.type !== "LineString") continue;
		for (let i = 1; i < geometry.coordinates.length; i++) {
			const segment = [...geometry.coordinates[i - 1]!, ...geometry.coordinates[i]!] as unknown as Segment;
			for (const k of own.near(...segment)) if (crosses(own.at(k), segment)) climbed.add(own.wayOf(k));
		}
	}
	return climbed;
}

/** Groups connected bridges, and connected tunnels: each chain is climbed once. */
function chainsOf({ wayStart, wayNode, wayFlags }: StreetSource, ways: readonly number[]): number[][] {
	const chainOf = new Map<number, number[]>();
	const wayAt = new Map<string, number>();
	for (const way of ways) {
		chainOf.set(way, [way]);
		for (let i = wayStart[way]!; i < wayStart[way + 1]!; i++) {
			const place = `${wayNode[i]} ${wayFlags[way]! & OFF_GROUND}`;
			const chain = chainOf.get(way)!;
			const other = chainOf.get(wayAt.get(place) ?? way)!;
			wayAt.set(place, way);
			if (other === chain) continue;
			const [less, more] = other.length < chain.length ? [other, chain] : [chain, other];
			for (const moved of less) {
				more.push(moved);
				chainOf.set(moved, more);
			}
		}
	}
	return [...new Set(chainOf.values())];
}

/** Tests whether most of a way runs along a road bridge or road tunnel of the same layer. */
function besideRoads(
	streets: StreetSource,
	facts: readonly WayFacts[],
	roads: readonly number[],
): (way: number) => boolean {
	if (roads.length === 0) return () => false;
	const road = new WaySegments(streets, roads);
	return (way) => {
		const isOfLevel = (other: number) =>
			facts[other]!.layer === facts[way]!.layer &&
			((streets.wayFlags[other]! ^ streets.wayFlags[way]!) & OFF_GROUND) === 0;
		let besideM = 0;
		let totalM = 0;
		for (let i = streets.wayStart[way]! + 1; i < streets.wayStart[way + 1]!; i++) {
			const [ax, ay, bx, by] = segmentOf(streets, streets.wayNode[i - 1]!, streets.wayNode[i]!);
			const { lngM, latM } = metresPerDegree(ay);
			const [ux, uy] = [(bx - ax) * lngM, (by - ay) * latM];
			const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
			const [dLng, dLat] = [BESIDE_M / lngM, BESIDE_M / latM];
			const isAlong = road.near(x - dLng, y - dLat, x + dLng, y + dLat).some((k) => {
				if (!isOfLevel(road.wayOf(k))) return false;
				const [cx, cy, dx, dy] = road.at(k);
				// Metres from the middle of the way's own segment.
				const c = [(cx - x) * lngM, (cy - y) * latM] as const;
				const d = [(dx - x) * lngM, (dy - y) * latM] as const;
				return isParallel(ux, uy, d[0] - c[0], d[1] - c[1]) && distanceFromOrigin(c, d) <= BESIDE_M;
			});
			totalM += Math.hypot(ux, uy);
			if (isAlong) besideM += Math.hypot(ux, uy);
		}
		return besideM > totalM / 2;
	};
}

function isParallel(ux: number, uy: number, vx: number, vy: number): boolean {
	const cosine = Math.abs(ux * vx + uy * vy) / (Math.hypot(ux, uy) * Math.hypot(vx, vy));
	return cosine >= Math.cos((ALONG_DEG * Math.PI) / 180);
}

function distanceFromOrigin(
	[cx, cy]: readonly [number, number],
	[dx, dy]: readonly [number, number],
): number {
	const [ex, ey] = [dx - cx, dy - cy];
	const along = Math.min(1, Math.max(0, -(cx * ex + cy * ey) / (ex * ex + ey * ey)));
	return Math.hypot(cx + along * ex, cy + along * ey);
}

/** True where two segments meet; false where one lies along the other. */
function crosses([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): boolean {
	const side = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
		Math.sign((qx - px) * (y - py) - (qy - py) * (x - px));
	const [c, d] = [side(ax, ay, bx, by, cx, cy), side(ax, ay, bx, by, dx, dy)];
	return c * d <= 0 && c !== d && side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0;
}
