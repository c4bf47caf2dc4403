import { placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { ParkCard } from "./park-card.tsx";
import { PARK_LAYERS, ParkLayer } from "./park-layer.ts";
import { ParkTab } from "./park-list.tsx";

export const park = describeThing("park", {
	find: ({ id }, { parks }) => {
		const thing = parks?.find((row) => row.properties.parkId === id);
		return thing ? { thing, ...placeAt(thing.properties.centre, thing.properties.communityCode) } : null;
	},
	Card: ParkCard,
	drawn: PARK_LAYERS,
	Layer: ParkLayer,
	list: { tab: "parks", count: ({ parks }) => parks?.length, List: ParkTab },
});
