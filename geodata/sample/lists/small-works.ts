import type { Random } from "../plane/random.ts";
import type { FacilityPlacer } from "./facility-placer.ts";

const WORKS: readonly (readonly [work: string, costYuan: number])[] = [
	["共享晾衣架", 6_000],
	["非机动车充电棚", 48_000],
	["便民休憩椅", 4_000],
	["楼道扶手", 9_000],
	["健身角", 60_000],
	["共享菜园", 22_000],
	["儿童沙坑", 26_000],
	["无障碍坡道", 18_000],
];

/** 提出, 立项, 实施, 完成. */
export const WORK_STATUSES = ["suggested", "approved", "building", "done"] as const;

/** Small works (微实事) of every community, from suggestion to completion; only completed ones are open. */
export function placeSmallWorks(placer: FacilityPlacer): void {
	const { random } = placer;
	for (const c of placer.ground.communities) {
		const count = random.int(1, c.isVillage ? 3 : 5);
		for (let i = 0; i < count; i++) {
			const [work, costYuan] = random.pick(WORKS);
			placer.put("small-works", `${c.name}${work}`, c, random.int(0, 14), {
				work,
				costYuan: Math.round((costYuan * random.range(0.7, 1.6)) / 100) * 100,
				...courseOf(random),
			});
		}
	}
}

/** Months of the stages reached; `opened` is the year of completion. */
function courseOf(random: Random): Readonly<Record<string, unknown>> {
	const reached = random.pick([3, 3, 3, 3, 3, 3, 3, 2, 2, 1, 0]);
	// 2026-10 is the last complete month at the time the sample was made.
	const last = 2026 * 12 + 9;
	const since = reached === 3 ? random.int(0, 66) : random.int(0, 3);
	const steps = [random.int(1, 3), random.int(1, 4), random.int(1, 5)].slice(0, reached);
	let month = last - since - steps.reduce((sum, m) => sum + m, 0);
	const course: Record<string, unknown> = {
		status: WORK_STATUSES[reached],
		suggestedOn: monthText(month),
	};
	steps.forEach((months, i) => {
		month += months;
		course[["approvedOn", "startedOn", "doneOn"][i]!] = monthText(month);
	});
	return reached === 3 ? { ...course, opened: Math.floor(month / 12) } : { ...course, open: false };
}

/** YYYY-MM from months since year 0. */
function monthText(month: number): string {
	return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}
