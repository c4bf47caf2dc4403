import { kindImage, placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { FacilityCard } from "./facility-card.tsx";
import { FACILITY_LAYERS, FacilityLayer } from "./facility-layer.ts";

/** A place of a service, with the circles around places and the areas truly reached. */
export const facility = describeThing("facility", {
	find: ({ id }, { facilities }) => {
		const thing = facilities?.find((row) => row.properties.facilityId === id);
		return thing ? { thing, ...placeAt(thing.geometry.coordinates, thing.properties.communityCode) } : null;
	},
	Card: FacilityCard,
	drawn: FACILITY_LAYERS,
	Layer: FacilityLayer,
	images: (kinds) =>
		new Map(
			kinds.map((kind) => [
				kindImage(kind.kindId),
				{ path: kind.symbolPath, colour: kind.colour, ground: "disc" },
			]),
		),
	// Parks that are facilities of the service are drawn as facilities, but stay parks.
	press: (id, { parks }) =>
		parks?.some((park) => park.properties.parkId === id) ? { kind: "park", id } : { kind: "facility", id },
});
