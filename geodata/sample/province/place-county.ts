import type { Geometry, MultiPolygon, Polygon } from "geojson";
import type { CityInput } from "../../city/city-input.ts";
import type { StreetSource } from "../../graph/street-source.ts";
import type { BBox, Position } from "../../units/position.ts";
import type { CountyPlace } from "./county-place.ts";

/** Upper bound of the number of ways in a county. */
export const WAY_IDS_A_COUNTY = 1_000_000;

/** A county drawn as the sample city and moved to its place, with prefixes on its ids and grouping names. */
export function placeCounty(city: CityInput, place: CountyPlace): CityInput {
	if (place.index === 0) return city;
	const { move } = place;
	const id = (own: string): string => place.idPrefix + own;
	const idOrNone = (own: string | null): string | null => (own === null ? null : id(own));
	const nameOrNone = (own: string | null): string | null => (own === null ? null : place.namePrefix + own);
	const at = ({ lngDeg, latDeg }: { readonly lngDeg: number; readonly latDeg: number }) => {
		const [lng, lat] = move([lngDeg, latDeg]);
		return { lngDeg: lng, latDeg: lat };
	};
	const shape = <G extends Geometry | null>(geometry: G): G => moved(geometry, move);
	const area = (polygon: Polygon | MultiPolygon | null) => shape(polygon);
	const homeOf = <T extends { readonly communityCode: string | null; readonly townId: string | null }>(
		item: T,
	) => ({ communityCode: idOrNone(item.communityCode), townId: idOrNone(item.townId) });

	return {
		...city,
		cityId: id(city.cityId),
		name: place.namePrefix,
		nameEn: `County ${place.index + 1}`,
		bbox: movedBox(city.bbox, move),
		boundary: area(city.boundary),
		streets: movedStreets(city.streets, place),
		baseFeatures: city.baseFeatures.map((f) => ({ ...f, geometry: shape(f.geometry) })),
		towns: city.towns.map((t) => ({
			...t,
			townId: id(t.townId),
			name: place.namePrefix + t.name,
			unit: nameOrNone(t.unit),
			centre: move(t.centre),
			polygon: area(t.polygon),
		})),
		communities: city.communities.map((c) => ({
			...c,
			code: id(c.code),
			townId: idOrNone(c.townId),
			unit: nameOrNone(c.unit),
			polygon: area(c.polygon),
		})),
		compounds: city.compounds.map((c) => ({
			...c,
			...at(c),
			compoundId: id(c.compoundId),
			communityCode: idOrNone(c.communityCode),
			gates: c.gates.map(move),
			polygon: shape(c.polygon),
		})),
		facilities: city.facilities.map((f) => ({
			...f,
			...at(f),
			...homeOf(f),
			facilityId: id(f.facilityId),
			entrances: f.entrances.map(move),
		})),
		parks: city.parks.map((p) => ({
			...p,
			...homeOf(p),
			parkId: id(p.parkId),
			polygon: shape(p.polygon),
			entrances: p.entrances.map(move),
		})),
		courtyards: city.courtyards.map((c) => ({
			...c,
			...at(c),
			courtyardId: id(c.courtyardId),
			communityCode: id(c.communityCode),
		})),
		plots: city.plots.map((p) => ({
			...p,
			...homeOf(p),
			plotId: id(p.plotId),
			polygon: shape(p.polygon),
			entrances: p.entrances.map(move),
		})),
		firms: city.firms.map((f) => ({ ...f, firmId: id(f.firmId), compoundIds: f.compoundIds.map(id) })),
		snapshots: city.snapshots.map((s) => ({ ...s, openFacilityIds: s.openFacilityIds.map(id) })),
	};
}

function movedStreets(streets: StreetSource, { index, move }: CountyPlace): StreetSource {
	const nodeLngDeg = new Float64Array(streets.nodeLngDeg.length);
	const nodeLatDeg = new Float64Array(streets.nodeLatDeg.length);
	for (let node = 0; node < nodeLngDeg.length; node++) {
		const [lngDeg, latDeg] = move([streets.nodeLngDeg[node]!, streets.nodeLatDeg[node]!]);
		nodeLngDeg[node] = lngDeg;
		nodeLatDeg[node] = latDeg;
	}
	return {
		...streets,
		nodeLngDeg,
		nodeLatDeg,
		wayId: streets.wayId.map((id) => id + index * WAY_IDS_A_COUNTY),
	};
}

function movedBox([west, south, east, north]: BBox, move: CountyPlace["move"]): BBox {
	return [...move([west, south]), ...move([east, north])];
}

/** Coordinates at any depth: a position, a line, rings, polygons. */
type Nested = readonly number[] | readonly Nested[];

function moved<G extends Geometry | null>(geometry: G, move: CountyPlace["move"]): G {
	if (geometry === null) return geometry;
	if (geometry.type === "GeometryCollection") {
		return { ...geometry, geometries: geometry.geometries.map((part) => moved(part, move)) };
	}
	const deep = (coordinates: Nested): Nested =>
		typeof coordinates[0] === "number"
			? move(coordinates as unknown as Position)
			: (coordinates as readonly Nested[]).map(deep);
	return { ...geometry, coordinates: deep(geometry.coordinates as Nested) };
}
