import type { Snapshots } from "../../../geodata/contract/snapshot.ts";
import type { QueryRunner } from "../store/store.ts";

export interface SnapshotFilter {
	readonly cityId: string;
	/** Services to include; the caller decides which are visible. */
	readonly services: readonly string[];
	readonly ruleId?: string | undefined;
}

/** Stored coverages of earlier days: by service, then rule, oldest first. */
export async function listSnapshots(
	db: QueryRunner,
	{ cityId, services, ruleId }: SnapshotFilter,
): Promise<Snapshots> {
	const snapshots = await db.query<Snapshots["snapshots"][number] & Record<string, unknown>>(
		`select to_char(s.taken_on, 'YYYY-MM-DD') as date, s.service_id as "serviceId", s.rule_id as "ruleId",
			s.profile_id as "profileId", s.facilities, s.people, s.covered_people as "coveredPeople",
			s.by_community as "byCommunity", s.sample
		from coverage_snapshot s
		where s.city_id = $1 and s.service_id = any($2) and ($3::text is null or s.rule_id = $3)
		order by s.service_id, s.rule_id, s.taken_on`,
		[cityId, services, ruleId ?? null],
	);
	return { snapshots };
}
