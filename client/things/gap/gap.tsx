import { bboxOf } from "../../derived/geometry-bbox.ts";
import { describeThing } from "../thing.ts";
import { GapCard } from "./gap-card.tsx";
import { GAP_LAYERS, GapLayer } from "./gap-layer.ts";
import { GapTab } from "./gap-list.tsx";

/** A cluster of people who cannot walk to the service. */
export const gap = describeThing("gap", {
	find: ({ id }, { gaps }) => {
		const thing = gaps?.find((row) => row.gapId === id);
		return thing ? { thing, at: null, bbox: bboxOf(thing.polygon), communityCode: null } : null;
	},
	Card: GapCard,
	drawn: GAP_LAYERS,
	Layer: GapLayer,
	list: { tab: "gaps", count: (_lists, result) => result?.figures.gaps.length, List: GapTab },
});
