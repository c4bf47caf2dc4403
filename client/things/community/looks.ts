import { COMMUNITY_TYPES, type CommunityType } from "../../../geodata/catalogue/vocabulary.ts";
import type { MapShape } from "../../map/city-map.ts";
import type { Texture } from "../../map/textures.ts";
import type { Tokens } from "../../styles/tokens.ts";

interface Look {
	readonly colour: keyof Tokens;
	readonly texture: Texture;
}

/** The six types of community: colour and pattern. */
export const TYPE_LOOKS = {
	commodity: { colour: "commodity", texture: "plain" },
	old: { colour: "old", texture: "grid" },
	resettlement: { colour: "resettlement", texture: "rising" },
	mixed: { colour: "mixed", texture: "dots" },
	"traditional-village": { colour: "traditionalVillage", texture: "waves" },
	"new-village": { colour: "newVillage", texture: "level" },
} as const satisfies Readonly<Record<CommunityType, Look>>;

/** One of the six types; null for a city's own type. */
export const communityTypeOf = (type: string | null): CommunityType | null =>
	COMMUNITY_TYPES.find((id) => id === type) ?? null;

/** A tint or hatch by whether a community has a fund. */
export const FUND_STATES = {
	has: { colour: "fund", texture: "plain" },
	lacks: { colour: "gapEdge", texture: "falling" },
} as const satisfies Readonly<Record<string, Look>>;
type FundState = keyof typeof FUND_STATES;

export const typeImage = (type: CommunityType) => `type:${type}`;
export const fundImage = (state: FundState) => `fund:${state}`;

export function communityImages(tokens: Tokens): ReadonlyMap<string, MapShape> {
	const shape = ({ texture, colour }: Look): MapShape => ({ texture, colour: tokens[colour] });
	return new Map([
		...COMMUNITY_TYPES.map((type) => [typeImage(type), shape(TYPE_LOOKS[type])] as const),
		...(["has", "lacks"] as const).map((state) => [fundImage(state), shape(FUND_STATES[state])] as const),
	]);
}
