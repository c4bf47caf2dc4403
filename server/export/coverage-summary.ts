import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import type { Analysis } from "./analyze-city.ts";
import { impedanceUnit, ruleWords } from "./figure-words.ts";

/** Number of largest gaps in the summary; the file has all. */
const GAPS_SHOWN = 5;

/** A coverage in a dozen lines of text: the circle's figure beside the network's, and the largest gaps. */
export function coverageSummary({ response, city, agesMissing, coarseCellM }: Analysis): string[] {
	const { provenance, totals, gaps } = response;
	const { verified, ruleId, ruleSource, targetGroup, sample, service, profile } = provenance;
	const standard = ruleId === null ? "no standard" : `${ruleId}, ${ruleSource}`;
	const lines = [
		`${city.name} · ${service}${sample ? " · 示例数据 sample data" : ""}`,
		`  rule        ${ruleWords(provenance)}, ${profile}; ${standard}${verified ? "" : " 待核 (not verified)"}`,
		`  facilities  ${count(totals.facilities)}${totals.unsnappedFacilities > 0 ? `, ${count(totals.unsnappedFacilities)} of them meet no street and serve nobody` : ""}`,
		`  circle      ${people(totals.circlePeople)} = ${percent(totals.circleShare)} within ${count(totals.circleRadiusM)} m in a straight line`,
		`  streets     ${people(totals.coveredPeople)} = ${percent(totals.coverageShare)} on foot`,
		`  denied      ${people(totals.deniedPeople)} promised by the circle, denied by the streets`,
		`  of          ${people(totals.people)}${targetGroup === "all" ? "" : ` (${targetGroup})`} in ${count(totals.demandPoints)} places`,
	];
	if (totals.unsnappedPoints > 0) {
		lines.push(
			`  no street   ${people(totals.unsnappedPeople)} in ${count(totals.unsnappedPoints)} places, counted as uncovered`,
		);
	}
	if (coarseCellM !== null) {
		lines.push(
			`  cells       people are given by cells ${count(coarseCellM)} m across, more than half of what the rule lets one walk: who lives at a cell's edge is counted at its middle`,
		);
	}
	if (agesMissing)
		lines.push("  ages        not known here: everyone counts, not the age group the service is for");
	lines.push(`  gaps        ${count(gaps.length)}`);
	for (const gap of gaps.slice(0, GAPS_SHOWN))
		lines.push(`    ${gapWords(gap, impedanceUnit(provenance.rule))}`);
	if (gaps.length > GAPS_SHOWN) lines.push(`    and ${gaps.length - GAPS_SHOWN} more`);
	lines.push(`  data        ${city.source}; version ${provenance.dataVersion}`);
	return lines;
}

function gapWords(gap: CoverageResponse["gaps"][number], unit: string): string {
	const barred = gap.barrierName ? `${gap.barrier} ${gap.barrierName}` : gap.barrier;
	const cause = gap.cause === "far" ? "far" : `barred by ${barred}`;
	const walk =
		gap.farthest === null ? "some cannot walk there" : `farthest walk ${count(gap.farthest)} ${unit}`;
	return `${people(gap.people)} at ${gap.name || gap.centre.map((deg) => deg.toFixed(4)).join(", ")}: ${cause}; ${walk}`;
}

function count(value: number): string {
	return Math.round(value).toLocaleString("en-US");
}

function people(value: number): string {
	return `${count(value)} people`;
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)} %`;
}
