/**
 * The closed lists of the domain. Each value is defined here only; schemas, types and labels are derived from them.
 */

/** Who may see a kind or service: `public` is everyone; `staff` never reaches the public map. */
export const AUDIENCES = ["public", "staff"] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * Whose people count in a coverage. Where ages are unknown, an age group falls back to all people and the answer says
 * so.
 */
export const TARGET_GROUPS = ["all", "age-0-14", "age-60-plus"] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** What a share is a share of. */
export const DENOMINATORS = ["people"] as const;
export type Denominator = (typeof DENOMINATORS)[number];

/** The article's six types of community. */
export const COMMUNITY_TYPES = [
	"commodity",
	"old",
	"resettlement",
	"mixed",
	"traditional-village",
	"new-village",
] as const;
export type CommunityType = (typeof COMMUNITY_TYPES)[number];

/** `pocket-park` is 昆小薇; `park` any other. */
export const PARK_KINDS = ["pocket-park", "park"] as const;
export type ParkKind = (typeof PARK_KINDS)[number];

/** Amenities of a park. */
export const AMENITIES = ["seats", "shade", "toilet", "children", "sport", "barrier-free"] as const;
export type Amenity = (typeof AMENITIES)[number];

/** Jiangsu's six kinds of plot for a pocket park (provincial guide, 2022). */
export const PLOT_KINDS = [
	"idle",
	"demolition",
	"narrow",
	"low-use-green",
	"roadside-belt",
	"low-use-plaza",
] as const;
export type PlotKind = (typeof PLOT_KINDS)[number];

/** 红榜 (commended), neither, 黑榜 (criticised). */
export const FIRM_GRADES = ["red", "plain", "black"] as const;
export type FirmGrade = (typeof FIRM_GRADES)[number];

/**
 * `far`: most people of the gap live outside every circle. `barred`: most live inside a circle but cannot walk there
 * within the cutoff.
 */
export const GAP_CAUSES = ["far", "barred"] as const;
export type GapCause = (typeof GAP_CAUSES)[number];

/** What separates a gap from its facility; `detour` where no barrier lies between and the streets wind. */
export const GAP_BARRIERS = ["water", "railway", "expressway", "wall", "detour"] as const;
export type GapBarrier = (typeof GAP_BARRIERS)[number];

/** Compass directions, clockwise from north. */
export const SIDES = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
export type Side = (typeof SIDES)[number];

/** Ids that stand in addresses: of cities, services, profiles; an adcode or a word. */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Who walks unless somebody else is asked for. */
export const DEFAULT_PROFILE_ID = "adult";
