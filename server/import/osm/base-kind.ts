import type { BaseLayer } from "../../../geodata/city/city-input.ts";
import type { Tags } from "./osm-sink.ts";

/** The base map layer of an element, and its kind there. */
export interface BaseKind {
	readonly layer: BaseLayer;
	readonly kind: string;
}

const GREEN: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
	[
		"leisure",
		new Map([
			["park", "park"],
			["garden", "park"],
			["playground", "park"],
			["nature_reserve", "wood"],
			["golf_course", "grass"],
			["pitch", "pitch"],
			["recreation_ground", "grass"],
		]),
	],
	[
		"landuse",
		new Map([
			["forest", "wood"],
			["grass", "grass"],
			["meadow", "grass"],
			["village_green", "park"],
			["recreation_ground", "grass"],
			["cemetery", "cemetery"],
			["orchard", "orchard"],
			["allotments", "orchard"],
			["vineyard", "orchard"],
		]),
	],
	[
		"natural",
		new Map([
			["wood", "wood"],
			["scrub", "wood"],
			["grassland", "grass"],
			["heath", "grass"],
		]),
	],
]);

const LAND = new Set([
	"residential",
	"industrial",
	"commercial",
	"retail",
	"farmland",
	"farmyard",
	"military",
]);
const CAMPUS = new Set(["school", "university", "college", "hospital"]);
/** Small, private or above ground: water that nobody has to walk around. */
const POOLS = new Set(["pool", "swimming_pool", "fountain", "reflecting_pool", "wastewater"]);
const WATERWAYS = new Set(["river", "canal", "stream"]);
const RAILWAYS = new Set(["rail", "light_rail", "subway", "narrow_gauge", "monorail"]);
/** Side tracks, which trains rarely use. A metro's side tracks stay metro: off the ground. */
const SIDE_TRACKS = new Set(["siding", "spur", "yard"]);
const WALLS = new Set(["wall", "city_wall", "fence", "retaining_wall"]);
export const PLACE_RANK: ReadonlyMap<string, number> = new Map([
	["city", 0],
	["town", 1],
	["borough", 1],
	["suburb", 2],
	["village", 2],
	["quarter", 3],
	["hamlet", 3],
	["neighbourhood", 4],
]);

/** The kind of a closed way or a multipolygon as an area. */
export function areaKind(tags: Tags): BaseKind | null {
	const water = waterKind(tags);
	if (water) return { layer: "water", kind: water };
	const building = tags.get("building");
	if (building !== undefined && building !== "no") return { layer: "building", kind: "building" };
	for (const [key, kinds] of GREEN) {
		const kind = kinds.get(tags.get(key) ?? "");
		if (kind) return { layer: "green", kind };
	}
	const landuse = tags.get("landuse");
	if (landuse && LAND.has(landuse)) return { layer: "land", kind: landuse };
	const amenity = tags.get("amenity");
	if (amenity && CAMPUS.has(amenity))
		return { layer: "land", kind: amenity === "hospital" ? "hospital" : "campus" };
	return null;
}

function waterKind(tags: Tags): string | null {
	const kind = tags.get("water");
	if ((kind && POOLS.has(kind)) || tags.get("location") === "underground") return null;
	if (tags.get("natural") === "water") return kind ?? "water";
	if (tags.get("waterway") === "riverbank") return "river";
	const landuse = tags.get("landuse");
	if (landuse === "reservoir" || landuse === "basin") return landuse;
	return tags.get("waterway") === "dock" ? "dock" : null;
}

/** The kind of a way as a line of the base map. Excludes streets, and trams, which can be crossed on foot. */
export function lineKind(tags: Tags): BaseKind | null {
	const waterway = tags.get("waterway");
	if (waterway && WATERWAYS.has(waterway) && tags.get("intermittent") !== "yes") {
		return { layer: "waterway", kind: waterway };
	}
	// The sea shore, which no other layer draws.
	if (tags.get("natural") === "coastline") return { layer: "waterway", kind: "coastline" };
	const railway = tags.get("railway");
	if (railway && RAILWAYS.has(railway)) {
		const service = tags.get("service") ?? "";
		const isSide = SIDE_TRACKS.has(service) && railway !== "subway" && railway !== "monorail";
		return { layer: "railway", kind: isSide ? service : railway };
	}
	const barrier = tags.get("barrier");
	if (barrier && WALLS.has(barrier)) return { layer: "wall", kind: barrier };
	return null;
}
