import type { FirmGrade } from "../../catalogue/vocabulary.ts";
import type { FirmInput, FirmQuarter } from "../../city/city-input.ts";
import { lengthBetween, type Point } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";

/** The article: 396 property firms. */
export const PROPERTY_FIRMS = 396;
/** Fictional: how many of them a quarter's 红榜 and 黑榜 list, about a tenth and a twentieth. */
const RED_FIRMS = 40;
const BLACK_FIRMS = 20;

/** The last complete quarter at the time the sample was made; seven earlier ones precede it. */
const LAST_QUARTER = { year: 2026, quarter: 3 };
const QUARTERS = 8;

/** Characters rare in names of firms, so that no real firm is hit by chance. */
const FIRST = [..."棠苇芦穗梓岚砚筠澜汀栖琢霁蘅芷菱蓼橹堰畹榆槿沁笠葭"];
const SECOND = [..."安里宜邻檐舟序田陌溪淳勤暖谊朴澄圃屿桐禾"];
const ENDS = ["物业服务有限公司", "物业管理有限公司", "物业有限公司", "社区服务有限公司"];

/**
 * A property firm for every walled compound: a few large firms with several offices and many small ones, each near
 * its offices; and their grades, which follow a firm's quality from quarter to quarter.
 *
 * @param idOf Compound of a home, by the home's index.
 */
export function placeFirms(
	homes: readonly Home[],
	idOf: (home: number) => string,
	seed: number,
): FirmInput[] {
	const random = randomStream(seed, "firms");
	const served = homes.flatMap((home, i) => (home.walls.length > 0 ? [i] : []));
	const count = Math.min(PROPERTY_FIRMS, served.length);
	const members = shareOut(homes, served, count, random);
	const names = namesOf(count, random);
	const grades = gradesOf(count, random);
	return members.map((own, i) => ({
		firmId: `firm-${String(i + 1).padStart(3, "0")}`,
		name: names[i]!,
		compoundIds: own.map(idOf),
		grades: grades[i]!,
	}));
}

interface Office {
	readonly firm: number;
	readonly at: Point;
	readonly pull: number;
}

/** Assigns each compound to the office with the strongest pull for its distance, with noise; every firm gets one. */
function shareOut(
	homes: readonly Home[],
	served: readonly number[],
	count: number,
	random: Random,
): number[][] {
	const members: number[][] = Array.from({ length: count }, () => []);
	const seats = random.shuffled(served).slice(0, count);
	const offices: Office[] = [];
	seats.forEach((home, firm) => {
		members[firm]!.push(home);
		const size = 1 / Math.sqrt(firm + 12);
		const branches = firm < 12 ? 3 : firm < 50 ? 2 : 1;
		for (let k = 0; k < branches; k++) {
			const at = homes[k === 0 ? home : random.pick(served)]!.centre;
			offices.push({ firm, at, pull: size * random.range(0.6, 1.5) });
		}
	});
	const held = new Set(seats);
	for (const home of served) {
		if (held.has(home)) continue;
		const { centre } = homes[home]!;
		let best = 0;
		let least = Number.POSITIVE_INFINITY;
		for (const { firm, at, pull } of offices) {
			const distance = (lengthBetween(at, centre) / pull) * random.range(0.55, 1.6);
			if (distance >= least) continue;
			least = distance;
			best = firm;
		}
		members[best]!.push(home);
	}
	for (const own of members) own.sort((a, b) => a - b);
	return members;
}

function namesOf(count: number, random: Random): string[] {
	const stems = FIRST.flatMap((a) => SECOND.map((b) => a + b));
	return random
		.shuffled(stems)
		.slice(0, count)
		.map((stem) => stem + random.pick(ENDS));
}

/** Shape [count][quarters]. A firm's quality is constant, with a slow drift and noise per quarter. */
function gradesOf(count: number, random: Random): FirmQuarter[][] {
	const about = () => random.next() + random.next() + random.next() - 1.5;
	const quality = Array.from({ length: count }, about);
	const form = Array.from({ length: count }, () => 0);
	const out: FirmQuarter[][] = Array.from({ length: count }, () => []);
	for (let back = QUARTERS - 1; back >= 0; back--) {
		const since = LAST_QUARTER.year * 4 + LAST_QUARTER.quarter - 1 - back;
		const scores = quality.map((q, i) => {
			form[i] = 0.7 * form[i]! + 0.5 * about();
			return Math.round((79 + 10 * q + 5 * form[i]! + 3 * about()) * 10) / 10;
		});
		const ranked = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
		ranked.forEach((firm, rank) => {
			const grade: FirmGrade = rank < RED_FIRMS ? "red" : rank >= count - BLACK_FIRMS ? "black" : "plain";
			out[firm]!.push({
				year: Math.floor(since / 4),
				quarter: (since % 4) + 1,
				grade,
				score: scores[firm]!,
			});
		});
	}
	return out;
}
