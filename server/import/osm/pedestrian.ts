import { STREET_CLASSES, type StreetClass, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import type { Tags } from "./osm-sink.ts";

/**
 * Walkable ways by OpenStreetMap tags. A street that is not walkable has neither WALK bit: it stays on the map and, as
 * an expressway, is a barrier.
 */
export interface StreetKind {
	/** Index into STREET_CLASSES. */
	readonly classIndex: number;
	/** Bits of WAY_FLAG. */
	readonly flags: number;
	/** The tag that forbids walking, such as "access=no"; "" where the class does, null where walking is allowed. */
	readonly refusedBy: string | null;
	/** An area, if its way is closed: a square is crossed on foot, a ring of streets is not. */
	readonly isArea: boolean;
	/** As tagged; untagged bridges have 1, untagged tunnels -1. */
	readonly layer: number;
	/** A road's sidewalk mapped as a separate way. */
	readonly isSidewalk: boolean;
}

const CLASS_OF_HIGHWAY: ReadonlyMap<string, StreetClass> = new Map<string, StreetClass>([
	...STREET_CLASSES.map((name): [string, StreetClass] => [name, name]),
	["motorway_link", "motorway"],
	["trunk_link", "trunk"],
	["primary_link", "primary"],
	["secondary_link", "secondary"],
	["tertiary_link", "tertiary"],
	// Unknown rank, but a road.
	["road", "unclassified"],
	["ladder", "steps"],
]);

/** Not built for walking: streets only with a `foot` or sidewalk tag that allows it. */
const CLASS_WHERE_ALLOWED: ReadonlyMap<string, StreetClass> = new Map([
	["busway", "service"],
	["bus_guideway", "service"],
	["raceway", "service"],
	["escape", "service"],
	["via_ferrata", "path"],
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
/** Open to residents and visitors. */
const PRIVATE = new Set(["private", "residents", "resident"]);
const FOOT_FORBIDDEN = new Set(["no", "use_sidepath", "restricted", "military", "emergency"]);
const ACCESS_FORBIDDEN = new Set(["no", "restricted", "military", "emergency"]);
const SIDEWALK_KEYS = ["sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"];
const SIDEWALKS = new Set(["yes", "both", "left", "right", "separate"]);
const SIDEWALK_WAYS = ["footway", "cycleway", "path"];
const NOT_SET = new Set([undefined, "no", "none", "false", "0"]);

/** The street of a way, or null where it is not one (a proposed road, a ferry, a river…). */
export function streetKind(tags: Tags): StreetKind | null {
	const highway = tags.get("highway");
	const name = highway === undefined ? classWithoutHighway(tags) : classOfHighway(highway, tags);
	if (name === undefined) return null;
	const refusedBy = refusal(name, tags);
	let flags = refusedBy === null ? walkingDirections(tags) : 0;
	if (flags !== 0 && isPrivate(tags)) flags |= WAY_FLAG.PRIVATE;
	if (highway?.endsWith("_link")) flags |= WAY_FLAG.LINK;
	if (isSet(tags, "bridge")) flags |= WAY_FLAG.BRIDGE;
	if (isTunnel(tags)) flags |= WAY_FLAG.TUNNEL;
	const wheelchair = tags.get("wheelchair");
	if (name === "steps" && tags.get("ramp:wheelchair") !== "yes" && wheelchair !== "yes")
		flags |= WAY_FLAG.STEPS;
	if (wheelchair === "no") flags |= WAY_FLAG.NO_WHEELCHAIR;
	if (isOffTheGround(name, tags)) flags |= WAY_FLAG.NOT_FROM_BESIDE;
	return {
		classIndex: STREET_CLASSES.indexOf(name),
		flags,
		refusedBy,
		isArea: isArea(name, tags),
		layer: layerOf(flags, tags),
		isSidewalk:
			SIDEWALK_WAYS.some((key) => tags.get(key) === "sidewalk") || tags.get("is_sidepath") === "yes",
	};
}

/** Platforms and squares are areas by default; anything else needs `area=yes`. */
function isArea(name: StreetClass, tags: Tags): boolean {
	const area = tags.get("area");
	if (area !== undefined) return area === "yes";
	return isPlatform(tags) || name === "platform" || (!tags.has("highway") && tags.get("place") === "square");
}

function layerOf(flags: number, tags: Tags): number {
	const layer = Number.parseInt(tags.get("layer") ?? "", 10);
	if (Number.isFinite(layer)) return layer;
	if ((flags & WAY_FLAG.BRIDGE) !== 0) return 1;
	return (flags & WAY_FLAG.TUNNEL) !== 0 ? -1 : 0;
}

function isSet(tags: Tags, key: string): boolean {
	return !NOT_SET.has(tags.get(key));
}

/** A building passage is not a tunnel: it is at grade, covered, and open at both sides. */
function isTunnel(tags: Tags): boolean {
	return isSet(tags, "tunnel") && tags.get("tunnel") !== "building_passage";
}

function classOfHighway(highway: string, tags: Tags): StreetClass | undefined {
	const name = CLASS_WHERE_ALLOWED.get(highway);
	if (name === undefined) return CLASS_OF_HIGHWAY.get(highway);
	return ALLOWED.has(tags.get("foot") ?? "") || hasSidewalk(tags) ? name : undefined;
}

function classWithoutHighway(tags: Tags): StreetClass | undefined {
	if (isPlatform(tags)) return "platform";
	if (tags.get("man_made") === "pier") return "footway";
	// `square` alone may name a place with many cars.
	if (tags.get("place") !== "square") return undefined;
	return tags.get("area") === "yes" || ALLOWED.has(tags.get("foot") ?? "") ? "pedestrian" : undefined;
}

function isPlatform(tags: Tags): boolean {
	return tags.get("railway") === "platform" || tags.get("public_transport") === "platform";
}

/** The tag that forbids walking, "" where the class itself does, null where walking is allowed. */
function refusal(name: StreetClass, tags: Tags): string | null {
	const foot = tags.get("foot");
	if (foot !== undefined && FOOT_FORBIDDEN.has(foot)) return `foot=${foot}`;
	if (foot !== undefined && ALLOWED.has(foot)) return null;
	const access = tags.get("access");
	const isOwners = foot !== undefined && PRIVATE.has(foot);
	if (access !== undefined && ACCESS_FORBIDDEN.has(access) && !isOwners) return `access=${access}`;
	if (name === "motorway") return "";
	if (name !== "trunk" && tags.get("motorroad") !== "yes") return null;
	if (hasSidewalk(tags)) return null;
	if (tags.get("motorroad") === "yes") return "motorroad=yes";
	if (tags.get("expressway") === "yes") return "expressway=yes";
	const sidewalk = tags.get("sidewalk") ?? tags.get("sidewalk:both");
	if (sidewalk === "no" || sidewalk === "none") return `sidewalk=${sidewalk}`;
	// Without tags, a trunk road at grade has a walkable verge; a flyover does not.
	return isSet(tags, "bridge") || isTunnel(tags) || isSet(tags, "layer") ? "not at grade" : null;
}

function isPrivate(tags: Tags): boolean {
	const foot = tags.get("foot");
	if (foot !== undefined && (PRIVATE.has(foot) || ALLOWED.has(foot))) return PRIVATE.has(foot);
	return PRIVATE.has(tags.get("access") ?? "");
}

function hasSidewalk(tags: Tags): boolean {
	return SIDEWALK_KEYS.some((key) => SIDEWALKS.has(tags.get(key) ?? "no"));
}

/**
 * True where no house is reached from the way: a platform, a corridor, an elevator, another level. `layer` alone is a
 * drawing aid and counts only on covered ways; bridges and tunnels have their own flags.
 */
function isOffTheGround(name: StreetClass, tags: Tags): boolean {
	if (name === "platform" || name === "corridor" || name === "elevator" || isPlatform(tags)) return true;
	if (isSet(tags, "indoor") || tags.get("location") === "underground") return true;
	if (isSet(tags, "layer") && isSet(tags, "covered")) return true;
	return isOffLevelZero(tags.get("level"));
}

/** True for "-1", "1;2" and "1-3"; false for "0;1" and "-1-2", which include ground level, and for non-numbers. */
function isOffLevelZero(level: string | undefined): boolean {
	const parts = level?.split(";").map((part) => /^\s*(-?[\d.]+)(?:\s*-\s*(-?[\d.]+))?\s*$/.exec(part));
	if (!parts?.every((part) => part !== null)) return false;
	return parts.every((part) => {
		const from = Number(part[1]);
		const to = Number(part[2] ?? from);
		return Math.min(from, to) > 0 || Math.max(from, to) < 0;
	});
}

/** `oneway` applies to vehicles; only `oneway:foot`, `foot:forward|backward` and escalators apply to pedestrians. */
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
