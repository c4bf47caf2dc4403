import { firmsSchema } from "../../geodata/contract/feature.ts";
import { pageQuerySchema } from "../../geodata/contract/query.ts";
import { collection } from "./collection.ts";

/** With grades, oldest first, their compounds and the people living there. */
export const FIRMS = collection({
	id: "firms",
	name: "Firms",
	summary: "Property-management firms and their grades",
	audience: "public",
	schema: firmsSchema,
	query: pageQuerySchema,
	from: "firm f",
	cityId: "f.city_id",
	key: "f.firm_id",
	columns: {
		firmId: { sql: "f.firm_id" },
		name: { sql: "f.name" },
		grades: {
			sql: `coalesce((
				select jsonb_agg(
					jsonb_build_object('year', g.year, 'quarter', g.quarter, 'grade', g.grade, 'score', g.score)
					order by g.year, g.quarter)
				from firm_grade g where g.city_id = f.city_id and g.firm_id = f.firm_id), '[]')`,
		},
		compoundIds: {
			sql: `array(select c.compound_id from compound c
				where c.city_id = f.city_id and c.firm_id = f.firm_id order by c.compound_id)`,
		},
		people: {
			sql: `(select sum(c.people) from compound c
				where c.city_id = f.city_id and c.firm_id = f.firm_id)`,
			mask: "smallCell",
		},
		sample: { sql: "f.sample" },
		version: { sql: "f.version" },
	},
	geometry: null,
	filters: {},
});
