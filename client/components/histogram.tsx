import { memo, useRef } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../geodata/cost/profile.ts";
import { bandColours, bandOf, cutoffOf, ruleOf } from "../derived/bands.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import { formatCount, formatCutoff } from "../i18n/format.ts";
import { useStore } from "../state/store.ts";
import type { Tokens } from "../styles/tokens.ts";
import { axisTicks, cutoffAfterKey, snapCutoff } from "./histogram-scale.ts";
import { useLanguage } from "./language.ts";

const WIDTH = 328;
const TOP = 14;
const PLOT = 62;
const AXIS = 24;
const SEC_PER_MIN = 60;

/** The legend that is the instrument: people by walk in the map's colours, its line the rule's cutoff. */
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
	const cutoff = cutoffOf(rule);
	const histogram =
		result && (result.figures.histogram.unit === "sec") === (type === "time")
			? result.figures.histogram
			: null;
	const bins = histogram?.people ?? [];
	const most = Math.max(1, ...bins);
	const colours = bandColours(tokens);
	const xOf = (walk: number) => (walk / axisEnd) * WIDTH;
	const tickText = useTickText(type);

	const choose = (next: number) => {
		if (next !== cutoff) set({ rule: ruleOf(type, next), profileId: situation.profile.profileId });
	};
	const chooseAt = (clientX: number) => {
		const box = plot.current?.getBoundingClientRect();
		if (box) choose(snapCutoff(((clientX - box.left) / box.width) * axisEnd, type, axisEnd));
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
					}}
				>
					{bins.map((people, bin) => {
						const width = histogram?.binWidth ?? 1;
						const end = (bin + 1) * width;
						return (
							<Bar
								key={end}
								from={bin * width}
								to={end}
								type={type}
								x={xOf(bin * width)}
								width={xOf(width)}
								height={Math.max(people > 0 ? 1.5 : 0, (people / most) * PLOT)}
								people={people}
								fill={colours[bandOf(end, ruleOf(type, Math.max(cutoff, width)))]}
							/>
						);
					})}
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

/** One bar and its words; while a figure is dragged few bars change, and only those are drawn anew. */
const Bar = memo(function Bar({
	from,
	to,
	type,
	x,
	width,
	height,
	people,
	fill,
}: {
	/** Seconds or metres. */
	readonly from: number;
	readonly to: number;
	readonly type: Rule["type"];
	readonly x: number;
	readonly width: number;
	readonly height: number;
	readonly people: number;
	readonly fill: string | undefined;
}) {
	const { t } = useTranslation();
	const tickText = useTickText(type);
	const range = t("histogram.range", { from: tickText(from), to: tickText(to) });
	return (
		<rect
			x={x + 0.5}
			y={TOP + PLOT - height}
			width={Math.max(0.5, width - 1)}
			height={height}
			rx="1"
			fill={fill}
		>
			<title>{t("histogram.people", { range, people: formatCount(people) })}</title>
		</rect>
	);
});

/** A value of the axis: minutes bear their unit, metres do not. */
function useTickText(type: Rule["type"]): (value: number) => string {
	const { t } = useTranslation();
	return (value) =>
		value === 0 ? "0" : type === "time" ? t("histogram.min", { value: value / SEC_PER_MIN }) : `${value}`;
}
