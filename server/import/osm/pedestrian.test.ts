import { describe, expect, it } from "vitest";
import { NODE_FLAG, STREET_CLASSES, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { streetKind } from "./pedestrian.ts";
import { nodeFlags, OPENS_WALL } from "./pedestrian-node.ts";

const { WALK_FORWARD, WALK_BACKWARD, BRIDGE, TUNNEL, STEPS, LINK, NO_WHEELCHAIR, PRIVATE, NOT_FROM_BESIDE } =
	WAY_FLAG;
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
	])("makes highway=%s walkable both ways, even where it is one-way for vehicles", (highway) => {
		expect(walks(`highway=${highway} oneway=yes`)).toBe(BOTH);
		expect(STREET_CLASSES[streetKind(tagged(`highway=${highway}`))!.classIndex]).toBe(highway);
	});

	it.each([
		"highway=motorway",
		"highway=motorway sidewalk=both",
		"highway=motorway_link",
		"highway=trunk sidewalk=no",
		"highway=trunk sidewalk=none",
		"highway=trunk sidewalk:both=no",
		"highway=trunk motorroad=yes",
		"highway=trunk expressway=yes",
		"highway=trunk foot=no sidewalk=both",
		"highway=trunk bridge=viaduct",
		"highway=trunk tunnel=yes",
		"highway=trunk layer=1",
		"highway=trunk_link bridge=yes",
		"highway=primary motorroad=yes",
		"highway=cycleway foot=no",
		"highway=path foot=emergency",
		"highway=residential foot=use_sidepath",
		"highway=service access=no",
		"highway=service access=private foot=no",
		"highway=trunk access=private motorroad=yes",
		"highway=track access=military",
	])("keeps %s on the map but not walkable", (text) => {
		expect(walks(text)).toBe(0);
		expect(streetKind(tagged(text))).not.toBeNull();
	});

	it.each([
		"highway=trunk",
		"highway=trunk_link",
		"highway=trunk layer=0",
		"highway=trunk sidewalk=both",
		"highway=trunk sidewalk=separate",
		"highway=trunk sidewalk:both=separate bridge=yes layer=1",
		"highway=trunk sidewalk:left=no sidewalk:right=separate",
		"highway=trunk expressway=yes sidewalk:right=yes",
		"highway=trunk motorroad=yes foot=designated",
		"highway=trunk sidewalk=no foot=yes",
		"highway=motorway foot=yes",
		"highway=motorway_link foot=designated",
		"highway=busway foot=yes",
		"highway=busway sidewalk=right",
		"highway=bus_guideway foot=designated",
		"highway=raceway foot=yes",
		"highway=via_ferrata foot=yes",
		"man_made=pier",
		"place=square area=yes",
		"place=square foot=yes",
		"highway=trunk sidewalk:left=yes",
		"highway=trunk foot=yes",
		"highway=primary motorroad=yes sidewalk=right",
		"highway=service access=private foot=yes",
		"highway=service access=no foot=permissive",
		"highway=service access=customers",
		"highway=service access=destination",
		"highway=residential vehicle=no motor_vehicle=private",
	])("makes %s walkable", (text) => {
		expect(walks(text)).toBe(BOTH);
	});

	it.each([
		["highway=service access=private", BOTH],
		["highway=footway foot=private", BOTH],
		["highway=footway access=yes foot=private", BOTH],
		["highway=footway access=no foot=residents", BOTH],
		["highway=residential access=residents", BOTH],
		["highway=steps foot=private conveying=forward", WALK_FORWARD | STEPS],
		["man_made=pier access=private", BOTH],
	])("makes %s walkable for residents and visitors", (text, flags) => {
		expect(flagsOf(text)).toBe(flags | PRIVATE);
	});

	it.each([
		["highway=service access=private foot=yes", null],
		["highway=service access=no", "access=no"],
		["highway=service access=private foot=use_sidepath", "foot=use_sidepath"],
		["highway=primary motorroad=yes", "motorroad=yes"],
		["highway=trunk sidewalk=none", "sidewalk=none"],
		["highway=trunk tunnel=yes", "not at grade"],
		["highway=motorway", ""],
	])("says which tag of %s forbids walking", (text, refusedBy) => {
		expect(streetKind(tagged(text))!.refusedBy).toBe(refusedBy);
	});

	it.each([
		"railway=platform",
		"public_transport=platform",
		"highway=platform",
		"highway=footway railway=platform",
		"highway=corridor",
		"highway=elevator",
		"highway=footway indoor=yes",
		"highway=footway level=-1",
		"highway=footway level=1;2",
		"highway=pedestrian level=1-3",
		"highway=footway level=-2--1",
		"highway=footway level=0.5",
		"highway=footway layer=-1 covered=yes",
		"highway=footway location=underground",
	])("does not snap places to %s", (text) => {
		expect(flagsOf(text)).toBe(BOTH | NOT_FROM_BESIDE);
	});

	it.each([
		"highway=footway level=0",
		"highway=footway level=0;1",
		"highway=footway level=-1-2",
		"highway=footway level=street",
		"highway=footway layer=1",
		"highway=footway layer=0 covered=yes",
		"highway=footway covered=yes",
		"highway=footway indoor=no",
	])("treats %s as at ground level", (text) => {
		expect(flagsOf(text)).toBe(BOTH);
	});

	it.each([
		"highway=proposed",
		"highway=proposed foot=yes",
		"highway=construction foot=designated",
		"highway=busway",
		"highway=via_ferrata",
		"place=square",
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
		["barrier=gate", NODE_FLAG.GATE | OPENS_WALL],
		["barrier=lift_gate access=no foot=yes", NODE_FLAG.GATE | OPENS_WALL],
		["barrier=gate access=private", NODE_FLAG.PRIVATE_GATE | OPENS_WALL],
		["barrier=swing_gate foot=private access=yes", NODE_FLAG.PRIVATE_GATE | OPENS_WALL],
		["barrier=gate access=residents", NODE_FLAG.PRIVATE_GATE | OPENS_WALL],
		["barrier=gate foot=no", NODE_FLAG.BLOCKED],
		["barrier=gate access=no", NODE_FLAG.BLOCKED],
		["barrier=gate access=private foot=no", NODE_FLAG.BLOCKED],
		["barrier=gate locked=yes", NODE_FLAG.PRIVATE_GATE | OPENS_WALL],
		["barrier=gate locked=yes access=no", NODE_FLAG.BLOCKED],
		["barrier=gate locked=yes foot=yes", NODE_FLAG.GATE | OPENS_WALL],
		["barrier=stile", OPENS_WALL],
		["barrier=bollard", OPENS_WALL],
		["barrier=bollard access=no", NODE_FLAG.BLOCKED],
		["barrier=bollard motor_vehicle=no", OPENS_WALL],
		["barrier=wall", NODE_FLAG.BLOCKED],
		["barrier=wall access=private", NODE_FLAG.BLOCKED],
		["barrier=yes", 0],
		["entrance=main", OPENS_WALL],
		["entrance=yes access=private", OPENS_WALL],
		["entrance=yes access=no", 0],
		["entrance=no", 0],
		["entrance=emergency", 0],
		["barrier=no", 0],
		["amenity=bench", 0],
	])("%s", (text, flags) => expect(nodeFlags(tagged(text))).toBe(flags));
});
