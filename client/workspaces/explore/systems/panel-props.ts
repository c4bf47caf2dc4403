import type { Situation } from "../../../derived/situation.ts";
import type { Selection } from "../../../state/kinds.ts";
import type { Lists } from "../../../things/lists.ts";

/** What the panel of a list is made from. */
export interface PanelProps {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly selection: Selection | null;
	/** Picks and flies there. */
	readonly onPick: (selection: Selection) => void;
}
