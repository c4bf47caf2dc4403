import type { AccessPoints } from "../../graph/walk-graph.ts";
import { accessEnds } from "../../search/access-ends.ts";
import { COORD_UNITS_PER_DEG } from "../../units/constants.ts";
import type { CityCosts, CityModel, FacilitySet } from "../city-model.ts";
import type { FacilitySeeds } from "./two-nearest.ts";

/** A position a facility has or had, with all that is known of it: putting it back there asks nothing anew. */
export interface Site {
	readonly lngDeg: number;
	readonly latDeg: number;
	/** Of one place; without entries where it meets no street. */
	readonly access: AccessPoints;
	readonly seeds: FacilitySeeds;
}

/** Sites of a set of facilities, in its order. */
export function sitesOf(model: CityModel, costs: CityCosts, facilities: FacilitySet): Site[] {
	const { access, lng, lat } = facilities;
	const ends = accessEnds(model.graph, costs.network, access, "to");
	return Array.from({ length: facilities.count }, (_, i) => {
		const from = access.start[i]!;
		const to = access.start[i + 1]!;
		return {
			lngDeg: lng[i]! / COORD_UNITS_PER_DEG,
			latDeg: lat[i]! / COORD_UNITS_PER_DEG,
			access: {
				count: 1,
				start: Uint32Array.of(0, to - from),
				edge: access.edge.slice(from, to),
				alongMm: access.alongMm.slice(from, to),
				offsetMm: access.offsetMm.slice(from, to),
			},
			seeds: { node: ends.node.slice(2 * from, 2 * to), cost: ends.cost.slice(2 * from, 2 * to) },
		};
	});
}

/** False where a facility would be counted and serve nobody. */
export function isSnapped({ access }: Site): boolean {
	return access.edge.length > 0;
}

/** Access points of many sites as one set, in their order. */
export function joinedAccess(sites: readonly Site[]): AccessPoints {
	const start = new Uint32Array(sites.length + 1);
	sites.forEach(({ access }, i) => {
		start[i + 1] = start[i]! + access.edge.length;
	});
	const column = (name: "edge" | "alongMm" | "offsetMm"): Uint32Array => {
		const joined = new Uint32Array(start[sites.length]!);
		sites.forEach(({ access }, i) => {
			joined.set(access[name], start[i]!);
		});
		return joined;
	};
	return {
		count: sites.length,
		start,
		edge: column("edge"),
		alongMm: column("alongMm"),
		offsetMm: column("offsetMm"),
	};
}
