import type { CatalogueResponse } from "../../../geodata/contract/city.ts";
import type { QueryRunner, Row } from "../store/store.ts";

type ServiceRow = CatalogueResponse["services"][number];
type KindRow = CatalogueResponse["kinds"][number];
type RuleRow = CatalogueResponse["rules"][number];
type ProfileRow = CatalogueResponse["profiles"][number];

/**
 * The catalogue of one city: all shipped rows, and imported ones only if they have facilities here. Includes staff
 * rows; the caller removes them for the public.
 */
export async function getCatalogue(db: QueryRunner, cityId: string): Promise<CatalogueResponse> {
	const kinds = await db.query<KindRow & Row>(
		`with counted as (select kind_id, count(*)::int as n from facility where city_id = $1 group by kind_id)
		select k.kind_id as "kindId", k.name_zh as "nameZh", k.name_en as "nameEn", k.symbol_path as "symbolPath",
			k.colour, k.audience, coalesce(c.n, 0) as "facilityCount"
		from facility_kind k left join counted c using (kind_id)
		where k.shipped or c.n > 0
		order by k.position, k.kind_id`,
		[cityId],
	);
	const services = await db.query<ServiceRow & Row>(
		`select s.service_id as "serviceId", s.name_zh as "nameZh", s.name_en as "nameEn",
			array(select k.kind_id from service_kind k where k.service_id = s.service_id order by k.position) as kinds,
			array(select r.rule_id from service_rule r where r.service_id = s.service_id order by r.position) as "ruleIds",
			s.target_group as "targetGroup", s.audience, s.goal_share as "goalShare", s.system
		from service s
		where s.shipped or exists (
			select from service_kind sk join facility f on f.kind_id = sk.kind_id and f.city_id = $1
			where sk.service_id = s.service_id)
		order by s.position, s.service_id`,
		[cityId],
	);
	const rules = await db.query<RuleRow & Row>(
		`select rule_id as "ruleId", name_zh as "nameZh", name_en as "nameEn", type, cutoff, profile_id as "profileId",
			denominator, clause, source, verified, derived
		from standard_rule order by position, rule_id`,
	);
	const profiles = await db.query<ProfileRow & Row>(
		`select profile_id as "profileId", name_zh as "nameZh", name_en as "nameEn", speed_mps as "speedMps",
			steps_allowed as "stepsAllowed", signal_penalty_sec as "signalPenaltySec",
			overpass_penalty_sec as "overpassPenaltySec", source, verified
		from walk_profile order by position, profile_id`,
	);
	return { services, kinds, rules, profiles };
}
