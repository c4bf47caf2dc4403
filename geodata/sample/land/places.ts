import type { Position } from "../../units/position.ts";

/** A built-up area: of a town, or of 开发区 next to 玉山. */
export interface BuiltUpArea {
	readonly name: string;
	readonly nameEn: string;
	/** The town it lies in. */
	readonly town: string;
	/** The working unit that runs it. */
	readonly unit: string;
	/** Within 1 km of the real centre. */
	readonly centre: Position;
	/** Fictional: radius of the superblocks, and of the old core, m. */
	readonly urbanRadiusM: number;
	readonly coreRadiusM: number;
}

/** Centres: those of the real towns, ±1 km (docs/sample.md). Radii are fictional. */
export const BUILT_UP_AREAS: readonly BuiltUpArea[] = [
	area("玉山", "Yushan", "玉山", "高新区", [120.95, 31.39], 5400, 800),
	area("开发区", "Development Zone", "玉山", "开发区", [120.99, 31.37], 5000, 0),
	area("巴城", "Bacheng", "巴城", "巴城", [120.87, 31.45], 2600, 400),
	area("周市", "Zhoushi", "周市", "周市", [120.97, 31.46], 3000, 360),
	area("陆家", "Lujia", "陆家", "陆家", [121.05, 31.31], 2700, 380),
	area("花桥", "Huaqiao", "花桥", "花桥经开区", [121.1, 31.3], 3000, 300),
	area("淀山湖", "Dianshanhu", "淀山湖", "旅游度假区", [121.03, 31.17], 2100, 340),
	area("张浦", "Zhangpu", "张浦", "张浦", [120.94, 31.27], 2700, 400),
	area("周庄", "Zhouzhuang", "周庄", "旅游度假区", [120.85, 31.12], 1300, 480),
	area("千灯", "Qiandeng", "千灯", "千灯", [121.0, 31.26], 2600, 450),
	area("锦溪", "Jinxi", "锦溪", "旅游度假区", [120.9, 31.17], 1600, 440),
];

function area(
	name: string,
	nameEn: string,
	town: string,
	unit: string,
	centre: Position,
	urbanRadiusM: number,
	coreRadiusM: number,
): BuiltUpArea {
	return { name, nameEn, town, unit, centre, urbanRadiusM, coreRadiusM };
}

/**
 * Published numbers of residents, used unchanged although the years differ. 花桥 2016, 千灯 2017 ("about"), 巴城
 * ("about"), 周庄 2017; 淀山湖 and 锦溪 share the resort's 275 000 of 2021 minus 周庄. Local yearbooks. The other
 * towns share the rest of the census.
 */
export const TOWN_PEOPLE: readonly { readonly towns: readonly string[]; readonly people: number }[] = [
	{ towns: ["花桥"], people: 122_311 },
	{ towns: ["千灯"], people: 200_000 },
	{ towns: ["巴城"], people: 120_000 },
	{ towns: ["周庄"], people: 31_730 },
	{ towns: ["淀山湖", "锦溪"], people: 275_000 - 31_730 },
];

/** 7th census, 2020-11-01. */
export const CENSUS_PEOPLE = 2_092_496;
export const CENSUS_0_TO_14_SHARE = 0.153;
export const CENSUS_60_PLUS_SHARE = 0.123;
/** 7th census: 79 % live in towns. */
export const CENSUS_RURAL_SHARE = 0.21;
/** City yearbook. */
export const CITY_WATER_SHARE = 0.231;
