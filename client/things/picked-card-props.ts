import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { Engine } from "../engine/use-engine.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Lists, PickedPlace } from "./picked.ts";

/** What the card of anything on the map is given. */
export interface PickedCardProps {
	readonly place: PickedPlace;
	readonly lists: Lists;
	readonly situation: Situation;
	readonly result: CoverageResult | null;
	readonly engine: Engine | null;
	readonly isochrones: Isochrones | null;
	readonly tokens: Tokens;
	readonly phone: boolean;
	readonly onClose: () => void;
}
