import type { FacilityFeature } from "../api/city-api.ts";

/** Planned facilities are shown but not counted. */
export const isOpen = ({ properties }: FacilityFeature): boolean => properties.attributes.open !== false;

/** The open facilities in the engine's format. */
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
