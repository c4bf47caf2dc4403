import { CommunityCard } from "./community/community-card.tsx";
import { CourtyardCard, FacilityCard, ParkCard } from "./facility/facility-card.tsx";
import { FirmCard } from "./firm/firm-card.tsx";
import { GapCard } from "./gap/gap-card.tsx";
import { HomeCard, PointCard } from "./home/home-card.tsx";
import type { PickedCardProps } from "./picked-card-props.ts";
import { PlotCard } from "./plot/plot-card.tsx";

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
