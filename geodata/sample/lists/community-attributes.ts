import type { SettledCommunity } from "../people/ground.ts";
import { wholeShares } from "../people/people.ts";
import { type Random, randomStream } from "../plane/random.ts";

/** The article: 191 volunteer teams in the city. */
export const VOLUNTEER_TEAMS = 191;

const NEEDS = [
	"增设非机动车充电桩",
	"老年助餐点延长供餐",
	"暑期托管班",
	"楼道照明修缮",
	"河岸护栏加固",
	"晾晒空间不足",
	"停车位紧张",
	"公交末班车延后",
	"独居老人定期探访",
	"雨天积水点整治",
	"儿童活动场地",
	"上门理发服务",
] as const;
const SERVICES = [
	"周三义诊",
	"法律咨询日",
	"四点半课堂",
	"便民维修",
	"昆曲兴趣班",
	"旧物交换角",
	"心理疏导",
	"助浴预约",
	"反诈宣讲",
	"共享书房",
	"就业推荐",
	"代办社保",
] as const;
const RESOURCES = [
	"会议室一间",
	"活动广场",
	"党员志愿者",
	"共建企业",
	"社区医生",
	"退休教师",
	"闲置厂房",
	"乡贤理事会",
	"快递驿站",
	"农贸市场",
	"文体队伍",
	"物业服务中心",
] as const;

/** The lists of a community's page: fund, teams, and the three lists. All fictional. */
export function communityAttributes(
	communities: readonly SettledCommunity[],
	seed: number,
): Readonly<Record<string, unknown>>[] {
	const random = randomStream(seed, "attributes");
	// Teams cluster: some communities have several, many none.
	const teams = wholeShares(
		communities.map((c) => (Math.sqrt(c.people) * random.range(0.2, 1.6)) ** 3),
		VOLUNTEER_TEAMS,
	);
	return communities.map((c, i) => ({
		sample: true,
		communityFund: random.chance(c.type === "resettlement" ? 0.45 : 0.7),
		volunteerTeams: teams[i]!,
		needs: some(NEEDS, random),
		services: some(SERVICES, random),
		resources: some(RESOURCES, random),
	}));
}

function some(items: readonly string[], random: Random): string[] {
	return random.shuffled(items).slice(0, random.int(2, 4));
}
