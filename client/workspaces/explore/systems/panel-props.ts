import type { Situation } from "../../../derived/situation.ts";
import type { Selection } from "../../../state/url-state.ts";
import type { Lists } from "../../../things/picked.ts";

/** What the panel of a list is made from. */
export interface PanelProps {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly selection: Selection | null;
	/** Picks and flies there. */
	readonly onPick: (selection: Selection) => void;
}

export const pickedIdOf = (selection: Selection | null, kind: Selection["kind"]): string | null =>
	selection?.kind === kind && "id" in selection ? selection.id : null;
