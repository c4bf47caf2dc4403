import { NODE_FLAG } from "../../../geodata/graph/street-source.ts";
import type { Tags } from "./osm-sink.ts";

/** Barriers one walks round, over or through unless a tag says otherwise. Anything else that bars is closed. */
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
const MAY_NOT = new Set(["no", "private", "restricted", "military", "emergency"]);

/** Bits of NODE_FLAG for a node's tags: signals, gates, and what nobody may pass on foot. */
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
	if (barrier === undefined || barrier === "no") return flags;
	if (isClosed(barrier, tags)) flags |= NODE_FLAG.BLOCKED;
	else if (GATES.has(barrier)) flags |= NODE_FLAG.GATE;
	return flags;
}

function isClosed(barrier: string, tags: Tags): boolean {
	const foot = tags.get("foot");
	if (foot !== undefined && MAY.has(foot)) return false;
	if (foot !== undefined && MAY_NOT.has(foot)) return true;
	if (MAY_NOT.has(tags.get("access") ?? "yes")) return true;
	return CLOSED.has(barrier) || (GATES.has(barrier) && tags.get("locked") === "yes");
}
