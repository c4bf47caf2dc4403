import type { Situation } from "../../../derived/situation.ts";
import type { Selection } from "../../../state/kinds.ts";
import type { Lists } from "../../../things/lists.ts";

/** Properties of a list's panel. */
export interface PanelProps {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly selection: Selection | null;
	/** Selects and flies there. */
	readonly onPick: (selection: Selection) => void;
}
