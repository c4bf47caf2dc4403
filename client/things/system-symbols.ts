import type { SystemId } from "../derived/systems.ts";
import { STAR_PATH } from "../map/symbol-images.ts";
import type { Tokens } from "../styles/tokens.ts";

/** The name of a colour in {@link Tokens}. */
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
