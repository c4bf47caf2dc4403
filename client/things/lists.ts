import type { Gap } from "../../geodata/gaps/gaps.ts";
import type {
	CommunityFeature,
	CourtyardFeature,
	FacilityFeature,
	FirmFeature,
	ParkFeature,
	PlotFeature,
} from "../api/city-api.ts";
import type { OpenedCity } from "../engine/types.ts";

/** The lists that contain things; null while loading. */
export interface Lists {
	readonly gaps: readonly Gap[] | null;
	readonly facilities: readonly FacilityFeature[] | null;
	readonly parks: readonly ParkFeature[] | null;
	readonly courtyards: readonly CourtyardFeature[] | null;
	readonly communities: readonly CommunityFeature[] | null;
	readonly plots: readonly PlotFeature[] | null;
	readonly firms: readonly FirmFeature[] | null;
	readonly opened: OpenedCity | null;
}
