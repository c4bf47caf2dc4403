import type { Geometry, Position } from "geojson";
import type { BaseFeature, BaseLayer } from "../../../geodata/city/city-input.ts";
import { PLACE_RANK } from "./base-kind.ts";
import type { MemberWays } from "./member-ways.ts";
import { NO_NODE } from "./node-table.ts";
import type { AreaRelation, OsmCollector } from "./osm-collector.ts";
import type { Tags } from "./osm-sink.ts";
import { areaOf, type Chain, isRing } from "./rings.ts";

export interface CollectedBase {
	readonly features: BaseFeature[];
	/** Areas cut by the extract: their banks are kept as lines. */
	readonly cutAreas: number;
}

/** Water, green, buildings, railways, walls and place names, as GeoJSON geometry. */
export function collectedBase(
	collector: OsmCollector,
	memberWays: MemberWays,
	withBuildings: boolean,
): CollectedBase {
	const features: BaseFeature[] = [];
	for (const { way, tags, layer, kind, isArea } of collector.baseWays) {
		if (layer === "building" && !withBuildings) continue;
		const runs = runsOf(collector, collector.nodeIds(way));
		if (isArea) {
			// A clipped ring is closed along the clip, outside the city.
			const ring = closed(runs.flat());
			if (isRing(ring)) features.push(feature(layer, kind, tags, areaOf([ring], []) as Geometry));
			continue;
		}
		for (const coordinates of runs) {
			if (coordinates.length > 1)
				features.push(feature(layer, kind, tags, { type: "LineString", coordinates }));
		}
	}
	let cutAreas = 0;
	for (const relation of collector.relations) {
		const { geometry, banks } = relationArea(collector, memberWays, relation);
		if (geometry) features.push(feature(relation.layer, relation.kind, relation.tags, geometry));
		if (banks.length > 0) cutAreas++;
		if (relation.layer !== "water") continue;
		for (const coordinates of banks) {
			features.push(feature("waterway", "bank", relation.tags, { type: "LineString", coordinates }));
		}
	}
	for (const { row, tags } of collector.places) {
		const kind = tags.get("place") ?? "";
		const point: Geometry = {
			type: "Point",
			coordinates: [collector.nodes.lngDeg(row), collector.nodes.latDeg(row)],
		};
		features.push({ ...feature("place", kind, tags, point), rank: PLACE_RANK.get(kind) ?? 4 });
	}
	return { features, cutAreas };
}

function feature(layer: BaseLayer, kind: string, tags: Tags, geometry: Geometry): BaseFeature {
	const isSet = (key: string) => !["no", undefined].includes(tags.get(key));
	return {
		layer,
		kind,
		name: tags.get("name") ?? "",
		nameEn: tags.get("name:en") ?? "",
		bridge: isSet("bridge"),
		tunnel: isSet("tunnel") || tags.get("location") === "underground",
		rank: rankOf(geometry),
		geometry,
	};
}

/** Minimum extents of ranks 0, 1 and 2, degrees: lower ranks are drawn at lower zooms. */
const RANK_SPANS_DEG = [0.02, 0.005, 0.0015];

function rankOf(geometry: Geometry): number {
	if (geometry.type === "Point" || geometry.type === "GeometryCollection") return 0;
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	const visit = (coordinates: unknown): void => {
		if (!Array.isArray(coordinates)) return;
		const [x, y] = coordinates;
		if (typeof x !== "number" || typeof y !== "number") {
			for (const inner of coordinates) visit(inner);
			return;
		}
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
	};
	visit(geometry.coordinates);
	const spanDeg = Math.max(east - west, north - south);
	const rank = RANK_SPANS_DEG.findIndex((limit) => spanDeg >= limit);
	return rank < 0 ? RANK_SPANS_DEG.length : rank;
}

/** A way's positions, split where the file lacks nodes. */
function runsOf(collector: OsmCollector, nodeIds: Float64Array): Position[][] {
	const runs: Position[][] = [[]];
	for (const id of nodeIds) {
		const row = collector.nodes.rowOf(id);
		if (row === NO_NODE) runs.push([]);
		else runs[runs.length - 1]!.push([collector.nodes.lngDeg(row), collector.nodes.latDeg(row)]);
	}
	return runs.filter((run) => run.length > 0);
}

function closed(ring: Position[]): Position[] {
	const first = ring[0];
	const last = ring[ring.length - 1];
	if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
	return [...ring, first];
}

function relationArea(collector: OsmCollector, memberWays: MemberWays, { members }: AreaRelation) {
	const outer = memberWays.rings(members, false);
	const inner = memberWays.rings(members, true);
	const positions = (chain: Chain): Position[] =>
		chain.map((row) => [collector.nodes.lngDeg(row), collector.nodes.latDeg(row)]);
	return {
		geometry: areaOf(outer.rings.map(positions), inner.rings.map(positions)),
		banks: [...outer.open, ...inner.open].map(positions),
	};
}
