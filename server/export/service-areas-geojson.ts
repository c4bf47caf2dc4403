import { cutoffUnit, statedCutoff } from "../../geodata/cost/rule.ts";
import type { Provenance } from "../../geodata/coverage/provenance.ts";
import { ENGINE, type FacilitiesQuestion } from "../../geodata/engine/functions.ts";
import type { OpenCity } from "../../geodata/engine/open-city.ts";
import { areaOfGroups } from "../../geodata/geometry/area-polygons.ts";
import type { Area } from "../../geodata/units/position.ts";

interface ServiceAreaFeature {
	readonly type: "Feature";
	readonly id: string;
	/** null for an unsnapped facility. */
	readonly geometry: Area | null;
	readonly properties: {
		readonly facilityId: string;
		readonly name: string;
		readonly kind: string;
		/** Metres or seconds, as the rule. */
		readonly cutoff: number;
		readonly unit: "m" | "sec";
		readonly areaM2: number;
		/** People within the cutoff of this facility on foot; homes near two facilities count at both. */
		readonly people: number;
	};
}

/** The service area of every facility, one polygon each; people by network distance, not by polygon. */
export function serviceAreasGeojson(
	city: OpenCity,
	{ facilities, rule, profile }: FacilitiesQuestion,
	provenance: Provenance,
) {
	const features = facilities.ids.map((facilityId, i): ServiceAreaFeature => {
		const isSnapped = facilities.access.start[i]! < facilities.access.start[i + 1]!;
		const drawn = isSnapped ? ENGINE.area(city, { facilities, facility: i, rule, profile }) : null;
		const groups = drawn?.areas[0] ?? [];
		return {
			type: "Feature",
			id: facilityId,
			geometry: areaOfGroups(groups),
			properties: {
				facilityId,
				name: facilities.names[i] ?? "",
				kind: facilities.kinds[i] ?? "",
				cutoff: statedCutoff(rule),
				unit: cutoffUnit(rule),
				areaM2: Math.round(groups.reduce((sum, { areaM2 }) => sum + areaM2, 0)),
				people: drawn?.people[0] ?? 0,
			},
		};
	});
	return { type: "FeatureCollection" as const, provenance, features };
}
