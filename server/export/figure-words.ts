import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import type { Rule } from "../../geodata/cost/profile.ts";

type Provenance = CoverageResponse["provenance"];

/** A rule in words: "1000 m along the streets", "900 s (15 min) at 1.25 m/s". */
export function ruleWords({ rule, speedMps }: Pick<Provenance, "rule" | "speedMps">): string {
	if (rule.type === "distance") return `${rule.cutoffM} m along the streets`;
	const minutes = Number((rule.cutoffSec / 60).toFixed(1));
	return `${rule.cutoffSec} s (${minutes} min) on foot at ${speedMps} m/s`;
}

export function impedanceUnit(rule: Rule): "m" | "s" {
	return rule.type === "distance" ? "m" : "s";
}

/** The provenance of a figure, one line per item; printed on every output. */
export function provenanceLines(
	provenance: Provenance,
	cityName: string,
	source: string,
): [string, string][] {
	const { ruleId, clause, ruleSource, verified, targetGroup } = provenance;
	const standard =
		ruleId === null ? "none / 无对应标准" : [ruleId, clause, ruleSource].filter(Boolean).join(" · ");
	return [
		["城市 City", `${cityName} (${provenance.cityId})`],
		["服务 Service", provenance.service],
		["标准 Rule", ruleWords(provenance)],
		["依据 Standard", verified ? standard : `${standard}（待核 not verified）`],
		["人群 Profile", `${provenance.profile}, ${provenance.speedMps} m/s`],
		["口径 Denominator", targetGroup === "all" ? "人口 people" : `人口 people, ${targetGroup}`],
		[
			"数据版本 Data version",
			`${provenance.dataVersion}${provenance.sample ? "（示例数据 sample data）" : ""}`,
		],
		["来源 Source", source],
	];
}
