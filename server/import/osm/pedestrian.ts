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
	/** The tag that keeps one off on foot, such as "access=no"; "" where the class does, null where one may walk. */
	readonly refusedBy: string | null;
	/** An area, should its way be closed: a square is walked over, a ring of streets is not. */
	readonly isArea: boolean;
	/** As tagged; of a bridge that says nothing 1, of a tunnel -1. */
	readonly layer: number;
	/** The sidewalk of a road, drawn as a way of its own. */
	readonly isSidewalk: boolean;
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
	["ladder", "steps"],
]);

/** Built for something else than walking: streets only where `foot` or a sidewalk says so. */
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
/** Open to who lives or goes there. */
const PRIVATE = new Set(["private", "residents", "resident"]);
const FOOT_FORBIDDEN = new Set(["no", "use_sidepath", "restricted", "military", "emergency"]);
const ACCESS_FORBIDDEN = new Set(["no", "restricted", "military", "emergency"]);
const SIDEWALK_KEYS = ["sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right"];
const SIDEWALKS = new Set(["yes", "both", "left", "right", "separate"]);
const SIDEWALK_WAYS = ["footway", "cycleway", "path"];
const NOT_SET = new Set([undefined, "no", "none", "false", "0"]);

/** The street of a way, or null where it is none (a proposed road, a ferry, a river…). */
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

/** Platforms and squares are areas by nature; of anything else `area=yes` says so. */
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

/** A building passage is none: it is at grade and under a roof, and one may step out of it at either side. */
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
	// A square alone may be a name for a place full of cars.
	if (tags.get("place") !== "square") return undefined;
	return tags.get("area") === "yes" || ALLOWED.has(tags.get("foot") ?? "") ? "pedestrian" : undefined;
}

function isPlatform(tags: Tags): boolean {
	return tags.get("railway") === "platform" || tags.get("public_transport") === "platform";
}

/** The tag that keeps one off on foot, "" where the class itself does, null where one may walk. */
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
	// Where nothing is said, a trunk road at grade has a verge; a flyover has none.
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
 * True where no house opens onto the way: a platform, a corridor, an elevator, another level. `layer` alone is an
 * aid for drawing and says so only of what is covered; of bridges and tunnels their own flags say it.
 */
function isOffTheGround(name: StreetClass, tags: Tags): boolean {
	if (name === "platform" || name === "corridor" || name === "elevator" || isPlatform(tags)) return true;
	if (isSet(tags, "indoor") || tags.get("location") === "underground") return true;
	if (isSet(tags, "layer") && isSet(tags, "covered")) return true;
	return isOffLevelZero(tags.get("level"));
}

/** True of "-1", "1;2" and "1-3", false of "0;1" and "-1-2", which open onto the ground, and of what is no number. */
function isOffLevelZero(level: string | undefined): boolean {
	const parts = level?.split(";").map((part) => /^\s*(-?[\d.]+)(?:\s*-\s*(-?[\d.]+))?\s*$/.exec(part));
	if (!parts?.every((part) => part !== null)) return false;
	return parts.every((part) => {
		const from = Number(part[1]);
		const to = Number(part[2] ?? from);
		return Math.min(from, to) > 0 || Math.max(from, to) < 0;
	});
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
