import { STREET_CLASSES, type StreetClass, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import type { Tags } from "./osm-sink.ts";

/**
 * Where OpenStreetMap says one may walk. A way that is a street but may not be walked has neither WALK bit: it
 * stays on the map and, as an expressway, bars the way.
 */
export interface StreetKind {
	/** Index into STREET_CLASSES. */
	readonly classIndex: number;
	/** Bits of WAY_FLAG. */
	readonly flags: number;
}

const CLASS_OF_HIGHWAY: ReadonlyMap<string, StreetClass> = new Map<string, StreetClass>([
	...STREET_CLASSES.map((name): [string, StreetClass] => [name, name]),
	["motorway_link", "motorway"],
	["trunk_link", "trunk"],
	["primary_link", "primary"],
	["secondary_link", "secondary"],
	["tertiary_link", "tertiary"],
	// Of unknown rank, but a road.
	["road", "unclassified"],
]);

const ALLOWED = new Set([
	"yes",
	"designated",
	"permissive",
	"official",
	"destination",
	"customers",
	"permit",
]);
const FORBIDDEN = new Set(["no", "private", "use_sidepath", "restricted", "military"]);
const ACCESS_FORBIDDEN = new Set(["no", "private", "restricted", "military", "emergency"]);
const SIDEWALKS = new Set(["yes", "both", "left", "right"]);
const NOT_SET = new Set([undefined, "no", "false", "0"]);

/** The street of a way, or null where it is none (a proposed road, a ferry, a river…). */
export function streetKind(tags: Tags): StreetKind | null {
	const highway = tags.get("highway");
	const name = highway === undefined ? platformClass(tags) : CLASS_OF_HIGHWAY.get(highway);
	if (name === undefined) return null;
	let flags = mayWalk(name, tags) ? walkingDirections(tags) : 0;
	if (highway?.endsWith("_link")) flags |= WAY_FLAG.LINK;
	if (!NOT_SET.has(tags.get("bridge"))) flags |= WAY_FLAG.BRIDGE;
	// A building passage is at grade and under a roof: one may step out of it at either side.
	const tunnel = tags.get("tunnel");
	if (!NOT_SET.has(tunnel) && tunnel !== "building_passage") flags |= WAY_FLAG.TUNNEL;
	const wheelchair = tags.get("wheelchair");
	if (name === "steps" && tags.get("ramp:wheelchair") !== "yes" && wheelchair !== "yes")
		flags |= WAY_FLAG.STEPS;
	if (wheelchair === "no") flags |= WAY_FLAG.NO_WHEELCHAIR;
	return { classIndex: STREET_CLASSES.indexOf(name), flags };
}

function platformClass(tags: Tags): StreetClass | undefined {
	const isPlatform = tags.get("railway") === "platform" || tags.get("public_transport") === "platform";
	return isPlatform ? "platform" : undefined;
}

function mayWalk(name: StreetClass, tags: Tags): boolean {
	if (name === "motorway") return false;
	const foot = tags.get("foot");
	if (foot !== undefined && FORBIDDEN.has(foot)) return false;
	if (foot !== undefined && ALLOWED.has(foot)) return true;
	if (ACCESS_FORBIDDEN.has(tags.get("access") ?? "yes")) return false;
	if (name === "trunk" || tags.get("motorroad") === "yes") return hasSidewalk(tags);
	return true;
}

function hasSidewalk(tags: Tags): boolean {
	return ["sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"].some((key) =>
		SIDEWALKS.has(tags.get(key) ?? "no"),
	);
}

/** `oneway` is for wheels; only `oneway:foot`, `foot:forward|backward` and escalators bind those on foot. */
function walkingDirections(tags: Tags): number {
	const conveying = tags.get("conveying");
	const oneway = tags.get("oneway:foot") ?? tags.get("foot:oneway");
	let flags: number = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	if (oneway === "yes" || oneway === "1" || conveying === "forward" || tags.get("foot:backward") === "no") {
		flags &= ~WAY_FLAG.WALK_BACKWARD;
	}
	if (oneway === "-1" || conveying === "backward" || tags.get("foot:forward") === "no") {
		flags &= ~WAY_FLAG.WALK_FORWARD;
	}
	return flags;
}
