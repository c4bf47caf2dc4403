import type { Geometry, Position as GeoPosition } from "geojson";
import { isWalkable } from "../graph/split-ways.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import {
	BARRIER_KINDS,
	BARRIER_STRENGTHS,
	type BarrierKind,
	type BarrierStrength,
	type Barriers,
} from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import type { BaseFeature } from "./city-input.ts";
import { openWalls, type WallPiece } from "./wall-openings.ts";

/** Underground and elevated lines are not barriers, with or without a tunnel or bridge tag. */
const RAILWAY_OFF_GROUND = new Set([
	"subway",
	"metro",
	"monorail",
	"abandoned",
	"disused",
	"razed",
	"proposed",
]);

/** Small water, which people walk round or step over. */
const SMALL_WATERS = new Set(["stream", "ditch", "drain", "brook", "pond", "basin", "wastewater", "water"]);
/** Largest extent of such water given as an area, e.g. a garden or fish pond, m. */
const SMALL_WATER_M = 150;
const SIDE_TRACKS = new Set(["siding", "spur", "yard", "crossover"]);

/**
 * Everything that cannot be crossed on foot at grade, as line segments: shores and waterways, railways, compound
 * walls, and expressways closed to pedestrians. Bridges and tunnels are left out; walls are open at gates and where
 * footways cross them.
 *
 * @param openings Gates, stiles and entrances in walls, degrees.
 */
export function buildBarriers(
	baseFeatures: readonly BaseFeature[],
	streets: StreetSource,
	openings: readonly Position[] = [],
): Barriers {
	const columns = { aLng: [], aLat: [], bLng: [], bLat: [], kind: [], strength: [], name: [] } as Record<
		string,
		number[]
	>;
	const names: string[] = [""];
	const nameIndex = new Map<string, number>([["", 0]]);
	const indexOf = (name: string): number => {
		let index = nameIndex.get(name);
		if (index === undefined) {
			index = names.push(name) - 1;
			nameIndex.set(name, index);
		}
		return index;
	};
	const add = (kind: BarrierKind, strength: BarrierStrength, piece: WallPiece): void => {
		columns.aLng?.push(piece.aLng);
		columns.aLat?.push(piece.aLat);
		columns.bLng?.push(piece.bLng);
		columns.bLat?.push(piece.bLat);
		columns.kind?.push(BARRIER_KINDS.indexOf(kind));
		columns.strength?.push(BARRIER_STRENGTHS.indexOf(strength));
		columns.name?.push(piece.name);
	};

	const walls: WallPiece[] = [];
	for (const feature of baseFeatures) {
		const kind = barrierKind(feature);
		if (kind === null) continue;
		const name = indexOf(feature.name);
		const strength = strengthOf(feature, kind);
		for (const line of linesOf(feature.geometry)) {
			for (const piece of piecesOf(line, name)) {
				if (kind === "wall") walls.push(piece);
				else add(kind, strength, piece);
			}
		}
	}
	const { pieces, isGated } = openWalls(walls, streets, openings);
	pieces.forEach((piece, i) => {
		add("wall", isGated[i] === 1 ? "gated" : "detour", piece);
	});

	const motorway = STREET_CLASSES.indexOf("motorway");
	const trunk = STREET_CLASSES.indexOf("trunk");
	for (let way = 0; way < streets.wayFlags.length; way++) {
		const wayClass = streets.wayClass[way]!;
		const flags = streets.wayFlags[way]!;
		if (wayClass !== motorway && wayClass !== trunk) continue;
		if (isWalkable(flags) || (flags & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0) continue;
		const nodes = streets.wayNode.subarray(streets.wayStart[way], streets.wayStart[way + 1]);
		const line = Array.from(nodes, (node) => [streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
		for (const piece of piecesOf(line, indexOf(streets.wayName[way] ?? ""))) add("expressway", "bars", piece);
	}
	return {
		aLng: Int32Array.from(columns.aLng ?? []),
		aLat: Int32Array.from(columns.aLat ?? []),
		bLng: Int32Array.from(columns.bLng ?? []),
		bLat: Int32Array.from(columns.bLat ?? []),
		kind: Uint8Array.from(columns.kind ?? []),
		strength: Uint8Array.from(columns.strength ?? []),
		name: Uint32Array.from(columns.name ?? []),
		names,
	};
}

/** Straight segments of a line, rounded as stored; repeated points are skipped. */
function piecesOf(line: readonly GeoPosition[], name: number): WallPiece[] {
	const units = (deg = 0) => Math.round(deg * COORD_UNITS_PER_DEG);
	return line.slice(1).map(([bLng, bLat], i) => {
		const [aLng, aLat] = line[i]!;
		return { aLng: units(aLng), aLat: units(aLat), bLng: units(bLng), bLat: units(bLat), name };
	});
}

/** Rivers, canals, harbours, main railways and expressways `bar`; the rest are a `detour`. */
function strengthOf({ layer, kind, geometry }: BaseFeature, barrier: BarrierKind): BarrierStrength {
	if (barrier === "wall") return "detour";
	if (barrier === "railway") return SIDE_TRACKS.has(kind) ? "detour" : "bars";
	if (!SMALL_WATERS.has(kind)) return "bars";
	return layer === "waterway" || acrossM(geometry) <= SMALL_WATER_M ? "detour" : "bars";
}

/** Diagonal of a geometry's bounding box, m. */
function acrossM(geometry: Geometry): number {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const line of linesOf(geometry)) {
		for (const [lng = 0, lat = 0] of line) {
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		}
	}
	return distanceM(west, south, east, north);
}

function barrierKind(feature: BaseFeature): BarrierKind | null {
	if (feature.bridge || feature.tunnel) return null;
	switch (feature.layer) {
		case "water":
		case "waterway":
			return "water";
		case "railway":
			return RAILWAY_OFF_GROUND.has(feature.kind) ? null : "railway";
		case "wall":
			return "wall";
		default:
			return null;
	}
}

/** Lines and outlines of a geometry; points have none. */
function linesOf(geometry: Geometry): readonly (readonly GeoPosition[])[] {
	switch (geometry.type) {
		case "LineString":
			return [geometry.coordinates];
		case "MultiLineString":
		case "Polygon":
			return geometry.coordinates;
		case "MultiPolygon":
			return geometry.coordinates.flat();
		case "GeometryCollection":
			return geometry.geometries.flatMap((part) => [...linesOf(part)]);
		default:
			return [];
	}
}
