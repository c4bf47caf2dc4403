import Flatbush from "flatbush";
import type { BaseFeature } from "../../../geodata/coverage/city-input.ts";
import {
	STREET_CLASSES,
	type StreetClass,
	type StreetSource,
	WAY_FLAG,
} from "../../../geodata/graph/street-source.ts";

/** Built for those on foot: a bridge or tunnel of theirs over or under traffic is climbed. */
const ON_FOOT = classes("footway", "path", "pedestrian", "steps", "cycleway", "corridor", "crossing");
/** Too wide or fast to have been bridged for the view. */
const TRAFFIC = classes("motorway", "trunk", "primary", "secondary", "tertiary");

function classes(...names: StreetClass[]): ReadonlySet<number> {
	return new Set(names.map((name) => STREET_CLASSES.indexOf(name)));
}

/**
 * Flags of every way, with OVERPASS on those bridges and tunnels on foot that cross a main road or a railway
 * without meeting it. A footbridge over a brook is walked like any path.
 */
export function withOverpasses(streets: StreetSource, baseFeatures: readonly BaseFeature[]): Uint16Array {
	const flags = streets.wayFlags.slice();
	const bridges = [...flags.keys()].filter(
		(way) => (flags[way]! & (WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL)) !== 0 && ON_FOOT.has(streets.wayClass[way]!),
	);
	if (bridges.length === 0) return flags;
	const traffic = trafficSegments(streets, baseFeatures);
	if (traffic.length === 0) return flags;
	const index = new Flatbush(traffic.length);
	for (const [ax, ay, bx, by] of traffic) {
		index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
	}
	index.finish();
	for (const way of bridges) {
		const isOver = segmentsOf(streets, way).some((own) => {
			const [ax, ay, bx, by] = own;
			return index
				.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
				.some((i) => crosses(own, traffic[i]!));
		});
		if (isOver) flags[way] = flags[way]! | WAY_FLAG.OVERPASS;
	}
	return flags;
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

function trafficSegments(streets: StreetSource, baseFeatures: readonly BaseFeature[]): Segment[] {
	const roads = [...streets.wayClass.keys()].filter((way) => TRAFFIC.has(streets.wayClass[way]!));
	const railways = baseFeatures.flatMap(({ layer, tunnel, geometry }): Segment[] => {
		if (layer !== "railway" || tunnel || geometry.type !== "LineString") return [];
		return geometry.coordinates.slice(1).map((b, i) => {
			const a = geometry.coordinates[i]!;
			return [a[0]!, a[1]!, b[0]!, b[1]!];
		});
	});
	return [...roads.flatMap((way) => segmentsOf(streets, way)), ...railways];
}

function segmentsOf({ wayStart, wayNode, nodeLngDeg, nodeLatDeg }: StreetSource, way: number): Segment[] {
	const segments: Segment[] = [];
	for (let i = wayStart[way]! + 1; i < wayStart[way + 1]!; i++) {
		const [a, b] = [wayNode[i - 1]!, wayNode[i]!];
		segments.push([nodeLngDeg[a]!, nodeLatDeg[a]!, nodeLngDeg[b]!, nodeLatDeg[b]!]);
	}
	return segments;
}

/** True where the insides of two segments meet; touching ends do not count, for there one may walk across. */
function crosses([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): boolean {
	const side = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
		Math.sign((qx - px) * (y - py) - (qy - py) * (x - px));
	return (
		side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
		side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
	);
}
