import type { CoverageResponse } from "../../geodata/contract/coverage.ts";

/** The gaps as GeoJSON, largest first: one polygon each, all other fields as properties. */
export function gapsGeojson({ gaps, provenance }: CoverageResponse) {
	return {
		type: "FeatureCollection" as const,
		provenance,
		features: gaps.map(({ gapId, polygon, ...properties }) => ({
			type: "Feature" as const,
			id: gapId,
			geometry: polygon,
			properties: { gapId, ...properties },
		})),
	};
}
