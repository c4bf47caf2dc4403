import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import type { StreetSource } from "../../../geodata/graph/street-source.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import type { OsmCollector } from "./osm-collector.ts";

/** Maximum width and height of a city, degrees: about 1100 km. */
const MAX_SPAN_DEG = 10;

interface FarStreet {
	readonly wayId: number;
	readonly lngDeg: number;
	readonly latDeg: number;
}

/**
 * The box of the walkable streets; null where there is none.
 *
 * @throws {GeodataError} NETWORK_TOO_WIDE, NETWORK_ACROSS_MERIDIAN
 */
export function walkableExtent(file: string, streets: StreetSource): BBox | null {
	const far = farthestStreets(streets);
	if (far === null) return null;
	const [west, south, east, north] = far;
	const spanDeg = Math.max(east.lngDeg - west.lngDeg, north.latDeg - south.latDeg);
	if (spanDeg > MAX_SPAN_DEG) throw tooWide(file, streets, far);
	return [west.lngDeg, south.latDeg, east.lngDeg, north.latDeg];
}

/** The walkable nodes farthest west, south, east and north. */
function farthestStreets(streets: StreetSource): [FarStreet, FarStreet, FarStreet, FarStreet] | null {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	const at = [-1, -1, -1, -1];
	for (let way = 0; way < streets.wayClass.length; way++) {
		if (!isWalkable(streets.wayFlags[way]!)) continue;
		for (let i = streets.wayStart[way]!; i < streets.wayStart[way + 1]!; i++) {
			const lng = streets.nodeLngDeg[streets.wayNode[i]!]!;
			const lat = streets.nodeLatDeg[streets.wayNode[i]!]!;
			if (lng < west) [west, at[0]] = [lng, i];
			if (lat < south) [south, at[1]] = [lat, i];
			if (lng > east) [east, at[2]] = [lng, i];
			if (lat > north) [north, at[3]] = [lat, i];
		}
	}
	if (at[0] === -1) return null;
	return at.map((i): FarStreet => {
		const way = streets.wayStart.findIndex((_, k) => streets.wayStart[k + 1]! > i);
		const node = streets.wayNode[i]!;
		return {
			wayId: streets.wayId[way]!,
			lngDeg: streets.nodeLngDeg[node]!,
			latDeg: streets.nodeLatDeg[node]!,
		};
	}) as [FarStreet, FarStreet, FarStreet, FarStreet];
}

function tooWide(
	file: string,
	streets: StreetSource,
	[west, south, east, north]: readonly FarStreet[],
): GeodataError {
	const place = (street: FarStreet | undefined) =>
		`way ${street!.wayId} at ${street!.lngDeg}, ${street!.latDeg}`;
	const details = { file, value: [west!.lngDeg, south!.latDeg, east!.lngDeg, north!.latDeg] };
	if (isAcrossMeridian(streets)) {
		return new GeodataError(
			"NETWORK_ACROSS_MERIDIAN",
			`${file} has streets on both sides of the 180th meridian, such as ${place(west)} and ${place(east)}; allowed are streets on one side. Choose one by --boundary.`,
			details,
		);
	}
	const isWide = east!.lngDeg - west!.lngDeg > MAX_SPAN_DEG;
	const [from, to] = isWide ? [west, east] : [south, north];
	const spanDeg = isWide ? to!.lngDeg - from!.lngDeg : to!.latDeg - from!.latDeg;
	return new GeodataError(
		"NETWORK_TOO_WIDE",
		`${file} spans ${spanDeg.toFixed(1)} degrees of ${isWide ? "longitude" : "latitude"}, from ${place(from)} to ${place(to)}; allowed are ${MAX_SPAN_DEG}. Choose a part by --boundary.`,
		{ ...details, allowed: MAX_SPAN_DEG },
	);
}

/** True where the streets are close together when counted across ±180°. */
function isAcrossMeridian({ nodeLngDeg }: StreetSource): boolean {
	let [least, most] = [Infinity, -Infinity];
	for (const lngDeg of nodeLngDeg) {
		const eastward = lngDeg < 0 ? lngDeg + 360 : lngDeg;
		least = Math.min(least, eastward);
		most = Math.max(most, eastward);
	}
	return least < 180 && most > 180 && most - least <= MAX_SPAN_DEG;
}

/** Why there is no walkable street. */
export function emptyNetwork(
	file: string,
	collector: OsmCollector,
	streets: StreetSource,
	isClipped: boolean,
): GeodataError {
	const inside = isClipped ? " inside the boundary" : "";
	const count = (many: number, one: string) => `${many} ${one}${many === 1 ? "" : "s"}`;
	const nodes = collector.nodes.count;
	const said = collector.streets.length;
	let what = `${count(said, "street")} and none that may be walked${inside}`;
	if (said === 0 && collector.bareStreets > 0) {
		what = `${count(collector.bareStreets, "street")} that name no nodes, as Overpass does on "out tags" or "out ids", and not on "out geom"`;
	} else if (said === 0) {
		what = `${count(nodes, "node")}${inside} and ${count(collector.wayCount, "way")}, and no way is a street (tagged highway)`;
	} else if (streets.wayClass.length === 0) {
		what =
			nodes === 0 && !isClipped
				? `${count(said, "street")} and no positions of their nodes, which Overpass adds on "out geom" or "(._;>;); out"`
				: `${count(said, "street")} and the nodes of none of them${inside}`;
	}
	return new GeodataError("NETWORK_EMPTY", `${file} has ${what}; at least one street is needed.`, {
		file,
		streets: said,
	});
}
