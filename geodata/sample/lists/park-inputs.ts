import { AMENITIES } from "../../catalogue/vocabulary.ts";
import type { ParkInput } from "../../city/city-input.ts";
import type { SettledCommunity } from "../people/ground.ts";
import { townIdOf } from "../people/ground.ts";
import { toDegrees, toPolygon } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";
import type { ParkGround } from "../town/parks.ts";

/** Names of 昆小薇 parks that won city park awards; their places here are fictional. */
export const NAMED_POCKET_PARKS = [
	"昆韵致塘",
	"童梦乐园",
	"泡泡星球童趣",
	"亩中庭",
	"绿动公园",
	"振华淘气街角",
	"耘圃",
	"稚趣街角",
	"花意街巷",
	"Q+同心花园",
	"富春苑",
	"拾光里公园",
] as const;

const STEMS = [
	"荷香",
	"竹影",
	"听雨",
	"拾翠",
	"望月",
	"半亩",
	"枕河",
	"花间",
	"梧桐",
	"银杏",
	"晨光",
	"暖阳",
	"邻里",
	"巷口",
	"桥畔",
	"水岸",
	"书香",
	"童趣",
	"樱花",
	"桂语",
	"青禾",
	"云朵",
	"四季",
	"鹿鸣",
	"琼花",
	"并蒂",
	"昆曲",
	"玉兰",
	"石榴",
	"柿子",
];
const ENDS = ["小园", "口袋公园", "街角", "花园", "游园", "庭院", "角", "绿地"];
const PARK_ENDS = ["公园", "生态园", "湿地公园", "体育公园", "滨河公园", "中心绿地"];
const BEFORE = [
	"拆违腾出的三角地",
	"桥下闲置地",
	"围墙与楼房之间的窄条",
	"街角硬质铺装",
	"老粮仓边的空地",
	"封闭的路侧绿带",
];
const AFTER = [
	"种了本地乔木，装了长椅",
	"留出一条无障碍小径",
	"铺了沙坑，孩子放学就来",
	"搭了廊架，老人下棋不晒太阳",
	"把围墙换成矮篱，两边都能走进来",
	"引来雨水做了一方浅池",
];

/** The 50 of 2023 (city report). */
export const POCKET_PARKS_OF_2023 = 50;

/** Names, years, amenities and stories of the parks. */
export function parkInputs(
	grounds: readonly ParkGround[],
	communityAt: (ground: ParkGround) => SettledCommunity,
	seed: number,
): ParkInput[] {
	const random = randomStream(seed, "parks");
	const taken = new Set<string>();
	let pocket = 0;
	let large = 0;
	return grounds.map((ground) => {
		const c = communityAt(ground);
		const isPocket = ground.kind === "pocket-park";
		const serial = isPocket ? pocket++ : large++;
		const name = (isPocket && NAMED_POCKET_PARKS[serial]) || freshName(isPocket, c, taken, random);
		return {
			parkId: `${ground.kind}-${String(serial + 1).padStart(3, "0")}`,
			kind: ground.kind,
			name,
			polygon: toPolygon(ground.ring),
			areaM2: Math.round(ground.areaM2),
			builtYear: builtYear(isPocket, serial, random),
			amenities: amenitiesOf(ground.areaM2, random),
			story: isPocket ? `（示例）原是${random.pick(BEFORE)}，${random.pick(AFTER)}。` : "",
			entrances: ground.entrances.map((p) => toDegrees(...p)),
			communityCode: c.code,
			townId: townIdOf(c.area),
		};
	});
}

function builtYear(isPocket: boolean, serial: number, random: Random): number {
	if (!isPocket) return random.int(1998, 2021);
	return serial >= 12 && serial < 12 + POCKET_PARKS_OF_2023
		? 2023
		: random.pick([2019, 2020, 2021, 2022, 2024, 2025, 2026]);
}

function amenitiesOf(areaM2: number, random: Random): string[] {
	const likely = { seats: 0.95, shade: 0.7, toilet: 0.12, children: 0.45, sport: 0.35, "barrier-free": 0.6 };
	return AMENITIES.filter((a) => random.chance(areaM2 > 5000 ? Math.min(1, likely[a] * 1.6) : likely[a]));
}

function freshName(isPocket: boolean, c: SettledCommunity, taken: Set<string>, random: Random): string {
	const short = c.name.replace(/(社区|村)$/, "");
	for (let attempt = 0; ; attempt++) {
		const stem = isPocket && random.chance(0.6) ? random.pick(STEMS) : short;
		const prefix = attempt > 3 ? short : "";
		const name =
			prefix + stem + random.pick(isPocket ? ENDS : PARK_ENDS) + (attempt > 12 ? `${attempt}` : "");
		if (taken.has(name)) continue;
		taken.add(name);
		return name;
	}
}
