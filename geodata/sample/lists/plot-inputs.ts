import { PLOT_KINDS, type PlotKind } from "../../catalogue/vocabulary.ts";
import type { PlotInput } from "../../city/city-input.ts";
import { type SettledCommunity, townIdOf } from "../people/ground.ts";
import { centroid, type Point, signedAreaM2, toDegrees, toPolygon } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";
import type { PlotGround } from "../town/plot-grounds.ts";
import type { BuiltGround } from "./built-ground.ts";

/** Fictional: 600 plots of Jiangsu's six kinds. */
export const PLOTS_OF_KIND: Readonly<Record<PlotKind, number>> = {
	idle: 128,
	demolition: 92,
	narrow: 96,
	"low-use-green": 116,
	"roadside-belt": 112,
	"low-use-plaza": 56,
};

/** Fictional cost of making a park: yuan per square metre, and a fixed amount. */
const YUAN_PER_M2: Readonly<Record<PlotKind, number>> = {
	idle: 360,
	demolition: 520,
	narrow: 610,
	"low-use-green": 290,
	"roadside-belt": 320,
	"low-use-plaza": 450,
};
const YUAN_AT_ALL = 120_000;

const WORDS: Readonly<Record<PlotKind, readonly string[]>> = {
	idle: ["闲置地", "待用空地", "荒置地"],
	demolition: ["拆违腾地", "拆迁零星地", "拆后空地"],
	narrow: ["夹缝地", "围墙窄条地", "楼间狭地"],
	"low-use-green": ["河角绿地", "低效绿地"],
	"roadside-belt": ["路侧绿带", "封闭绿化带"],
	"low-use-plaza": ["边角广场", "街角铺装地", "低效小广场"],
};

/** A plot without a walkable street this near to its entrances is left out. */
const STREET_NEAR_M = 40;

/**
 * Chooses plots clear of everything built, the wanted number of each kind; other kinds fill up where one has too few.
 *
 * @param ground What is built; the chosen plots are added to it.
 */
export function choosePlots(
	candidates: readonly PlotGround[],
	ground: BuiltGround,
	seed: number,
): PlotGround[] {
	const shuffled = randomStream(seed, "plot choice").shuffled(candidates);
	const chosen: PlotGround[] = [];
	const taken = new Set<PlotGround>();
	const isFree = ({ ring, entrances }: PlotGround) =>
		ground.all.isClear(ring) && entrances.every((p) => ground.hasStreetNear(p, STREET_NEAR_M));
	const take = (wanted: number, fits: (plot: PlotGround) => boolean): void => {
		let left = wanted;
		for (const plot of shuffled) {
			if (left === 0) return;
			if (taken.has(plot) || !fits(plot) || !isFree(plot)) continue;
			taken.add(plot);
			ground.all.addRing(plot.ring);
			chosen.push(plot);
			left--;
		}
	};
	for (const kind of PLOT_KINDS) take(PLOTS_OF_KIND[kind], (plot) => plot.kind === kind);
	const wanted = PLOT_KINDS.reduce((sum, kind) => sum + PLOTS_OF_KIND[kind], 0);
	take(wanted - chosen.length, () => true);
	return chosen;
}

/** Names and costs of the plots, by kind. */
export function plotInputs(
	grounds: readonly PlotGround[],
	communityAt: (ground: PlotGround) => SettledCommunity,
	seed: number,
): PlotInput[] {
	const random = randomStream(seed, "plot names");
	const taken = new Set<string>();
	return grounds.map((ground, i) => {
		const c = communityAt(ground);
		const areaM2 = Math.round(signedAreaM2(ground.ring));
		const costYuan = YUAN_AT_ALL + areaM2 * YUAN_PER_M2[ground.kind] * random.range(0.88, 1.16);
		return {
			plotId: `plot-${String(i + 1).padStart(3, "0")}`,
			kind: ground.kind,
			name: freshName(ground, c, taken, random),
			polygon: toPolygon(ground.ring),
			areaM2,
			costYuan: Math.round(costYuan / 1000) * 1000,
			entrances: ground.entrances.map((p) => toDegrees(...p)),
			communityCode: c.code,
			townId: townIdOf(c.area),
		};
	});
}

/** 「青阳路与前进路口边角广场」; named after its street, water or community where there is no named corner. */
function freshName(
	{ kind, streets, beside, ring, entrances }: PlotGround,
	c: SettledCommunity,
	taken: Set<string>,
	random: Random,
): string {
	const [first, second] = new Set(streets.map((line) => line.name).filter((name) => name !== ""));
	const short = c.name.replace(/(社区|村)$/, "");
	const under = beside?.kind === "expressway";
	const place =
		beside !== null && beside.name !== "" && first !== undefined
			? `${first}${beside.name}${under ? "" : "桥头"}`
			: second !== undefined
				? `${first}与${second}口`
				: (first ?? short);
	const word = under ? "桥下空地" : random.pick(WORDS[kind]);
	const side = sideOf(entrances[0] as Point, centroid(ring));
	const inTown = place === short ? place : short + place;
	for (let serial = 0; ; serial++) {
		const number = serial === 0 ? "" : `${serial + 1}号`;
		for (const option of [place, place + side, inTown, inTown + side]) {
			const name = option + number + word;
			if (taken.has(name)) continue;
			taken.add(name);
			return name;
		}
	}
}

/** The direction of a plot from its entrance, and so from its street. */
function sideOf(entrance: Point, middle: Point): string {
	const dx = middle[0] - entrance[0];
	const dy = middle[1] - entrance[1];
	const along = Math.abs(dx) > 2.4 * Math.abs(dy) ? "x" : Math.abs(dy) > 2.4 * Math.abs(dx) ? "y" : "both";
	return `${along === "y" ? "" : dx > 0 ? "东" : "西"}${along === "x" ? "" : dy > 0 ? "北" : "南"}侧`;
}
