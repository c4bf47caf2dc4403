import type { Position } from "../../../geodata/units/position.ts";
import { placeAt } from "../features.ts";
import { describeThing } from "../thing.ts";
import { HomeCard } from "./home-card.tsx";
import { HomeLayer } from "./home-layer.ts";
import { HomeTip } from "./home-tip.tsx";

/** A place where people live: a compound or a hamlet. */
export const home = describeThing("home", {
	find: ({ id }, { opened }) => {
		if (!opened) return null;
		const { homes, communities } = opened;
		const thing = homes.ids.indexOf(id);
		if (thing < 0) return null;
		const at: Position = [homes.lngLat[thing * 2]!, homes.lngLat[thing * 2 + 1]!];
		return { thing, ...placeAt(at, communities[homes.community[thing]!]?.code ?? null) };
	},
	Card: HomeCard,
	Layer: HomeLayer,
	pressHome: (index, { opened }) => {
		const id = opened?.homes.ids[index];
		return id === undefined ? null : { kind: "home", id };
	},
	Tip: HomeTip,
});
