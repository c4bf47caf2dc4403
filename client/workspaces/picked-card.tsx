import type { Isochrones } from "../../geodata/contract/coverage.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { Engine } from "../engine/use-engine.ts";
import type { Tokens } from "../styles/tokens.ts";
import { FirmCard } from "../systems/firm-card.tsx";
import { PlotCard } from "../systems/plot-card.tsx";
import { CommunityCard } from "./community-card.tsx";
import { GapCard } from "./gap-card.tsx";
import { HomeCard, PointCard } from "./ground-cards.tsx";
import { CourtyardCard, FacilityCard, ParkCard } from "./place-cards.tsx";
import type { Lists, PickedPlace } from "./use-picked.ts";

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

/** The card of whatever is picked. */
export function PickedCard(props: PickedCardProps) {
	switch (props.place.picked?.kind) {
		case "gap":
			return <GapCard {...props} />;
		case "facility":
			return <FacilityCard {...props} />;
		case "park":
			return <ParkCard {...props} />;
		case "courtyard":
			return <CourtyardCard {...props} />;
		case "plot":
			return <PlotCard {...props} />;
		case "firm":
			return <FirmCard {...props} />;
		case "community":
			return <CommunityCard {...props} />;
		case "home":
			return <HomeCard {...props} />;
		case "point":
			return <PointCard {...props} />;
		default:
			return null;
	}
}
