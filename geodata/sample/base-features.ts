import type { Polygon } from "geojson";
import type { BaseFeature, BaseLayer, CommunityInput, TownInput } from "../coverage/city-input.ts";
import { isBarrier } from "./cut.ts";
import { kernelOf } from "./kernel.ts";
import type { PlanarMap } from "./planar-map.ts";
import { type Point, signedAreaM2, toDegrees, toLine, toPolygon } from "./plane.ts";
import type { Settlement } from "./settle.ts";
import type { Skeleton } from "./skeleton.ts";
import type { WaterShape } from "./water-shapes.ts";

function feature(
	layer: BaseLayer,
	kind: string,
	rank: number,
	geometry: BaseFeature["geometry"],
	more: Partial<Pick<BaseFeature, "name" | "nameEn" | "bridge" | "tunnel">> = {},
): BaseFeature {
	return { layer, kind, name: "", nameEn: "", bridge: false, tunnel: false, ...more, rank, geometry };
}

/** Everything the built-in base map draws below the streets. */
export function baseFeatures(
	skeleton: Skeleton,
	settlement: Settlement,
	water: readonly WaterShape[],
	seatOf: ReadonlyMap<string, Point>,
	towns: readonly TownInput[],
	communities: readonly CommunityInput[],
): BaseFeature[] {
	return [
		...landFeatures(skeleton.map, settlement),
		...waterFeatures(water),
		// Parks that fill a block are drawn with the land.
		...settlement.parks
			.filter((p) => settlement.use[p.face] !== "park")
			.map((p) => feature("green", "park", 2, toPolygon(p.ring))),
		...buildingFeatures(settlement),
		...wallFeatures(settlement),
		...railwayFeatures(skeleton),
		...placeFeatures(seatOf, towns, communities),
	];
}

const LAND_KIND = {
	core: "core",
	urban: "residential",
	estate: "residential",
	factory: "industrial",
} as const;

function landFeatures(map: PlanarMap, settlement: Settlement): BaseFeature[] {
	const out: BaseFeature[] = [];
	settlement.use.forEach((use, face) => {
		if (face === 0 || use === "water" || use === "country" || use === "pond") return;
		const ring = kernelOf(map, map.loop(face), 0.2);
		if (ring.length < 3 || signedAreaM2(ring) < 400) return;
		if (use === "grove") out.push(feature("green", "wood", 3, toPolygon(ring)));
		else if (use === "park") out.push(feature("green", "park", 2, toPolygon(ring)));
		else out.push(feature("land", LAND_KIND[use], 2, toPolygon(ring)));
	});
	for (const home of settlement.homes) {
		if (home.kind === "hamlet") out.push(feature("land", "village", 3, toPolygon(home.ring)));
	}
	return out;
}

function waterFeatures(water: readonly WaterShape[]): BaseFeature[] {
	const out: BaseFeature[] = [];
	for (const w of water) {
		const areaM2 = Math.abs(signedAreaM2(w.ring));
		const rank =
			w.kind === "lake" ? (areaM2 > 3e6 ? 0 : 1) : w.kind === "river" ? 1 : w.kind === "canal" ? 2 : 3;
		const polygon: Polygon = toPolygon(w.ring);
		out.push(feature("water", w.kind, rank, polygon, { name: w.name, nameEn: w.nameEn }));
		if (w.course.length > 1) {
			out.push(
				feature(
					"waterway",
					w.kind,
					rank,
					{ type: "LineString", coordinates: toLine(w.course) },
					{ name: w.name, nameEn: w.nameEn },
				),
			);
		}
	}
	return out;
}

/** What is left of a house after water and lanes cut it may be too thin to be one. */
const MIN_BUILDING_M2 = 12;

function buildingFeatures(settlement: Settlement): BaseFeature[] {
	return [
		...settlement.homes.flatMap((h) =>
			h.buildings
				.filter((b) => Math.abs(signedAreaM2(b)) >= MIN_BUILDING_M2)
				.map((b) => feature("building", h.kind === "hamlet" ? "house" : "apartments", 3, toPolygon(b))),
		),
		...settlement.halls.map((b) => feature("building", "industrial", 3, toPolygon(b))),
	];
}

function wallFeatures(settlement: Settlement): BaseFeature[] {
	return settlement.homes
		.filter((h) => h.walls.length > 0)
		.map((h) =>
			feature(
				"wall",
				"compound",
				3,
				{ type: "MultiLineString", coordinates: h.walls.map(toLine) },
				{ name: h.name },
			),
		);
}

/** The railway at grade, edge by edge chained, bridged where it crosses water; the metro on its viaduct. */
function railwayFeatures(skeleton: Skeleton): BaseFeature[] {
	const { map } = skeleton;
	const out: BaseFeature[] = [];
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const line = map.lineOf(edge * 2);
		if (line.kind !== "railway") continue;
		const wet = [edge * 2, edge * 2 + 1].some((h) =>
			map.around(h).some((o) => isBarrier(map.lineOf(o)) && /river|canal|shore/.test(map.lineOf(o).kind)),
		);
		out.push(
			feature(
				"railway",
				"rail",
				1,
				{ type: "LineString", coordinates: toLine([map.from(edge * 2), map.to(edge * 2)]) },
				{ name: line.name, nameEn: "Shanghai–Nanjing Railway", bridge: wet },
			),
		);
	}
	out.push(
		feature(
			"railway",
			"metro",
			2,
			{ type: "LineString", coordinates: toLine(skeleton.metro) },
			{ name: "轨道交通S1线", nameEn: "Metro Line S1", bridge: true },
		),
	);
	return out;
}

function placeFeatures(
	seatOf: ReadonlyMap<string, Point>,
	towns: readonly TownInput[],
	communities: readonly CommunityInput[],
): BaseFeature[] {
	const point = (p: readonly [number, number]) => ({ type: "Point" as const, coordinates: [p[0], p[1]] });
	return [
		feature("place", "city", 0, point([120.981, 31.386]), { name: "昆山市", nameEn: "Kunshan" }),
		...towns.map((t) => feature("place", "town", 1, point(t.centre), { name: t.name, nameEn: t.nameEn })),
		...communities.map((c) =>
			feature(
				"place",
				c.name.endsWith("村") ? "village" : "suburb",
				c.name.endsWith("村") ? 3 : 2,
				point(toDegrees(...(seatOf.get(c.code) as Point))),
				{ name: c.name },
			),
		),
	];
}
