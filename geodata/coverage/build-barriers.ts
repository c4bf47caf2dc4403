import type { Geometry, Position as GeoPosition } from "geojson";
import { isWalkable } from "../graph/split-ways.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../graph/street-source.ts";
import { BARRIER_KINDS, type BarrierKind, type Barriers } from "../graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import type { BaseFeature } from "./city-input.ts";

/** Underground and overhead lines are no barrier, whether or not the source says tunnel or bridge. */
const RAILWAY_OFF_GROUND = new Set([
	"subway",
	"metro",
	"monorail",
	"abandoned",
	"disused",
	"razed",
	"proposed",
]);

/**
 * Everything that cannot be crossed on foot at grade, as line segments: shores and waterways, railways, compound
 * walls, and expressways no one may walk. What lies on a bridge or in a tunnel is left out.
 */
export function buildBarriers(baseFeatures: readonly BaseFeature[], streets: StreetSource): Barriers {
	const columns = { aLng: [], aLat: [], bLng: [], bLat: [], kind: [], name: [] } as Record<string, number[]>;
	const names: string[] = [""];
	const nameIndex = new Map<string, number>([["", 0]]);
	const addLine = (kind: BarrierKind, name: string, line: readonly GeoPosition[]): void => {
		let index = nameIndex.get(name);
		if (index === undefined) {
			index = names.push(name) - 1;
			nameIndex.set(name, index);
		}
		const kindIndex = BARRIER_KINDS.indexOf(kind);
		for (let i = 1; i < line.length; i++) {
			const [aLng = 0, aLat = 0] = line[i - 1] ?? [];
			const [bLng = 0, bLat = 0] = line[i] ?? [];
			columns.aLng?.push(Math.round(aLng * COORD_UNITS_PER_DEG));
			columns.aLat?.push(Math.round(aLat * COORD_UNITS_PER_DEG));
			columns.bLng?.push(Math.round(bLng * COORD_UNITS_PER_DEG));
			columns.bLat?.push(Math.round(bLat * COORD_UNITS_PER_DEG));
			columns.kind?.push(kindIndex);
			columns.name?.push(index);
		}
	};

	for (const feature of baseFeatures) {
		const kind = barrierKind(feature);
		if (kind === null) continue;
		for (const line of linesOf(feature.geometry)) addLine(kind, feature.name, line);
	}
	const motorway = STREET_CLASSES.indexOf("motorway");
	const trunk = STREET_CLASSES.indexOf("trunk");
	for (let way = 0; way < streets.wayFlags.length; way++) {
		const wayClass = streets.wayClass[way]!;
		const flags = streets.wayFlags[way]!;
		if (wayClass !== motorway && wayClass !== trunk) continue;
		if (isWalkable(flags) || (flags & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0) continue;
		const nodes = streets.wayNode.subarray(streets.wayStart[way], streets.wayStart[way + 1]);
		const line = Array.from(nodes, (node) => [streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
		addLine("expressway", streets.wayName[way] ?? "", line);
	}
	return {
		aLng: Int32Array.from(columns.aLng ?? []),
		aLat: Int32Array.from(columns.aLat ?? []),
		bLng: Int32Array.from(columns.bLng ?? []),
		bLat: Int32Array.from(columns.bLat ?? []),
		kind: Uint8Array.from(columns.kind ?? []),
		name: Uint32Array.from(columns.name ?? []),
		names,
	};
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
