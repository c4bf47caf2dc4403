import type { Polygon } from "geojson";
import type { BaseFeature, BaseLayer, CityInput, CompoundInput } from "../city/city-input.ts";
import type { FacilityPlace } from "../city/demand.ts";
import {
	NODE_FLAG,
	STREET_CLASSES,
	type StreetClass,
	type StreetSource,
	WAY_FLAG,
} from "../graph/street-source.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M } from "../units/constants.ts";
import type { Position } from "../units/position.ts";

/** At the equator both degrees have one length, so scenes are true to scale. */
const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);

export interface SceneOptions {
	/** Size of a character cell in both directions, m. Default 10. */
	readonly cellM?: number;
	readonly streetClass?: StreetClass;
}

/**
 * A network drawn in a test. Letters (except H, v and s) and `+` are nodes; `-` and `|` are streets between them; `=`
 * and `H` bridges; `>` `<` `v` `^` one-way streets; `s` steps, horizontal; `#` water (one cell each); everything else
 * is land, blank rows too. Row 0 is north. A street runs straight from node to node and is one way of the source.
 */
export class Scene {
	readonly streets: StreetSource;
	readonly baseFeatures: readonly BaseFeature[];
	readonly #places = new Map<string, Position>();
	readonly #rows: readonly string[];
	readonly #cellM: number;

	constructor(map: string, options: SceneOptions = {}) {
		this.#rows = map.replace(/^\n+/, "").trimEnd().split("\n");
		this.#cellM = options.cellM ?? 10;
		this.streets = this.#readStreets(STREET_CLASSES.indexOf(options.streetClass ?? "footway"));
		this.baseFeatures = this.#readWater();
	}

	/** Position of a letter of the map, or of a cell by column and row (fractions allowed). */
	at(place: string | readonly [column: number, row: number]): Position {
		if (typeof place !== "string") return this.#position(place[0], place[1]);
		const position = this.#places.get(place);
		if (position === undefined) throw new Error(`The scene has no ${place}.`);
		return position;
	}

	/** A city on these streets with the given homes and features, plus the water of the map. */
	city(homes: readonly CompoundInput[], features: readonly BaseFeature[] = []): CityInput {
		return {
			cityId: "scene",
			name: "Scene",
			nameEn: "Scene",
			bbox: [-1, -1, 1, 1],
			boundary: null,
			sample: true,
			source: "drawn in a test",
			streets: this.streets,
			baseFeatures: [...this.baseFeatures, ...features],
			towns: [],
			communities: [],
			compounds: homes,
			facilities: [],
			parks: [],
			courtyards: [],
			plots: [],
			firms: [],
			snapshots: [],
		};
	}

	#position(column: number, row: number): Position {
		return [column * this.#cellM * DEG_PER_M, -row * this.#cellM * DEG_PER_M];
	}

	#cell(column: number, row: number): string {
		return this.#rows[row]?.[column] ?? " ";
	}

	#readStreets(streetClass: number): StreetSource {
		const nodes: Position[] = [];
		const nodeAt = new Map<string, number>();
		this.#rows.forEach((row, y) => {
			[...row].forEach((cell, x) => {
				if (!isNode(cell)) return;
				nodeAt.set(`${x},${y}`, nodes.length);
				nodes.push(this.#position(x, y));
				if (cell !== "+") this.#places.set(cell, this.#position(x, y));
			});
		});
		const ways: { nodes: [number, number]; flags: number }[] = [];
		for (const [key, from] of nodeAt) {
			const [x = 0, y = 0] = key.split(",").map(Number);
			for (const [dx, dy, strokes] of [
				[1, 0, "-=><s"],
				[0, 1, "|Hv^s"],
			] as const) {
				let length = 1;
				let drawn = "";
				while (strokes.includes(this.#cell(x + dx * length, y + dy * length))) {
					drawn += this.#cell(x + dx * length, y + dy * length);
					length++;
				}
				const to = nodeAt.get(`${x + dx * length},${y + dy * length}`);
				if (drawn !== "" && to !== undefined) ways.push({ nodes: [from, to], flags: flagsOf(drawn) });
			}
		}
		return {
			nodeLngDeg: Float64Array.from(nodes, ([lngDeg]) => lngDeg),
			nodeLatDeg: Float64Array.from(nodes, ([, latDeg]) => latDeg),
			nodeFlags: new Uint8Array(nodes.length),
			wayStart: Uint32Array.from({ length: ways.length + 1 }, (_, i) => i * 2),
			wayNode: Uint32Array.from(ways.flatMap((way) => way.nodes)),
			wayClass: new Uint8Array(ways.length).fill(streetClass),
			wayFlags: Uint16Array.from(ways, (way) => way.flags),
			wayName: ways.map(() => ""),
			wayId: Float64Array.from(ways.keys()),
		};
	}

	#readWater(): BaseFeature[] {
		const features: BaseFeature[] = [];
		this.#rows.forEach((row, y) => {
			[...row].forEach((cell, x) => {
				if (cell === "#") features.push(area("water", this.#square(x, y)));
			});
		});
		return features;
	}

	#square(x: number, y: number): Polygon {
		const corners = [
			[x - 0.5, y - 0.5],
			[x - 0.5, y + 0.5],
			[x + 0.5, y + 0.5],
			[x + 0.5, y - 0.5],
			[x - 0.5, y - 0.5],
		] as const;
		return {
			type: "Polygon",
			coordinates: [corners.map(([column, row]) => [...this.#position(column, row)])],
		};
	}
}

/** The same streets with signals or closed gates at some of their nodes. */
export function withNodeFlag(
	streets: StreetSource,
	flag: keyof typeof NODE_FLAG,
	positions: readonly Position[],
): StreetSource {
	const nodeFlags = streets.nodeFlags.slice();
	for (const [lngDeg, latDeg] of positions) {
		const node = streets.nodeLngDeg.findIndex((x, i) => x === lngDeg && streets.nodeLatDeg[i] === latDeg);
		if (node < 0) throw new Error(`No street node lies at ${lngDeg}, ${latDeg}.`);
		nodeFlags[node]! |= NODE_FLAG[flag];
	}
	return { ...streets, nodeFlags };
}

export function home(
	id: string,
	[lngDeg, latDeg]: Position,
	people: number,
	more: Partial<CompoundInput> = {},
): CompoundInput {
	return {
		compoundId: id,
		name: id,
		lngDeg,
		latDeg,
		people,
		people0To14: null,
		people60Plus: null,
		communityCode: null,
		gates: [],
		polygon: null,
		kind: "compound",
		cellRadiusM: null,
		...more,
	};
}

export function facility(
	id: string,
	[lngDeg, latDeg]: Position,
	entrances: readonly (readonly [number, number])[] = [],
): FacilityPlace {
	return { facilityId: id, kind: "party-station", name: id, lngDeg, latDeg, entrances };
}

export function area(layer: BaseLayer, geometry: BaseFeature["geometry"], name = ""): BaseFeature {
	return { layer, kind: "", name, nameEn: "", bridge: false, tunnel: false, rank: 0, geometry };
}

/** A line of a layer (wall, railway, waterway) through positions. */
export function line(layer: BaseLayer, positions: readonly Position[], name = ""): BaseFeature {
	return area(layer, { type: "LineString", coordinates: positions.map((position) => [...position]) }, name);
}

function isNode(cell: string): boolean {
	return cell === "+" || (/[A-Za-z]/.test(cell) && !"Hvs".includes(cell));
}

function flagsOf(drawn: string): number {
	const both = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	// Streets are read from west to east and from north to south.
	if (/[>v]/.test(drawn)) return WAY_FLAG.WALK_FORWARD;
	if (/[<^]/.test(drawn)) return WAY_FLAG.WALK_BACKWARD;
	if (/[=H]/.test(drawn)) return both | WAY_FLAG.BRIDGE;
	if (/s/.test(drawn)) return both | WAY_FLAG.STEPS;
	return both;
}
