import { holds } from "../../derived/geometry-bbox.ts";
import { placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { PointCard } from "./point-card.tsx";

/** A point on the ground. */
export const point = describeThing("point", {
	find: ({ position }, { communities }) => {
		const community = communities?.find(({ geometry }) => holds(geometry, position));
		return { thing: position, ...placeAt(position, community?.properties.code ?? null) };
	},
	Card: PointCard,
});
