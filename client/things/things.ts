import type { Kind } from "../state/kinds.ts";
import { community } from "./community/community.tsx";
import { courtyard } from "./courtyard/courtyard.tsx";
import { facility } from "./facility/facility.tsx";
import { firm } from "./firm/firm.tsx";
import { gap } from "./gap/gap.tsx";
import { home } from "./home/home.tsx";
import { park } from "./park/park.tsx";
import { plot } from "./plot/plot.tsx";
import { point } from "./point/point.tsx";
import type { Thing } from "./thing.ts";

/** Every kind of thing. A kind of `state/kinds.ts` that is missing here is a type error. */
export const THINGS: { readonly [K in Kind]: Thing<K> } = {
	home,
	// After homes, because it recolours them.
	firm,
	gap,
	facility,
	park,
	courtyard,
	community,
	plot,
	point,
};

/** The same as an array. */
export const ALL_THINGS = Object.values(THINGS) as readonly Pick<
	Thing<Kind>,
	"drawn" | "Layer" | "images" | "press" | "pressHome" | "Tip" | "list"
>[];
