import type { FacilityKind } from "./types.ts";
import type { Audience } from "./vocabulary.ts";

/** Colours: crabapple red (海棠), park, star, and calmer ones. */
const HAITANG = "#C4383F";
const PARK = "#3E8E4E";
const CARE = "#8A5AA8";
const REHAB = "#3F7FB5";
const SOCIAL = "#B8652A";
const NEIGHBOUR = "#5B6F2E";

const kind = (
	kindId: string,
	nameZh: string,
	nameEn: string,
	colour: string,
	symbolPath: string,
	audience: Audience = "public",
): FacilityKind => ({ kindId, nameZh, nameEn, symbolPath, colour, audience });

const BLOSSOM =
	"M8.46 7.13C4.78 3.58 9.2 1.46 12 3.26C14.8 1.46 19.22 3.58 15.54 7.13C17.78 2.53 21.16 6.08 20.31 9.3C22.89 11.41 22.24 16.26 17.72 13.86C22.79 14.57 20.46 18.88 17.14 19.07C15.93 22.17 11.11 23.06 12 18.02C12.89 23.06 8.07 22.17 6.86 19.07C3.54 18.88 1.21 14.57 6.28 13.86C1.76 16.26 1.11 11.41 3.69 9.3C2.84 6.08 6.22 2.53 8.46 7.13Z";
const BUD =
	"M12 3C15.5 6.2 16.6 9.4 15.6 12.4C18.2 12.6 20 14 20.6 16.6C17.4 18.6 14.6 18.4 12 16.4C9.4 18.4 6.6 18.6 3.4 16.6C4 14 5.8 12.6 8.4 12.4C7.4 9.4 8.5 6.2 12 3Z";

/**
 * Every kind of place in the article's systems. `symbolPath` is filled by the even-odd rule on a 24 × 24 box, white
 * on a disc of `colour`, so kinds differ by shape and not by colour alone. To add a kind, add a row.
 */
export const KINDS: readonly FacilityKind[] = [
	kind(
		"party-centre",
		"党群服务中心",
		"Party-service centre",
		HAITANG,
		`${BLOSSOM}M9.6 12a2.4 2.4 0 1 0 4.8 0a2.4 2.4 0 1 0 -4.8 0ZM4 21.6H20V23.4H4Z`,
	),
	kind(
		"party-station",
		"党群服务站",
		"Party-service station",
		HAITANG,
		`${BLOSSOM}M9.9 12a2.1 2.1 0 1 0 4.2 0a2.1 2.1 0 1 0 -4.2 0Z`,
	),
	kind("party-point", "党群服务点", "Party-service point", HAITANG, BUD),
	kind(
		"pocket-park",
		"昆小薇口袋公园",
		"Pocket park",
		PARK,
		"M12 2L17.6 10H14.9L19.4 16.6H13.2V21.5H10.8V16.6H4.6L9.1 10H6.4Z",
	),
	kind(
		"park",
		"公园",
		"Park",
		PARK,
		"M12 2.6C15 2.6 16.9 4.5 17.1 6.8C19.3 7.4 20.6 9 20.6 11.2C20.6 14 18.4 16 15.6 16H13.2V21.5H10.8V16H8.4C5.6 16 3.4 14 3.4 11.2C3.4 9 4.7 7.4 6.9 6.8C7.1 4.5 9 2.6 12 2.6Z",
	),
	kind(
		"elderly-day-care",
		"日间照料中心",
		"Elderly day-care centre",
		CARE,
		"M12 20.6C5.6 16.2 2.6 12.8 2.6 9.2C2.6 6.4 4.8 4.4 7.3 4.4C9.2 4.4 10.9 5.4 12 7.2C13.1 5.4 14.8 4.4 16.7 4.4C19.2 4.4 21.4 6.4 21.4 9.2C21.4 12.8 18.4 16.2 12 20.6Z",
	),
	kind(
		"elderly-college",
		"老年大学",
		"Senior college",
		CARE,
		"M2.6 5C6 4.2 9.2 4.6 11.3 6.4V19.6C9 18 6 17.6 2.6 18.2ZM21.4 5C18 4.2 14.8 4.6 12.7 6.4V19.6C15 18 18 17.6 21.4 18.2Z",
	),
	kind(
		"elderly-home",
		"小微养老院",
		"Small care home",
		CARE,
		"M12 3L22 11.4H19V20.4H14V14.4H10V20.4H5V11.4H2Z",
	),
	kind(
		"mental-rehab-centre",
		"精神障碍社区康复中心",
		"Mental-health rehabilitation centre",
		REHAB,
		"M11 21V14.6C6.4 14.6 3.6 11.6 3.4 6.6C7.6 6.4 10.4 8.2 11.6 11.4C12.6 7.2 15.6 4.6 20.6 4.4C20.8 10.6 17.8 14 13 14.4V21ZM5 22H19V23.6H5Z",
		"staff",
	),
	kind(
		"mental-rehab-point",
		"精神障碍社区康复站点",
		"Mental-health rehabilitation point",
		REHAB,
		"M11 21V14.6C6.4 14.6 3.6 11.6 3.4 6.6C7.6 6.4 10.4 8.2 11.6 11.4C12.6 7.2 15.6 4.6 20.6 4.4C20.8 10.6 17.8 14 13 14.4V21Z",
		"staff",
	),
	kind(
		"social-work-station",
		"社工站",
		"Social-work station",
		SOCIAL,
		"M8 4.2a3.4 3.4 0 1 0 0 6.8a3.4 3.4 0 1 0 0 -6.8ZM16.6 6a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0 -5.6ZM1.8 19.6C1.8 15.4 4.4 12.8 8 12.8C11.6 12.8 14.2 15.4 14.2 19.6ZM15.8 19.6C15.8 17 15.2 15 13.9 13.4C17.9 12 22.2 14.4 22.2 19.6Z",
	),
	kind(
		"tea-council-venue",
		"吃讲茶议事点",
		"Tea-council venue",
		SOCIAL,
		"M3.4 9H17.6V10.6H19C20.9 10.6 22 11.8 22 13.4C22 15.2 20.8 16.4 18.8 16.4H17C16 18.4 14.4 19.4 12.4 19.4H8.6C5.4 19.4 3.4 16.8 3.4 13ZM17.6 12.4V14.6H18.8C19.7 14.6 20.2 14.2 20.2 13.5C20.2 12.8 19.8 12.4 19 12.4ZM3 21H18V22.6H3ZM7 3.4H8.6V7.2H7ZM12.2 3.4H13.8V7.2H12.2Z",
	),
	kind(
		"neighbour-watch-station",
		"邻里守望站",
		"Neighbour-watch station",
		NEIGHBOUR,
		"M12 2.4L20.4 5.4V11.4C20.4 16.2 17.2 19.8 12 21.8C6.8 19.8 3.6 16.2 3.6 11.4V5.4ZM11 7.4V10.6H7.8V12.8H11V16H13V12.8H16.2V10.6H13V7.4Z",
	),
	kind(
		"small-works",
		"微实事",
		"Small works",
		NEIGHBOUR,
		"M11 2.6C13 2.2 14.6 3.4 14.6 5.2C14.6 6.6 13.8 7.4 13 8L22 15.2C23 16 22.4 17.6 21 17.6H3C1.6 17.6 1 16 2 15.2L11 8.2C11.6 7.6 12.6 6.6 12.4 5.4C12.2 4.8 11.6 4.8 11 5ZM12 9.9L5.6 15.4H18.4ZM6 19.4H18V21.2H6Z",
	),
	kind(
		"health",
		"医疗卫生设施",
		"Health facility",
		"#B5403A",
		"M9.6 3H14.4V9.6H21V14.4H14.4V21H9.6V14.4H3V9.6H9.6Z",
	),
	kind(
		"school",
		"学校",
		"School",
		"#2F6DA8",
		"M12 3.6L23 9L12 14.4L1 9ZM5.4 12.8L12 16L18.6 12.8V17.4C16.8 19.2 14.6 20 12 20C9.4 20 7.2 19.2 5.4 17.4Z",
	),
];

/** The symbol (a diamond) of an imported kind that the catalogue does not know. */
export function plainKind(kindId: string, name: string): FacilityKind {
	return kind(kindId, name, name, "#55636B", "M12 2.8L21.2 12L12 21.2L2.8 12Z");
}
