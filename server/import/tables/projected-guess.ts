import proj4 from "proj4";
import { type BBox, isPosition, type Position } from "../../../geodata/units/position.ts";
import { isInside } from "../extent.ts";

/**
 * Names the planes on which a pair of metres would lie in the city: the planes commonly used for maps of the place,
 * also with the two numbers exchanged. Some planes differ by less than a kilometre, so several may fit; null
 * where none does.
 */
export function projectedGuess(extent: BBox, [x, y]: Position): string | null {
	const [lng, lat] = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
	const fitting = planesAt(lng, lat).flatMap(({ name, definition }) => {
		const lies = ([a, b]: Position): boolean => {
			const [atLng = Number.NaN, atLat = Number.NaN] = proj4(definition, "+proj=longlat +datum=WGS84", [
				a,
				b,
			]);
			return isPosition(atLng, atLat) && isInside(extent, [atLng, atLat]);
		};
		if (lies([x, y])) return [name];
		return lies([y, x]) ? [`${name} with northing before easting`] : [];
	});
	return fitting.length === 0 ? null : fitting.join(" or ");
}

interface Plane {
	readonly name: string;
	readonly definition: string;
}

function planesAt(lng: number, lat: number): Plane[] {
	const utmZone = Math.floor((lng + 180) / 6) + 1;
	const utm = {
		name: `EPSG:${(lat < 0 ? 32700 : 32600) + utmZone} (UTM, zone ${utmZone})`,
		definition: `+proj=utm +zone=${utmZone}${lat < 0 ? " +south" : ""} +datum=WGS84`,
	};
	const mercator = { name: "EPSG:3857 (Mercator of the web)", definition: "EPSG:3857" };
	// A city may use the zone of the neighbouring meridian.
	const narrow = Math.round(lng / 3);
	const zones = [narrow, narrow - 1, narrow + 1].filter((zone) => zone >= 25 && zone <= 45);
	const wide = Math.round((lng + 3) / 6);
	const wideZones = [wide, wide - 1, wide + 1].filter((zone) => zone >= 13 && zone <= 23);
	return [
		...zones.flatMap((zone) => [
			gauss(4534 + zone - 25, zone * 3, 500_000),
			gauss(4513 + zone - 25, zone * 3, zone * 1_000_000 + 500_000),
		]),
		...wideZones.flatMap((zone) => [
			gauss(4502 + zone - 13, zone * 6 - 3, 500_000),
			gauss(4491 + zone - 13, zone * 6 - 3, zone * 1_000_000 + 500_000),
		]),
		utm,
		mercator,
	];
}

function gauss(code: number, meridianDeg: number, eastingM: number): Plane {
	return {
		name: `EPSG:${code} (CGCS2000 Gauss–Krüger, ${meridianDeg}° E)`,
		definition: `+proj=tmerc +lon_0=${meridianDeg} +x_0=${eastingM} +ellps=GRS80`,
	};
}
