import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { Gap } from "../../geodata/gaps/gaps.ts";
import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { CommunityFeature, CourtyardFeature, FacilityFeature, ParkFeature } from "../api/city-api.ts";
import { labelPosition } from "../derived/geometry-bbox.ts";
import type { KindRow } from "../derived/situation.ts";
import type { AreaShape } from "../map/layers/area-drawing.ts";
import { circlePoints } from "../map/layers/morph.ts";
import type { MapShape } from "../map/map-controller.ts";
import { STAR_PATH } from "../map/symbol-images.ts";
import type { Selection } from "../state/url-state.ts";
import type { Tokens } from "../styles/tokens.ts";
import { systemShapes } from "./system-symbols.ts";

const COURTYARD_IMAGE = "courtyard";
const CIRCLE_LINE_POINTS = 72;

export const collection = (features: Feature[]): FeatureCollection => ({
	type: "FeatureCollection",
	features,
});
export const feature = (geometry: Geometry, properties: Record<string, unknown>): Feature => ({
	type: "Feature",
	geometry,
	properties,
});

export const EMPTY = collection([]);
export const kindImage = (kindId: string) => `kind:${kindId}`;

/** Every symbol the map may ask for, by image name. */
export function symbolShapes(kinds: readonly KindRow[], tokens: Tokens): ReadonlyMap<string, MapShape> {
	const shapes = new Map<string, MapShape>(
		kinds.map((kind) => [
			kindImage(kind.kindId),
			{ path: kind.symbolPath, colour: kind.colour, ground: "disc" },
		]),
	);
	shapes.set(COURTYARD_IMAGE, { path: STAR_PATH, colour: tokens.gold, ground: "square" });
	for (const [id, shape] of systemShapes(tokens)) shapes.set(id, shape);
	return shapes;
}

/** Gaps as areas. Their names are points of their own: an area cut by tiles would bear its name in each. */
export function gapFeatures(gaps: readonly Gap[], pickedId: string | null): FeatureCollection {
	return collection(gaps.map((gap) => feature(gap.polygon, { picked: gap.gapId === pickedId })));
}

/** @param peopleText The gap's people in words, as the label has them. */
export function gapNameFeatures(gaps: readonly Gap[], peopleText: (gap: Gap) => string): FeatureCollection {
	return collection(
		gaps.map((gap, rank) =>
			feature(
				{ type: "Point", coordinates: [...gap.centre] },
				{ id: gap.gapId, name: gap.name, peopleText: peopleText(gap), rank },
			),
		),
	);
}

/** True service areas, with their holes and islands. */
export function areaFeatures(shapes: readonly AreaShape[]): FeatureCollection {
	return collection(shapes.flatMap(({ area }) => (area ? feature(area, {}) : [])));
}

/** Nominal circles as closed lines. */
export function circleFeatures(centres: readonly Position[], radiusM: number): FeatureCollection {
	return collection(
		centres.map((centre) => {
			const points = circlePoints(centre, radiusM, CIRCLE_LINE_POINTS);
			const line: [number, number][] = [];
			for (let i = 0; i <= CIRCLE_LINE_POINTS; i++) {
				const at = (i % CIRCLE_LINE_POINTS) * 2;
				line.push([points[at]!, points[at + 1]!]);
			}
			return feature({ type: "LineString", coordinates: line }, {});
		}),
	);
}

/** Centres are drawn over stations, stations over points: the order of the service's kinds, turned round. */
export function facilityFeatures(
	features: readonly FacilityFeature[],
	kinds: readonly string[],
): FeatureCollection {
	return collection(
		features.map(({ geometry, properties }) =>
			feature(geometry as Geometry, {
				id: properties.facilityId,
				name: properties.name,
				icon: kindImage(properties.kind),
				rank: kinds.length - kinds.indexOf(properties.kind),
			}),
		),
	);
}

export function parkFeatures(parks: readonly ParkFeature[]): FeatureCollection {
	return collection(
		parks.map(({ properties }) =>
			feature(
				{ type: "Point", coordinates: [...properties.centre] },
				{ id: properties.parkId, name: properties.name, icon: kindImage(properties.kind) },
			),
		),
	);
}

export function parkAreaFeatures(parks: readonly ParkFeature[]): FeatureCollection {
	return collection(
		parks.map(({ geometry, properties }) => feature(geometry as Geometry, { id: properties.parkId })),
	);
}

/** Villages with star households; those with more five-star ones come first where symbols collide. */
export function courtyardFeatures(
	courtyards: readonly CourtyardFeature[],
	label: (courtyard: CourtyardFeature) => string,
	far: boolean,
): FeatureCollection {
	return collection(
		courtyards.map((courtyard) =>
			feature(courtyard.geometry as Geometry, {
				id: courtyard.properties.communityCode,
				name: label(courtyard),
				icon: COURTYARD_IMAGE,
				rank: courtyard.properties.fiveStar,
				scale: starScale(courtyard.properties.fiveStar),
				far,
			}),
		),
	);
}

const STAR_SCALES = [0.6, 1.5] as const;
const MEAN_FIVE_STAR = 8;

/** Size of a village's star: its area follows the five-star households, within what can be read and not hides. */
export const starScale = (fiveStar: number): number =>
	Math.min(STAR_SCALES[1], Math.max(STAR_SCALES[0], Math.sqrt(fiveStar / MEAN_FIVE_STAR)));

export function communityFeatures(
	communities: readonly CommunityFeature[],
	pickedCode: string | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties }) =>
			geometry
				? feature(geometry as Geometry, {
						id: properties.code,
						name: properties.name,
						picked: properties.code === pickedCode,
					})
				: [],
		),
	);
}

/** Names of communities, each once, in the middle of its extent where that lies inside it. */
export function communityNameFeatures(
	communities: readonly CommunityFeature[],
	pickedCode: string | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties }) => {
			const centre = labelPosition(geometry as Geometry | null);
			if (!centre) return [];
			const { code, name } = properties;
			return feature(
				{ type: "Point", coordinates: [...centre] },
				{ id: code, name, picked: code === pickedCode },
			);
		}),
	);
}

/** Largest first, so that drawing in order nests them; colours are those of the bands, nearest darkest. */
export function isochroneFeatures(isochrones: Isochrones, tokens: Tokens): FeatureCollection {
	const drawn = isochrones.features
		.filter((row) => row.geometry !== null)
		.toSorted((a, b) => b.properties.cutoff - a.properties.cutoff);
	const colours = [tokens.band1, tokens.band2, tokens.band3];
	return collection(
		drawn.map((row, index) =>
			feature(row.geometry as Geometry, {
				cutoff: row.properties.cutoff,
				colour: colours[drawn.length - 1 - index] ?? tokens.band3,
			}),
		),
	);
}

/** The mark on what is picked, and the ring on what is hovered. */
export function pickFeatures(
	selection: Selection | null,
	at: Position | null,
	hovered: Position | null,
): FeatureCollection {
	const point = (position: Position): Geometry => ({ type: "Point", coordinates: [...position] });
	return collection([
		...(at && selection ? [feature(point(at), { dot: selection.kind === "point" })] : []),
		...(hovered ? [feature(point(hovered), { hover: true })] : []),
	]);
}
