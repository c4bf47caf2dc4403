import { KINDS, plainKind } from "./kinds.ts";
import { PROFILES, RULES } from "./rules.ts";
import type { Catalogue, FacilityKind, Service } from "./types.ts";
import type { Audience, TargetGroup } from "./vocabulary.ts";

interface ServiceRow {
	readonly serviceId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	readonly kinds: readonly string[];
	readonly ruleIds: readonly string[];
	readonly system: number | null;
	readonly targetGroup?: TargetGroup;
	readonly audience?: Audience;
	readonly goalShare?: number;
}

const service = (row: ServiceRow): Service => ({
	targetGroup: "all",
	audience: "public",
	goalShare: null,
	...row,
});

/**
 * The systems of the city's article, one row each. A system that is a list of records and not a set of places has no
 * kinds and no rules. To add a service, add a row here and, if its places are of a new kind, a row in `kinds.ts`.
 */
const SERVICES: readonly Service[] = [
	service({
		serviceId: "party-service",
		nameZh: "党群服务",
		nameEn: "Party service",
		kinds: ["party-centre", "party-station"],
		ruleIds: ["party-15-distance", "party-15-time", "party-10-distance", "party-10-time", "tdt1062-15"],
		system: 1,
	}),
	service({
		serviceId: "pocket-park",
		nameZh: "昆小薇口袋公园",
		nameEn: "Pocket parks",
		kinds: ["pocket-park"],
		ruleIds: ["park-300", "park-500", "gb50180-5", "gb50180-15", "walk-10-time"],
		system: 3,
	}),
	service({
		serviceId: "courtyard",
		nameZh: "美丽庭院",
		nameEn: "Star courtyards",
		kinds: [],
		ruleIds: [],
		system: 4,
	}),
	service({
		serviceId: "property-firm",
		nameZh: "物业红黑榜",
		nameEn: "Property firms",
		kinds: [],
		ruleIds: [],
		system: 5,
	}),
	service({
		serviceId: "elderly-care",
		nameZh: "养老服务",
		nameEn: "Elderly care",
		kinds: ["elderly-day-care", "elderly-college", "elderly-home"],
		ruleIds: ["elderly-10-time", "elderly-5-time", "gb50180-5"],
		targetGroup: "age-60-plus",
		system: 6,
	}),
	service({
		serviceId: "mental-rehab",
		nameZh: "精神障碍社区康复",
		nameEn: "Mental-health rehabilitation",
		kinds: ["mental-rehab-centre", "mental-rehab-point"],
		ruleIds: ["walk-15-time", "gb50180-15"],
		audience: "staff",
		goalShare: 1,
		system: 7,
	}),
	service({
		serviceId: "community",
		nameZh: "社区分类治理",
		nameEn: "Community types",
		kinds: [],
		ruleIds: [],
		system: 8,
	}),
	service({
		serviceId: "social-work",
		nameZh: "社会工作",
		nameEn: "Social work",
		kinds: ["social-work-station"],
		ruleIds: ["walk-15-time", "gb50180-15", "gb50180-5"],
		goalShare: 1,
		system: 9,
	}),
	service({
		serviceId: "community-fund",
		nameZh: "社区发展基金",
		nameEn: "Community funds",
		kinds: [],
		ruleIds: [],
		goalShare: 1,
		system: 10,
	}),
	service({
		serviceId: "volunteer-team",
		nameZh: "志愿服务队",
		nameEn: "Volunteer teams",
		kinds: [],
		ruleIds: [],
		system: 11,
	}),
	service({
		serviceId: "tea-council",
		nameZh: "吃讲茶",
		nameEn: "Tea councils",
		kinds: ["tea-council-venue"],
		ruleIds: ["walk-15-time", "gb50180-15", "gb50180-10"],
		system: 12,
	}),
	service({
		serviceId: "neighbour-watch",
		nameZh: "邻里守望",
		nameEn: "Neighbour watch",
		kinds: ["neighbour-watch-station"],
		ruleIds: ["walk-10-time", "gb50180-10", "gb50180-5"],
		system: 13,
	}),
	service({
		serviceId: "small-works",
		nameZh: "微实事",
		nameEn: "Small works",
		kinds: ["small-works"],
		ruleIds: ["gb50180-5", "walk-10-time"],
		system: 14,
	}),
	service({
		serviceId: "health",
		nameZh: "医疗卫生",
		nameEn: "Health",
		kinds: ["health"],
		ruleIds: ["gb50180-15", "walk-15-time", "gb50180-5"],
		system: null,
	}),
	service({
		serviceId: "school",
		nameZh: "学校",
		nameEn: "Schools",
		kinds: ["school"],
		ruleIds: ["gb50180-15", "gb50180-10", "walk-15-time"],
		targetGroup: "age-0-14",
		system: null,
	}),
];

export const CATALOGUE: Catalogue = { services: SERVICES, kinds: KINDS, rules: RULES, profiles: PROFILES };

/** The service and kind for a name that a city imports and the catalogue does not know. Both carry that name. */
export function ownService(kindId: string, name: string): { service: Service; kind: FacilityKind } {
	return {
		kind: plainKind(kindId, name),
		service: service({
			serviceId: kindId,
			nameZh: name,
			nameEn: name,
			kinds: [kindId],
			ruleIds: ["gb50180-15", "gb50180-10", "walk-15-time"],
			system: null,
		}),
	};
}
