import type { Rule } from "../../geodata/cost/profile.ts";
import type { Language } from "./language.ts";

/** U+2009 between groups of three digits, as in printed tables; never a comma, which could be a decimal mark. */
const THIN_SPACE = "\u2009";
const SEC_PER_MIN = 60;

/** "2 092 496" with thin spaces; whole, half away from zero. */
export function formatCount(value: number): string {
	return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** A share 0–1 as "78.6%"; one digit; 100.0% only if nobody is left out and 0.0% only if nobody is in. */
export function formatShare(share: number | null): string {
	if (share === null) return "–";
	if (share <= 0) return "0%";
	if (share >= 1) return "100%";
	return `${(Math.min(999, Math.max(1, Math.round(share * 1000))) / 10).toFixed(1)}%`;
}

/** A score 0–100 to one digit: "86.4". */
export const formatScore = (score: number): string => score.toFixed(1);

/** A difference of shares as "+3.2" or "−0.4" percentage points; "0" if unchanged, "–" if unknown. */
export function formatPoints(difference: number | null): string {
	if (difference === null) return "–";
	const points = Math.abs(difference * 100).toFixed(1);
	if (points === "0.0") return "0";
	return `${difference > 0 ? "+" : "\u2212"}${points}`;
}

/** Whole minutes, rounded up: a walk of 10 min 5 s is not "10 minutes" under a 10-minute rule. */
export function formatMinutes(sec: number, lang: Language): string {
	const minutes = Math.max(1, Math.ceil(sec / SEC_PER_MIN));
	return lang === "zh" ? `${minutes} 分钟` : `${minutes} min`;
}

/** "350 m" rounded to ten metres, "1.7 km" from a kilometre and a half. */
export function formatMetres(metres: number): string {
	if (metres >= 1500) return `${(metres / 1000).toFixed(1)} km`;
	return `${metres < 10 ? Math.round(metres) : Math.round(metres / 10) * 10} m`;
}

/** "1 860 m²", "3.2 ha" from a hectare, "12.4 km²" from a square kilometre. */
export function formatArea(m2: number): string {
	if (m2 >= 1e6) return `${(m2 / 1e6).toFixed(1)} km²`;
	if (m2 >= 1e4) return `${(m2 / 1e4).toFixed(1)} ha`;
	return `${formatCount(m2)} m²`;
}

/** The exact cutoff of a rule: "1000 m", "15 分钟", "12 min 30 s". */
export function formatCutoff(rule: Rule, lang: Language): string {
	if (rule.type === "distance") return `${rule.cutoffM} m`;
	const minutes = Math.floor(rule.cutoffSec / SEC_PER_MIN);
	const sec = rule.cutoffSec % SEC_PER_MIN;
	if (lang === "zh") return sec === 0 ? `${minutes} 分钟` : `${minutes} 分 ${sec} 秒`;
	return sec === 0 ? `${minutes} min` : `${minutes} min ${sec} s`;
}

/** A walk in the unit of the rule, seconds or metres. */
export function formatWalk(walk: number, type: Rule["type"], lang: Language): string {
	return type === "time" ? formatMinutes(walk, lang) : formatMetres(walk);
}

/** "8.4 MB" of a download. */
export function formatBytes(bytes: number): string {
	return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e3)} kB`;
}
