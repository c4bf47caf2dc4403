import { useEffect, useMemo } from "react";
import { homeColours, homePalette } from "../../derived/home-colours.ts";
import type { LayerProps } from "../thing.ts";

/** Homes coloured by the current cutoff: the walks are known, so a dragged cutoff needs no worker call. */
export function HomeLayer({ controller, scene }: LayerProps): null {
	const { lists, result, situation, truth, tokens, hidden, whatIf } = scene;
	const homes = lists.opened?.homes;
	useEffect(() => {
		if (homes) controller.setHomes(homes.lngLat, homes.people);
	}, [controller, homes]);
	const { rule, placesKey } = situation;
	const live = whatIf !== null;
	const shown = !hidden.has("homes");
	const colours = useMemo(() => {
		if (!result || !shown || result.input.key !== placesKey || result.input.rule.type !== rule.type)
			return null;
		return homeColours(result.impedance, result.inCircle, rule, homePalette(tokens, truth));
	}, [result, shown, placesKey, rule, truth, tokens]);
	useEffect(() => {
		if (!live) controller.setHomeLook(colours && { colours, marks: null });
	}, [controller, colours, live]);
	return null;
}
