import { describeThing } from "../thing.ts";
import { FirmCard } from "./firm-card.tsx";
import { FIRM_LAYERS, FirmLayer } from "./firm-layer.ts";
import { FirmTip } from "./firm-tip.tsx";
import { firmBBox, firmOf } from "./firms.ts";
import { gradeImages } from "./grade-looks.ts";

/** A property firm, shown on the map by the homes of its compounds. */
export const firm = describeThing("firm", {
	find: ({ id }, { firms, opened }) => {
		const thing = firms?.find((row) => row.properties.firmId === id);
		if (!thing) return null;
		const homes = opened?.homes;
		return { thing, at: null, bbox: homes ? firmBBox(thing, homes) : null, communityCode: null };
	},
	Card: FirmCard,
	drawn: FIRM_LAYERS,
	Layer: FirmLayer,
	images: (_kinds, tokens) => gradeImages(tokens),
	pressHome: (home, { firms, opened }, system) => {
		const id = opened?.homes.ids[home];
		const found = system === "property-firm" && id !== undefined && firmOf(firms ?? [], id);
		return found ? { kind: "firm", id: found.properties.firmId } : null;
	},
	Tip: FirmTip,
});
