import { describe, expect, it } from "vitest";
import { NODE_FLAG, STREET_CLASSES, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { streetKind } from "./pedestrian.ts";
import { nodeFlags } from "./pedestrian-node.ts";

const { WALK_FORWARD, WALK_BACKWARD, BRIDGE, TUNNEL, STEPS, LINK, NO_WHEELCHAIR } = WAY_FLAG;
const BOTH = WALK_FORWARD | WALK_BACKWARD;

/** "highway=footway foot=no" as tags. */
const tagged = (text: string) => new Map(text.split(" ").map((pair) => pair.split("=") as [string, string]));
const flagsOf = (text: string) => streetKind(tagged(text))?.flags;
const walks = (text: string) => (flagsOf(text) ?? 0) & BOTH;

describe("where one may walk", () => {
	it.each([
		"footway",
		"path",
		"pedestrian",
		"steps",
		"living_street",
		"residential",
		"service",
		"unclassified",
		"tertiary",
		"secondary",
		"primary",
		"track",
		"crossing",
		"platform",
		"cycleway",
		"corridor",
		"bridleway",
	])("admits highway=%s both ways, also where wheels have one", (highway) => {
		expect(walks(`highway=${highway} oneway=yes`)).toBe(BOTH);
		expect(STREET_CLASSES[streetKind(tagged(`highway=${highway}`))!.classIndex]).toBe(highway);
	});

	it.each([
		"highway=motorway",
		"highway=motorway foot=yes",
		"highway=motorway_link",
		"highway=trunk",
		"highway=trunk sidewalk=no",
		"highway=trunk sidewalk=separate",
		"highway=primary motorroad=yes",
		"highway=cycleway foot=no",
		"highway=path foot=private",
		"highway=residential foot=use_sidepath",
		"highway=service access=private",
		"highway=service access=no",
		"highway=track access=military",
	])("keeps %s on the map and off the feet", (text) => {
		expect(walks(text)).toBe(0);
		expect(streetKind(tagged(text))).not.toBeNull();
	});

	it.each([
		"highway=trunk sidewalk=both",
		"highway=trunk sidewalk:left=yes",
		"highway=trunk foot=yes",
		"highway=primary motorroad=yes sidewalk=right",
		"highway=service access=private foot=yes",
		"highway=service access=no foot=permissive",
		"highway=service access=customers",
		"highway=service access=destination",
		"highway=residential vehicle=no motor_vehicle=private",
		"railway=platform",
		"public_transport=platform",
	])("lets %s be walked", (text) => {
		expect(walks(text)).toBe(BOTH);
	});

	it.each([
		"highway=proposed",
		"highway=construction",
		"highway=raceway",
		"route=ferry",
		"waterway=river",
		"highway=bus_guideway",
	])("finds no street in %s", (text) => expect(streetKind(tagged(text))).toBeNull());

	it.each([
		["highway=footway oneway:foot=yes", WALK_FORWARD],
		["highway=footway oneway:foot=-1", WALK_BACKWARD],
		["highway=footway oneway:foot=no", BOTH],
		["highway=steps conveying=forward", WALK_FORWARD | STEPS],
		["highway=steps conveying=backward", WALK_BACKWARD | STEPS],
		["highway=steps conveying=yes", BOTH | STEPS],
		["highway=path foot:backward=no", WALK_FORWARD],
		["highway=steps ramp:wheelchair=yes", BOTH],
		["highway=footway wheelchair=no", BOTH | NO_WHEELCHAIR],
		["highway=footway bridge=yes", BOTH | BRIDGE],
		["highway=footway bridge=no", BOTH],
		["highway=footway tunnel=yes", BOTH | TUNNEL],
		["highway=footway tunnel=building_passage", BOTH],
		["highway=primary_link", BOTH | LINK],
	])("flags %s", (text, flags) => expect(flagsOf(text)).toBe(flags));
});

describe("nodes on foot", () => {
	it.each([
		["highway=traffic_signals", NODE_FLAG.SIGNAL],
		["highway=traffic_signals;crossing", NODE_FLAG.SIGNAL],
		["highway=crossing crossing=traffic_signals", NODE_FLAG.SIGNAL],
		["highway=crossing crossing:signals=yes", NODE_FLAG.SIGNAL],
		["highway=crossing crossing=uncontrolled", 0],
		["barrier=gate", NODE_FLAG.GATE],
		["barrier=lift_gate access=no foot=yes", NODE_FLAG.GATE],
		["barrier=gate access=private", NODE_FLAG.BLOCKED],
		["barrier=gate foot=no", NODE_FLAG.BLOCKED],
		["barrier=gate locked=yes", NODE_FLAG.BLOCKED],
		["barrier=gate locked=yes foot=yes", NODE_FLAG.GATE],
		["barrier=bollard", 0],
		["barrier=bollard access=no", NODE_FLAG.BLOCKED],
		["barrier=bollard motor_vehicle=no", 0],
		["barrier=wall", NODE_FLAG.BLOCKED],
		["barrier=no", 0],
		["amenity=bench", 0],
	])("%s", (text, flags) => expect(nodeFlags(tagged(text))).toBe(flags));
});
