import { bboxOf } from "../../derived/geometry-bbox.ts";
import { describeThing } from "../thing.ts";
import { CommunityCard } from "./community-card.tsx";
import { CommunityLayer } from "./community-layer.ts";
import { COMMUNITY_LAYERS } from "./community-style.ts";
import { CommunityTab } from "./community-tab.tsx";
import { communityImages } from "./looks.ts";

export const community = describeThing("community", {
	// A community without an outline is placed by its homes.
	find: ({ id: code }, { communities, opened }) => {
		const row = communities?.find((feature) => feature.properties.code === code);
		const index = opened?.communities.findIndex((one) => one.code === code) ?? -1;
		const name = row?.properties.name ?? opened?.communities[index]?.name;
		if (name === undefined) return null;
		const bbox = bboxOf(row?.geometry ?? null) ?? opened?.communityBBoxes[index] ?? null;
		return { thing: { code, name }, at: null, bbox, communityCode: code };
	},
	Card: CommunityCard,
	drawn: COMMUNITY_LAYERS,
	Layer: CommunityLayer,
	images: (_kinds, tokens) => communityImages(tokens),
	list: {
		tab: "communities",
		count: (_lists, result) => result?.figures.byCommunity.length,
		List: CommunityTab,
	},
});
