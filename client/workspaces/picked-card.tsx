import { FirmCard } from "../systems/firm-card.tsx";
import { PlotCard } from "../systems/plot-card.tsx";
import { CommunityCard } from "./community-card.tsx";
import { GapCard } from "./gap-card.tsx";
import { HomeCard, PointCard } from "./ground-cards.tsx";
import type { PickedCardProps } from "./picked-card-props.ts";
import { CourtyardCard, FacilityCard, ParkCard } from "./place-cards.tsx";

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
