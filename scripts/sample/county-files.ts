import type { Feature, Geometry } from "geojson";
import type { CityInput } from "../../geodata/city/city-input.ts";
import { STREET_CLASSES, WAY_FLAG } from "../../geodata/graph/street-source.ts";
import type { CountyJoint } from "../../geodata/sample/province/province.ts";
import { firstJointWayId, jointWays } from "../../geodata/sample/province/province-streets.ts";
import type { Position } from "../../geodata/units/position.ts";

type SampleFeature = Feature<Geometry | null>;

/** Files of a sample, and the features each gets of a county. Firms and earlier years have null geometry. */
const FILES = {
	streets: streetFeatures,
	base: (city: CityInput) => rows(city.baseFeatures, (f) => f.geometry),
	compounds: (city: CityInput) => rows(city.compounds, (c) => c.polygon),
	towns: (city: CityInput) => rows(city.towns, (t) => t.polygon),
	communities: (city: CityInput) => rows(city.communities, (c) => c.polygon),
	facilities: (city: CityInput) => rows(city.facilities, (f) => at(f.lngDeg, f.latDeg)),
	parks: (city: CityInput) => rows(city.parks, (p) => p.polygon),
	courtyards: (city: CityInput) => rows(city.courtyards, (c) => at(c.lngDeg, c.latDeg)),
	plots: (city: CityInput) => rows(city.plots, (p) => p.polygon),
	firms: (city: CityInput) => rows(city.firms, () => null),
	snapshots: (city: CityInput) => rows(city.snapshots, () => null),
} as const satisfies Record<string, (city: CityInput) => Iterable<SampleFeature>>;

export type SampleFile = keyof typeof FILES;
export const SAMPLE_FILES = Object.keys(FILES) as readonly SampleFile[];

/** By file, the features of one county as text: one per line, no comma after the last. */
export type CountyTexts = Readonly<Record<SampleFile, Uint8Array<ArrayBuffer>>>;

export function countyTexts(county: CityInput): CountyTexts {
	const texts: Partial<Record<SampleFile, Uint8Array<ArrayBuffer>>> = {};
	for (const file of SAMPLE_FILES) texts[file] = featureLines(FILES[file](county));
	return texts as CountyTexts;
}

/** The roads between counties, as lines of the streets file. */
export function jointText(joints: readonly CountyJoint[], counties: number): Uint8Array<ArrayBuffer> {
	return featureLines(
		jointWays(joints).map(({ ends, name, streetClass, bridge }, i) =>
			streetFeature(
				ends.map(({ position }) => position),
				firstJointWayId(counties) + i,
				streetClass,
				name,
				bridge,
				false,
			),
		),
	);
}

/** Encoded a thousand lines at a time: the whole text of a county would need twice its size in memory. */
const LINES_AT_ONCE = 1000;

function featureLines(features: Iterable<SampleFeature>): Uint8Array<ArrayBuffer> {
	const parts: Buffer[] = [];
	let lines: string[] = [];
	let first = true;
	const flush = () => {
		if (lines.length === 0) return;
		parts.push(Buffer.from((first ? "" : ",\n") + lines.join(",\n")));
		first = false;
		lines = [];
	};
	for (const one of features) {
		lines.push(JSON.stringify(one));
		if (lines.length === LINES_AT_ONCE) flush();
	}
	flush();
	const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		out.set(part, offset);
		offset += part.length;
	}
	return out;
}

function* streetFeatures({ streets }: CityInput): Generator<SampleFeature> {
	for (let way = 0; way < streets.wayClass.length; way++) {
		const positions: [number, number][] = [];
		for (let i = streets.wayStart[way]!; i < streets.wayStart[way + 1]!; i++) {
			const node = streets.wayNode[i]!;
			positions.push([streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
		}
		const flags = streets.wayFlags[way]!;
		yield streetFeature(
			positions,
			streets.wayId[way]!,
			STREET_CLASSES[streets.wayClass[way]!]!,
			streets.wayName[way]!,
			(flags & WAY_FLAG.BRIDGE) !== 0,
			(flags & WAY_FLAG.TUNNEL) !== 0,
		);
	}
}

function streetFeature(
	positions: readonly Position[],
	id: number,
	highway: string,
	name: string,
	bridge: boolean,
	tunnel: boolean,
): SampleFeature {
	const coordinates = positions.map(([lngDeg, latDeg]) => [lngDeg, latDeg]);
	return feature({ type: "LineString", coordinates }, { id, highway, name, bridge, tunnel });
}

function feature(geometry: Geometry | null, properties: Record<string, unknown>): SampleFeature {
	return { type: "Feature", geometry, properties: { ...properties, sample: true } };
}

function at(lngDeg: number, latDeg: number): Geometry {
	return { type: "Point", coordinates: [lngDeg, latDeg] };
}

/** Rows of the input as features: one column is the geometry, the others are properties. */
function* rows<T extends object>(
	items: readonly T[],
	geometryOf: (item: T) => Geometry | null,
): Generator<SampleFeature> {
	for (const item of items) {
		const { polygon: _polygon, geometry: _geometry, ...properties } = item as Record<string, unknown>;
		yield feature(geometryOf(item), properties);
	}
}
