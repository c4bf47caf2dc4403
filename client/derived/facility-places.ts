import type { FacilityFeature } from "../api/city-api.ts";

/** What is only planned is shown and serves nobody yet. */
export const isOpen = ({ properties }: FacilityFeature): boolean => properties.attributes.open !== false;

/** Facilities as the engine takes them: the open ones. */
export const placesOf = (features: readonly FacilityFeature[]) =>
	features.filter(isOpen).map(({ geometry, properties }) => ({
		facilityId: properties.facilityId,
		kind: properties.kind,
		name: properties.name,
		lngDeg: geometry.coordinates[0],
		latDeg: geometry.coordinates[1],
		entrances: properties.entrances,
		isArea: properties.attributes.isArea === true,
	}));
