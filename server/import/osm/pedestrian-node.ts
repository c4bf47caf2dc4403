import { NODE_FLAG } from "../../../geodata/graph/street-source.ts";
import type { Tags } from "./osm-sink.ts";

/** Barriers that pedestrians pass unless a tag says otherwise. Every other barrier is closed. */
const GATES = new Set([
	"gate",
	"lift_gate",
	"swing_gate",
	"sliding_gate",
	"kissing_gate",
	"hampshire_gate",
	"wicket_gate",
	"turnstile",
	"full-height_turnstile",
	"entrance",
	"sally_port",
	"toll_booth",
	"border_control",
]);
const CLOSED = new Set([
	"wall",
	"fence",
	"city_wall",
	"retaining_wall",
	"hedge",
	"ditch",
	"guard_rail",
	"debris",
]);
const MAY = new Set(["yes", "designated", "permissive", "official", "destination", "customers", "permit"]);
const MAY_NOT = new Set(["no", "restricted", "military", "emergency"]);
const PRIVATE = new Set(["private", "residents", "resident"]);
/** Values that mark a barrier, not a passage through it. */
const UNKNOWN = "yes";

/** A node where a wall or fence is open. An extra bit beside NODE_FLAG, used only during the import. */
export const OPENS_WALL = 64;

/** Keys without which a node has no flags. */
export const NODE_KEYS = ["highway", "crossing", "crossing:signals", "barrier", "entrance"] as const;

/** Bits of NODE_FLAG for a node's tags: signals, gates and nodes closed on foot; and {@link OPENS_WALL}. */
export function nodeFlags(tags: Tags): number {
	let flags = 0;
	const crossing = tags.get("crossing");
	if (
		tags.get("highway")?.split(";").includes("traffic_signals") ||
		crossing === "traffic_signals" ||
		tags.get("crossing:signals") === "yes"
	) {
		flags |= NODE_FLAG.SIGNAL;
	}
	const barrier = tags.get("barrier");
	const passage = passageOf(barrier, tags);
	if (passage === "closed") return flags | NODE_FLAG.BLOCKED;
	if (barrier !== undefined && passage === "private") flags |= NODE_FLAG.PRIVATE_GATE;
	else if (barrier !== undefined && GATES.has(barrier)) flags |= NODE_FLAG.GATE;
	const isGap = barrier !== undefined && barrier !== "no" && barrier !== UNKNOWN;
	return isGap || isEntrance(tags) ? flags | OPENS_WALL : flags;
}

function isEntrance(tags: Tags): boolean {
	const isOpen = !MAY_NOT.has(tags.get("foot") ?? tags.get("access") ?? "yes");
	return isOpen && !["no", "emergency", undefined].includes(tags.get("entrance"));
}

/** Who may pass a node. An obstacle such as a wall is open only with a `foot` tag that allows it. */
function passageOf(barrier: string | undefined, tags: Tags): "open" | "private" | "closed" {
	const foot = tags.get("foot");
	if (barrier === undefined || barrier === "no" || (foot !== undefined && MAY.has(foot))) return "open";
	const access = foot !== undefined && (MAY_NOT.has(foot) || PRIVATE.has(foot)) ? foot : tags.get("access");
	if (access !== undefined && MAY_NOT.has(access)) return "closed";
	if (CLOSED.has(barrier)) return "closed";
	const isLocked = GATES.has(barrier) && tags.get("locked") === "yes";
	return isLocked || PRIVATE.has(access ?? "") ? "private" : "open";
}
