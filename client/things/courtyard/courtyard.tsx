import { STAR_PATH } from "../../map/symbol-images.ts";
import { placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { CourtyardCard } from "./courtyard-card.tsx";
import { COURTYARD_IMAGE, COURTYARD_LAYERS, CourtyardLayer } from "./courtyard-layer.ts";

/** A village's star households, as counts, never as places. */
export const courtyard = describeThing("courtyard", {
	find: ({ id }, { courtyards }) => {
		const thing = courtyards?.find((row) => row.properties.communityCode === id);
		return thing ? { thing, ...placeAt(thing.geometry.coordinates, id) } : null;
	},
	Card: CourtyardCard,
	drawn: COURTYARD_LAYERS,
	Layer: CourtyardLayer,
	images: (_kinds, tokens) =>
		new Map([[COURTYARD_IMAGE, { path: STAR_PATH, colour: tokens.gold, ground: "square" }]]),
});
