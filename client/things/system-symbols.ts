import { COMMUNITY_TYPES, type CommunityType, type PlotKind } from "../../geodata/catalogue/vocabulary.ts";
import type { SystemId } from "../derived/systems.ts";
import type { MapShape } from "../map/map-controller.ts";
import { PLOT_HATCH } from "../map/style-systems.ts";
import { STAR_PATH } from "../map/symbol-images.ts";
import type { Texture } from "../map/textures.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Grade } from "./firm/firms.ts";

/** A name of a colour of {@link Tokens}. */
type Colour = keyof Tokens;

/** Symbols of the lists, white on a square, 24 × 24, even–odd. */
export const SYSTEM_SYMBOLS: Readonly<Record<SystemId, { readonly path: string; readonly colour: Colour }>> =
	{
		courtyard: { path: STAR_PATH, colour: "gold" },
		"property-firm": {
			path: "M4 22V5L13 2V22ZM6.5 7V9H10.5V6ZM6.5 11.500V13.500H10.5V11.500ZM6.5 16V18H10.5V16ZM14.6 22V9L20 11V22Z",
			colour: "gradeRed",
		},
		community: {
			path: "M12 1.600L21 6.800V17.200L12 22.400L3 17.200V6.800ZM12 6.400L7.200 9.200V14.800L12 17.600L16.800 14.800V9.200Z",
			colour: "commodity",
		},
		"community-fund": {
			path: "M12 1.600a10.400 10.400 0 1 0 0 20.800a10.400 10.400 0 1 0 0 -20.800ZM7.800 6H10.400L12 9.400L13.600 6H16.200L13.800 10.800H16V12.400H13.100V13.800H16V15.400H13.100V18.400H10.900V15.400H8V13.800H10.900V12.400H8V10.800H10.200Z",
			colour: "fund",
		},
		"volunteer-team": {
			path: "M4 2H6.200V22.400H4ZM7.600 3.400C11.600 1.400 14.600 6.400 20.600 3.600V13.200C14.600 16 11.600 11 7.600 13Z",
			colour: "team",
		},
		"open-data": {
			path: "M8 1.600H10.200V6.400H13.800V1.600H16V6.400H18V11C18 14 16 16.400 13.200 17V22.400H10.800V17C8 16.400 6 14 6 11V6.400H8Z",
			colour: "platform",
		},
	};

/** The six types of community: colour and pattern. */
export const TYPE_LOOKS = {
	commodity: { colour: "commodity", texture: "plain" },
	old: { colour: "old", texture: "grid" },
	resettlement: { colour: "resettlement", texture: "rising" },
	mixed: { colour: "mixed", texture: "dots" },
	"traditional-village": { colour: "traditionalVillage", texture: "waves" },
	"new-village": { colour: "newVillage", texture: "level" },
} as const satisfies Readonly<Record<CommunityType, { readonly colour: Colour; readonly texture: Texture }>>;

/** Whether a community has a fund: a tint or a hatch. */
export const FUND_STATES = {
	has: { colour: "fund", texture: "plain" },
	lacks: { colour: "gapEdge", texture: "falling" },
} as const satisfies Readonly<Record<string, { readonly colour: Colour; readonly texture: Texture }>>;
export type FundState = keyof typeof FUND_STATES;

/** A red triangle that points up, a black square with a cross; a firm on neither list has no mark. */
export const GRADE_MARKS: Readonly<
	Record<
		Exclude<Grade, "plain">,
		{ readonly path: string; readonly colour: Colour; readonly square: boolean }
	>
> = {
	red: { path: "M12 3.500L21.500 19.500H2.500Z", colour: "gradeRed", square: false },
	black: {
		path: "M4.600 7L7 4.600L12 9.600L17 4.600L19.400 7L14.400 12L19.400 17L17 19.400L12 14.400L7 19.400L4.600 17L9.600 12Z",
		colour: "gradeBlack",
		square: true,
	},
};

/** Jiangsu's six kinds of plot, white on a diamond. */
export const PLOT_SYMBOLS: Readonly<Record<PlotKind, string>> = {
	idle: "M2 19H22V21.400H2ZM4 17.400L6.400 8L9 17.400ZM9.600 17.400L12 4L14.400 17.400ZM15 17.400L17.600 8L20 17.400Z",
	demolition: "M2.500 21V7L7 10.500V5L12 9.500V3L17 9L21.500 21Z",
	narrow: "M2.500 3H8V21H2.500ZM16 3H21.500V21H16ZM11 3H13V7H11ZM11 10H13V14H11ZM11 17H13V21H11Z",
	"low-use-green": "M4.600 21.400C3 10 9 3 21 3C21.500 14.500 15.500 20 8 18.600L6.800 22Z",
	"roadside-belt":
		"M3 2H7V22H3ZM17 2H21V22H17ZM10.800 2H13.200V7H10.800ZM10.800 9.500H13.200V14.500H10.800ZM10.800 17H13.200V22H10.800Z",
	"low-use-plaza": "M3 3H11V11H3ZM13 3H21V11H13ZM3 13H11V21H3ZM13 13H21V21H13Z",
};

export const typeImage = (type: CommunityType) => `type:${type}`;
export const fundImage = (state: FundState) => `fund:${state}`;
export const gradeImage = (grade: keyof typeof GRADE_MARKS) => `grade:${grade}`;
export const plotImage = (kind: string) => `plot:${kind}`;

/** Every image of the lists the map may ask for, by name. */
export function systemShapes(tokens: Tokens): ReadonlyMap<string, MapShape> {
	const shapes = new Map<string, MapShape>();
	for (const type of COMMUNITY_TYPES) {
		const { colour, texture } = TYPE_LOOKS[type];
		shapes.set(typeImage(type), { texture, colour: tokens[colour] });
	}
	for (const state of ["has", "lacks"] as const) {
		const { colour, texture } = FUND_STATES[state];
		shapes.set(fundImage(state), { texture, colour: tokens[colour] });
	}
	for (const grade of ["red", "black"] as const) {
		const { path, colour, square } = GRADE_MARKS[grade];
		shapes.set(gradeImage(grade), { path, colour: tokens[colour], ground: square ? "square" : "disc" });
	}
	for (const [kind, path] of Object.entries(PLOT_SYMBOLS))
		shapes.set(plotImage(kind), { path, colour: tokens.plot, ground: "diamond" });
	shapes.set(PLOT_HATCH, { texture: "rising", colour: tokens.plot });
	return shapes;
}
