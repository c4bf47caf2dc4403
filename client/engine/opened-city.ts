import type { CityPack } from "../../geodata/city/city-pack.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../../geodata/units/constants.ts";
import type { BBox } from "../../geodata/units/position.ts";
import type { OpenedCity } from "./types.ts";

/** The part of a pack the page displays: homes and communities, in degrees. */
export function openedCity({ demand, communities }: CityPack): OpenedCity {
	const lngLat = new Float64Array(demand.count * 2);
	const bboxes: (BBox | null)[] = communities.map(() => null);
	for (let home = 0; home < demand.count; home++) {
		const lngDeg = demand.lng[home]! / COORD_UNITS_PER_DEG;
		const latDeg = demand.lat[home]! / COORD_UNITS_PER_DEG;
		lngLat[home * 2] = lngDeg;
		lngLat[home * 2 + 1] = latDeg;
		const community = demand.community[home]!;
		if (community === NONE) continue;
		const box = bboxes[community] ?? [lngDeg, latDeg, lngDeg, latDeg];
		bboxes[community] = [
			Math.min(box[0], lngDeg),
			Math.min(box[1], latDeg),
			Math.max(box[2], lngDeg),
			Math.max(box[3], latDeg),
		];
	}
	return {
		homes: {
			count: demand.count,
			ids: demand.ids,
			names: demand.names,
			lngLat,
			people: demand.people,
			community: demand.community,
			gateUnknown: demand.gateUnknown,
			agesKnown: demand.agesKnown,
		},
		communities,
		communityBBoxes: bboxes,
	};
}
