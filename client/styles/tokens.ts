/** Colours of the page and the map, one list for both, so that a legend can never differ from its map. */
export interface Tokens {
	readonly paper: string;
	readonly card: string;
	readonly ink: string;
	readonly muted: string;
	readonly line: string;
	readonly hairline: string;
	readonly track: string;
	readonly water: string;
	readonly waterText: string;
	readonly green: string;
	readonly greenText: string;
	readonly building: string;
	readonly industrial: string;
	readonly quarter: string;
	readonly street: string;
	readonly casing: string;
	readonly railway: string;
	readonly boundary: string;
	readonly halo: string;
	/** Walks to 5, 10, 15 minutes (300, 500, 1000 m), and beyond while still inside the cutoff. */
	readonly band1: string;
	readonly band2: string;
	readonly band3: string;
	readonly band4: string;
	readonly gap: string;
	readonly gapEdge: string;
	/** What the drawn circle promises: grey, for it is not known to be true. */
	readonly promise: string;
	readonly haitang: string;
	readonly park: string;
	readonly gold: string;
	readonly pick: string;
	readonly warnGround: string;
	readonly warnLine: string;
	readonly warnText: string;
}

export const LIGHT: Tokens = {
	paper: "#F6F4EE",
	card: "#FFFEFB",
	ink: "#20303A",
	muted: "#5C6A70",
	line: "#DAD6CB",
	hairline: "#EDE9DF",
	track: "#E9E5DA",
	water: "#CBDDE3",
	waterText: "#55798A",
	green: "#DCE7D3",
	greenText: "#4C7A52",
	building: "#E9E4D8",
	industrial: "#ECE7DD",
	quarter: "#F1EDE3",
	street: "#FFFFFF",
	casing: "#E0DACC",
	railway: "#C3BCAD",
	boundary: "#B3AA98",
	halo: "#F6F4EE",
	band1: "#0B4F4A",
	band2: "#2C8C82",
	band3: "#8CCBBF",
	band4: "#BFDDD5",
	gap: "#E8833A",
	gapEdge: "#B4501A",
	promise: "#7D8A8F",
	haitang: "#C4383F",
	park: "#3E8E4E",
	gold: "#C8962B",
	pick: "#20303A",
	warnGround: "#FFF6E5",
	warnLine: "#E6C48D",
	warnText: "#7A4D0C",
};

export const DARK: Tokens = {
	paper: "#191F23",
	card: "#20282D",
	ink: "#E9E6DD",
	muted: "#A3AEB3",
	line: "#39444A",
	hairline: "#2D373D",
	track: "#323C42",
	water: "#243A44",
	waterText: "#86AABA",
	green: "#233229",
	greenText: "#8FBE96",
	building: "#262E33",
	industrial: "#1D2428",
	quarter: "#1F272B",
	street: "#3A444A",
	casing: "#151A1D",
	railway: "#4B555A",
	boundary: "#5E676B",
	halo: "#191F23",
	band1: "#A9E2D7",
	band2: "#45B3A5",
	band3: "#23786F",
	band4: "#1B5650",
	gap: "#F0904A",
	gapEdge: "#F6A96F",
	promise: "#93A0A5",
	haitang: "#E0545B",
	park: "#5DB06D",
	gold: "#DDB04C",
	pick: "#F6F4EE",
	warnGround: "#3A2E17",
	warnLine: "#6D5527",
	warnText: "#F0CE8C",
};

/** `#RRGGBB` as three bytes. */
export function rgb(hex: string): readonly [number, number, number] {
	const value = Number.parseInt(hex.slice(1), 16);
	return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Writes the tokens as CSS variables (`--band1` …) on the document. */
export function applyTokens(tokens: Tokens): void {
	for (const [name, value] of Object.entries(tokens))
		document.documentElement.style.setProperty(`--${name}`, value);
}
