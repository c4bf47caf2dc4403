/** Colours of the page and the map in one list, so that a legend always matches the map. */
export interface Tokens {
	readonly paper: string;
	/** The land outside the city's boundary. */
	readonly beyond: string;
	readonly card: string;
	readonly ink: string;
	readonly muted: string;
	readonly line: string;
	readonly hairline: string;
	readonly track: string;
	readonly water: string;
	/** Fish and crab ponds. */
	readonly pond: string;
	readonly waterText: string;
	readonly green: string;
	readonly field: string;
	readonly greenText: string;
	readonly building: string;
	readonly industrial: string;
	readonly quarter: string;
	readonly street: string;
	readonly casing: string;
	readonly mainStreet: string;
	readonly mainCasing: string;
	readonly express: string;
	readonly expressCasing: string;
	readonly path: string;
	readonly bridge: string;
	readonly railway: string;
	readonly metro: string;
	readonly railwayText: string;
	readonly boundary: string;
	readonly halo: string;
	/** Walks up to 5, 10, 15 minutes (300, 500, 1000 m), and beyond but within the cutoff. */
	readonly band1: string;
	readonly band2: string;
	readonly band3: string;
	readonly band4: string;
	readonly gap: string;
	readonly gapEdge: string;
	/** Nominal coverage by circle: grey, because it is not verified. */
	readonly promise: string;
	readonly haitang: string;
	readonly park: string;
	readonly gold: string;
	readonly plot: string;
	/** The six types of community. */
	readonly commodity: string;
	readonly old: string;
	readonly resettlement: string;
	readonly mixed: string;
	readonly traditionalVillage: string;
	readonly newVillage: string;
	/** 红榜, neither, 黑榜. */
	readonly gradeRed: string;
	readonly gradePlain: string;
	readonly gradeBlack: string;
	readonly fund: string;
	readonly team: string;
	readonly platform: string;
	readonly pick: string;
	readonly warnGround: string;
	readonly warnLine: string;
	readonly warnText: string;
}

export const LIGHT: Tokens = {
	paper: "#F6F4EE",
	beyond: "#F0EDE6",
	card: "#FFFEFB",
	ink: "#20303A",
	muted: "#5C6A70",
	line: "#DAD6CB",
	hairline: "#EDE9DF",
	track: "#E9E5DA",
	water: "#CBDDE3",
	pond: "#DBE7E8",
	waterText: "#55798A",
	green: "#DCE7D3",
	field: "#F4F4EA",
	greenText: "#4C7A52",
	building: "#E2DCCE",
	industrial: "#EBE7E1",
	quarter: "#F0EBDF",
	street: "#FFFFFF",
	casing: "#DFD8C9",
	mainStreet: "#FFFBEF",
	mainCasing: "#D8CFB9",
	express: "#F4E3B8",
	expressCasing: "#CDB887",
	path: "#D9D1C0",
	bridge: "#A9A396",
	railway: "#A59E91",
	metro: "#A493B5",
	railwayText: "#7A6C86",
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
	plot: "#8A6A3B",
	commodity: "#8489BD",
	old: "#BC7F93",
	resettlement: "#CF8A5E",
	mixed: "#94907F",
	traditionalVillage: "#7F9F55",
	newVillage: "#C6B252",
	gradeRed: "#C4383F",
	gradePlain: "#9FA9AB",
	gradeBlack: "#1F2426",
	fund: "#4C8F6B",
	team: "#B8652A",
	platform: "#4A6572",
	pick: "#20303A",
	warnGround: "#FFF6E5",
	warnLine: "#E6C48D",
	warnText: "#7A4D0C",
};

export const DARK: Tokens = {
	paper: "#191F23",
	beyond: "#13181B",
	card: "#20282D",
	ink: "#E9E6DD",
	muted: "#A3AEB3",
	line: "#39444A",
	hairline: "#2D373D",
	track: "#323C42",
	water: "#243A44",
	pond: "#213238",
	waterText: "#86AABA",
	green: "#233229",
	field: "#1A2222",
	greenText: "#8FBE96",
	building: "#2B3338",
	industrial: "#23282E",
	quarter: "#20272B",
	street: "#3A444A",
	casing: "#151A1D",
	mainStreet: "#465055",
	mainCasing: "#13181B",
	express: "#5F5539",
	expressCasing: "#13181B",
	path: "#333D42",
	bridge: "#6E797E",
	railway: "#6A7378",
	metro: "#75668A",
	railwayText: "#A99CB8",
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
	plot: "#C2A06A",
	commodity: "#8A8FCB",
	old: "#C08498",
	resettlement: "#C98256",
	mixed: "#8B8878",
	traditionalVillage: "#7D9E54",
	newVillage: "#B9A548",
	gradeRed: "#E0545B",
	gradePlain: "#7D888B",
	gradeBlack: "#05080A",
	fund: "#62AC84",
	team: "#D0824A",
	platform: "#7F9BA8",
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

/** Writes the tokens as CSS variables (`--band1` …) to the document. */
export function applyTokens(tokens: Tokens): void {
	for (const [name, value] of Object.entries(tokens))
		document.documentElement.style.setProperty(`--${name}`, value);
}
