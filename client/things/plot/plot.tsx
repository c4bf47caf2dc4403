import { PLOT_KINDS } from "../../../geodata/catalogue/vocabulary.ts";
import type { MapShape } from "../../map/city-map.ts";
import { placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { PlotCard } from "./plot-card.tsx";
import { PLOT_HATCH, PLOT_LAYERS, PlotLayer, plotImage } from "./plot-layer.ts";
import { PlotTab } from "./plot-list.tsx";
import { PLOT_SYMBOLS } from "./plot-symbol.tsx";

/** Land that could become a pocket park. */
export const plot = describeThing("plot", {
	find: ({ id }, { plots }) => {
		const thing = plots?.find((row) => row.properties.plotId === id);
		return thing ? { thing, ...placeAt(thing.properties.centre, thing.properties.communityCode) } : null;
	},
	Card: PlotCard,
	drawn: PLOT_LAYERS,
	Layer: PlotLayer,
	images: (_kinds, tokens) =>
		new Map<string, MapShape>([
			...PLOT_KINDS.map((kind): [string, MapShape] => [
				plotImage(kind),
				{ path: PLOT_SYMBOLS[kind], colour: tokens.plot, ground: "diamond" },
			]),
			[PLOT_HATCH, { texture: "rising", colour: tokens.plot }],
		]),
	list: { tab: "plots", count: ({ plots }) => plots?.length, List: PlotTab },
});
