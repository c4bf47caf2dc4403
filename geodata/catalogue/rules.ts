import type { Profile } from "../cost/profile.ts";
import type { StandardRule } from "./types.ts";
import { DEFAULT_PROFILE_ID } from "./vocabulary.ts";

const WALKING_SOURCE = "编辑值（行人步速经验值） / editable working value";

/** Default speeds and penalties. None is a norm, so none is verified. */
export const PROFILES: readonly Profile[] = [
	profile(DEFAULT_PROFILE_ID, "成人", "Adult", 1.25, true),
	profile("child", "儿童", "Child", 0.95, true),
	profile("elderly", "老年人", "Older person", 0.85, true),
	profile("pram", "推婴儿车", "With a pram", 1.0, true),
	profile("wheelchair", "轮椅", "Wheelchair", 0.8, false),
];

function profile(
	profileId: string,
	nameZh: string,
	nameEn: string,
	speedMps: number,
	stepsAllowed: boolean,
): Profile {
	return {
		profileId,
		nameZh,
		nameEn,
		speedMps,
		stepsAllowed,
		signalPenaltySec: 30,
		overpassPenaltySec: 120,
		source: WALKING_SOURCE,
		verified: false,
	};
}

const GB50180 = "GB 50180-2018 城市居住区规划设计标准";
const TDT1062 = "TD/T 1062-2021 社区生活圈规划技术指南";
const GARDEN_2021 = "城市体检指标 2021";
const GARDEN_2022 = "国家园林城市评选标准 2022";
const PARTY_SOURCE = "无国家半径；参照 GB 50180 与苏州“1510”服务圈推定 / derived, no national radius exists";

interface RuleHead {
	readonly ruleId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	readonly profileId?: string;
	readonly clause: string;
	readonly source: string;
	readonly verified?: boolean;
	readonly derived?: boolean;
}

/** A rule has metres or seconds; a row with neither or both does not compile. */
type RuleRow = RuleHead &
	(
		| { readonly cutoffM: number; readonly cutoffSec?: never }
		| { readonly cutoffM?: never; readonly cutoffSec: number }
	);

function rule(row: RuleRow): StandardRule {
	return {
		ruleId: row.ruleId,
		nameZh: row.nameZh,
		nameEn: row.nameEn,
		type: row.cutoffM === undefined ? "time" : "distance",
		cutoff: row.cutoffM === undefined ? row.cutoffSec : row.cutoffM,
		profileId: row.profileId ?? DEFAULT_PROFILE_ID,
		denominator: "people",
		clause: row.clause,
		source: row.source,
		verified: row.verified ?? false,
		derived: row.derived ?? false,
	};
}

/**
 * The standards that coverage is computed by. A rule not checked against its source is unverified and prints 待核.
 */
export const RULES: readonly StandardRule[] = [
	rule({
		ruleId: "gb50180-15",
		nameZh: "15 分钟生活圈 · 1000 m",
		nameEn: "15-minute circle · 1000 m",
		cutoffM: 1000,
		clause: "表 2.0.4 / 附录 B",
		source: GB50180,
	}),
	rule({
		ruleId: "gb50180-10",
		nameZh: "10 分钟生活圈 · 500 m",
		nameEn: "10-minute circle · 500 m",
		cutoffM: 500,
		clause: "附录 B",
		source: GB50180,
		verified: true,
	}),
	rule({
		ruleId: "gb50180-5",
		nameZh: "5 分钟生活圈 · 300 m",
		nameEn: "5-minute circle · 300 m",
		cutoffM: 300,
		clause: "附录 C",
		source: GB50180,
	}),
	rule({
		ruleId: "tdt1062-15",
		nameZh: "15 分钟社区生活圈 · 约 1 km",
		nameEn: "15-minute community circle · about 1 km",
		cutoffM: 1000,
		clause: "15 分钟层级",
		source: TDT1062,
		verified: true,
	}),
	rule({
		ruleId: "party-15-distance",
		nameZh: "15 分钟党建服务圈 · 1000 m",
		nameEn: "15-minute party-service circle · 1000 m",
		cutoffM: 1000,
		clause: "“1510” 之 15",
		source: PARTY_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "party-15-time",
		nameZh: "15 分钟党建服务圈 · 步行 15 分钟",
		nameEn: "15-minute party-service circle · 15 min on foot",
		cutoffSec: 900,
		clause: "“1510” 之 15",
		source: PARTY_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "party-10-distance",
		nameZh: "10 分钟党建服务圈 · 500 m",
		nameEn: "10-minute party-service circle · 500 m",
		cutoffM: 500,
		clause: "“1510” 之 10",
		source: PARTY_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "party-10-time",
		nameZh: "10 分钟党建服务圈 · 步行 10 分钟",
		nameEn: "10-minute party-service circle · 10 min on foot",
		cutoffSec: 600,
		clause: "“1510” 之 10",
		source: PARTY_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "park-500",
		nameZh: "公园服务半径 500 m（≥ 5000 m²）",
		nameEn: "Park, 500 m (≥ 5000 m²)",
		cutoffM: 500,
		clause: "公园绿化活动场地服务半径覆盖率",
		source: GARDEN_2021,
		verified: true,
	}),
	rule({
		ruleId: "park-300",
		nameZh: "口袋公园服务半径 300 m（≥ 400 m²）",
		nameEn: "Pocket park, 300 m (≥ 400 m²)",
		cutoffM: 300,
		clause: "公园绿化活动场地服务半径覆盖率",
		source: GARDEN_2022,
	}),
	rule({
		ruleId: "walk-10-time",
		nameZh: "步行 10 分钟",
		nameEn: "10 minutes on foot",
		cutoffSec: 600,
		clause: "编辑值",
		source: WALKING_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "walk-15-time",
		nameZh: "步行 15 分钟",
		nameEn: "15 minutes on foot",
		cutoffSec: 900,
		clause: "编辑值",
		source: WALKING_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "elderly-10-time",
		nameZh: "老年人步行 10 分钟",
		nameEn: "10 minutes at an older person's pace",
		cutoffSec: 600,
		profileId: "elderly",
		clause: "编辑值",
		source: WALKING_SOURCE,
		derived: true,
	}),
	rule({
		ruleId: "elderly-5-time",
		nameZh: "老年人步行 5 分钟",
		nameEn: "5 minutes at an older person's pace",
		cutoffSec: 300,
		profileId: "elderly",
		clause: "编辑值",
		source: WALKING_SOURCE,
		derived: true,
	}),
];
