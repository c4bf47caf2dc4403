import "./histogram.css";
import { useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../geodata/cost/profile.ts";
import { ruleOf, statedCutoff } from "../../geodata/cost/rule.ts";
import { BAND_COUNT, bandColours, bandOf } from "../derived/bands.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { formatCount, formatCutoff } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { useStore } from "../state/store.ts";
import type { Tokens } from "../styles/tokens.ts";
import { barPaths } from "./histogram-bars.ts";
import { axisTicks, cutoffAfterKey, snapCutoff } from "./histogram-scale.ts";

const WIDTH = 328;
const TOP = 14;
const PLOT = 62;
const AXIS = 24;
const SEC_PER_MIN = 60;

/** The interactive legend: people by walk in the map's colours; its line is the rule's cutoff. */
export function Histogram({
	situation,
	result,
	tokens,
}: {
	readonly situation: Situation;
	readonly result: CoverageResult | null;
	readonly tokens: Tokens;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const plot = useRef<SVGSVGElement>(null);
	const { rule, axisEnd, standard, standards } = situation;
	const { type } = rule;
	const cutoff = statedCutoff(rule);
	const histogram =
		result && (result.figures.histogram.unit === "sec") === (type === "time")
			? result.figures.histogram
			: null;
	const bins = histogram?.people ?? [];
	const binWidth = histogram?.binWidth ?? 1;
	const [pointed, setPointed] = useState<number | null>(null);
	const colours = bandColours(tokens);
	const xOf = (walk: number) => (walk / axisEnd) * WIDTH;
	const tickText = useTickText(type);
	const bandOfBin = (bin: number) => bandOf((bin + 1) * binWidth, ruleOf(type, Math.max(cutoff, binWidth)));
	const bars = barPaths(bins, binWidth / axisEnd, bandOfBin, BAND_COUNT, {
		width: WIDTH,
		floor: TOP + PLOT,
		height: PLOT,
	});
	const wordsOf = (bin: number) =>
		t("histogram.people", {
			range: t("histogram.range", { from: tickText(bin * binWidth), to: tickText((bin + 1) * binWidth) }),
			people: formatCount(bins[bin] ?? 0),
		});

	const choose = (next: number) => {
		if (next !== cutoff) set({ rule: ruleOf(type, next), profileId: situation.profile.profileId });
	};
	const walkAt = (clientX: number): number | null => {
		const box = plot.current?.getBoundingClientRect();
		return box ? ((clientX - box.left) / box.width) * axisEnd : null;
	};
	const chooseAt = (clientX: number) => {
		const walk = walkAt(clientX);
		if (walk !== null) choose(snapCutoff(walk, type, axisEnd));
	};
	const pointAt = (clientX: number) => {
		const bin = Math.floor((walkAt(clientX) ?? -1) / binWidth);
		setPointed(bin >= 0 && bin < bins.length ? bin : null);
	};
	const first = standards[0];

	return (
		<section className="block histogram-card">
			<h2>
				<span>{t(`histogram.${type}`)}</span>
				{standard || !first ? (
					<span className="hint">{t("histogram.hint")}</span>
				) : (
					<Button
						className="text-button"
						onPress={() => set({ rule: ruleOf(first.type, first.cutoff), profileId: first.profileId })}
					>
						{t("histogram.reset")}
					</Button>
				)}
			</h2>
			<div className="histogram">
				<svg
					ref={plot}
					viewBox={`0 0 ${WIDTH} ${TOP + PLOT + AXIS}`}
					aria-label={t(`histogram.${type}`)}
					role="img"
					onPointerDown={(event) => {
						event.currentTarget.setPointerCapture(event.pointerId);
						chooseAt(event.clientX);
					}}
					onPointerMove={(event) => {
						if (event.currentTarget.hasPointerCapture(event.pointerId)) chooseAt(event.clientX);
						else pointAt(event.clientX);
					}}
					onPointerLeave={() => setPointed(null)}
				>
					{bars.map(
						(path, band) => path !== "" && <path key={colours[band]} fill={colours[band]} d={path} />,
					)}
					{pointed !== null && <title>{wordsOf(pointed)}</title>}
					<path className="axis" d={`M0 ${TOP + PLOT + 0.5}H${WIDTH}`} />
					{axisTicks(type, axisEnd).map((value) => (
						<text
							key={value}
							x={xOf(value)}
							y={TOP + PLOT + 18}
							textAnchor={value === 0 ? "start" : "middle"}
						>
							{tickText(value)}
						</text>
					))}
					<path className="handle-line" d={`M${xOf(cutoff)} 4V${TOP + PLOT + 4}`} />
				</svg>
				<div
					className="handle"
					role="slider"
					tabIndex={0}
					aria-label={t("histogram.handle")}
					aria-valuemin={1}
					aria-valuemax={axisEnd}
					aria-valuenow={cutoff}
					aria-valuetext={formatCutoff(rule, lang)}
					style={{ left: `${(xOf(cutoff) / WIDTH) * 100}%` }}
					onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
					onPointerMove={(event) => {
						if (event.currentTarget.hasPointerCapture(event.pointerId)) chooseAt(event.clientX);
					}}
					onKeyDown={(event) => {
						const next = cutoffAfterKey(event.key, cutoff, type, axisEnd);
						if (next === null) return;
						event.preventDefault();
						choose(next);
					}}
				>
					<span className="handle-flag">{formatCutoff(rule, lang)}</span>
				</div>
			</div>
			{histogram && histogram.beyondPeople > 0 && (
				<p className="note beyond">
					{t("histogram.beyond", { people: formatCount(histogram.beyondPeople) })}
				</p>
			)}
		</section>
	);
}

/** A value of the axis: minutes with their unit, metres without. */
function useTickText(type: Rule["type"]): (value: number) => string {
	const { t } = useTranslation();
	return (value) =>
		value === 0 ? "0" : type === "time" ? t("histogram.min", { value: value / SEC_PER_MIN }) : `${value}`;
}
