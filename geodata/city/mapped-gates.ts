import { booleanPointInPolygon } from "@turf/turf";
import Flatbush from "flatbush";
import type { Polygon } from "geojson";
import { isWalkable } from "../graph/split-ways.ts";
import type { StreetSource } from "../graph/street-source.ts";
import { distanceM, type Position } from "../units/position.ts";
import type { BaseFeature, CompoundInput } from "./city-input.ts";

/** Maximum distance of a gate from its wall, m. */
const IN_WALL_M = 1;
/** A larger wall surrounds a town, not a compound, m. */
const COMPOUND_M = 1000;

/**
 * Gives homes without gates those mapped in the wall around them, where no street runs inside the wall. Where streets
 * run inside, they lead to the gates.
 */
export function withMappedGates(
	compounds: readonly CompoundInput[],
	baseFeatures: readonly BaseFeature[],
	streets: StreetSource,
	openings: readonly Position[],
): readonly CompoundInput[] {
	const rings = openings.length === 0 ? [] : gatedRings(baseFeatures, streets, openings);
	if (rings.length === 0) return compounds;
	const tree = new Flatbush(rings.length);
	for (const { box } of rings) tree.add(...box);
	tree.finish();
	return compounds.map((compound) => {
		const { lngDeg, latDeg, gates } = compound;
		if (gates.length > 0 || compound.cellRadiusM !== null) return compound;
		const around = tree
			.search(lngDeg, latDeg, lngDeg, latDeg)
			.map((i) => rings[i]!)
			.filter(({ polygon }) => booleanPointInPolygon([lngDeg, latDeg], polygon))
			.sort((a, b) => a.acrossM - b.acrossM)[0];
		return around ? { ...compound, gates: around.gates } : compound;
	});
}

interface GatedRing {
	readonly polygon: Polygon;
	readonly box: [west: number, south: number, east: number, north: number];
	readonly acrossM: number;
	readonly gates: Position[];
}

/** Closed walls with a gate and no street inside. */
function gatedRings(
	baseFeatures: readonly BaseFeature[],
	streets: StreetSource,
	openings: readonly Position[],
): GatedRing[] {
	const gateTree = pointTree(openings);
	const nodes = walkedNodes(streets);
	const nodeTree = nodes.length > 0 ? pointTree(nodes) : null;
	return baseFeatures.flatMap(({ layer, geometry }): GatedRing[] => {
		if (layer !== "wall" || geometry.type !== "LineString") return [];
		const ring = geometry.coordinates;
		const [first, last] = [ring[0], ring[ring.length - 1]];
		if (ring.length < 4 || !first || !last || first[0] !== last[0] || first[1] !== last[1]) return [];
		const lngs = ring.map(([lng = 0]) => lng);
		const lats = ring.map(([, lat = 0]) => lat);
		const box = [
			Math.min(...lngs),
			Math.min(...lats),
			Math.max(...lngs),
			Math.max(...lats),
		] as GatedRing["box"];
		const acrossM = distanceM(...box);
		if (acrossM > COMPOUND_M) return [];
		const marginDeg = 2e-5;
		const gates = gateTree
			.search(box[0] - marginDeg, box[1] - marginDeg, box[2] + marginDeg, box[3] + marginDeg)
			.map((i) => openings[i]!)
			.filter((gate) => isOnRing(ring, gate));
		if (gates.length === 0) return [];
		const polygon: Polygon = { type: "Polygon", coordinates: [ring] };
		const hasStreet = nodeTree?.search(...box).some((i) => {
			const node = nodes[i]!;
			return !isOnRing(ring, node) && booleanPointInPolygon([...node], polygon);
		});
		return hasStreet ? [] : [{ polygon, box, acrossM, gates }];
	});
}

function walkedNodes({ nodeLngDeg, nodeLatDeg, wayStart, wayNode, wayFlags }: StreetSource): Position[] {
	const isWalked = new Uint8Array(nodeLngDeg.length);
	for (let way = 0; way < wayFlags.length; way++) {
		if (!isWalkable(wayFlags[way]!)) continue;
		for (let i = wayStart[way]!; i < wayStart[way + 1]!; i++) isWalked[wayNode[i]!] = 1;
	}
	return Array.from(isWalked.keys())
		.filter((node) => isWalked[node] === 1)
		.map((node) => [nodeLngDeg[node]!, nodeLatDeg[node]!]);
}

function pointTree(points: readonly Position[]): Flatbush {
	const tree = new Flatbush(points.length);
	for (const [lng, lat] of points) tree.add(lng, lat, lng, lat);
	tree.finish();
	return tree;
}

/** True for a position within a metre of a ring. */
function isOnRing(ring: readonly number[][], [lngDeg, latDeg]: Position): boolean {
	return ring.slice(1).some((b, i) => {
		const a = ring[i]!;
		const squash = Math.cos((latDeg * Math.PI) / 180);
		const [ax, ay] = [(a[0]! - lngDeg) * squash, a[1]! - latDeg];
		const [dx, dy] = [(b[0]! - a[0]!) * squash, b[1]! - a[1]!];
		const squared = dx * dx + dy * dy;
		const share = squared > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared)) : 0;
		const nearest: Position = [lngDeg + (ax + dx * share) / squash, latDeg + ay + dy * share];
		return distanceM(lngDeg, latDeg, ...nearest) <= IN_WALL_M;
	});
}
