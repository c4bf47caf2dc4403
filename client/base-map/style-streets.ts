import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import { baseLayer } from "./tile-layer.ts";

interface StreetRank {
	readonly id: string;
	readonly classes: readonly string[];
	readonly minzoom: number;
	/** Pixels at zoom 12 and 17; thinner below. */
	readonly width12: number;
	readonly width17: number;
	readonly fill: keyof Tokens;
	readonly casing: keyof Tokens;
}

const WHITE = { fill: "street", casing: "casing" } as const;

const PATH: StreetRank = {
	id: "path",
	classes: ["footway", "path", "steps", "cycleway", "crossing", "platform", "corridor", "track", "bridleway"],
	minzoom: 14.5,
	width12: 0.3,
	width17: 2.6,
	fill: "street",
	casing: "path",
};

/** In drawing order: a main road is drawn above a lane. */
const RANKS: readonly StreetRank[] = [
	PATH,
	{ id: "service", classes: ["service", "elevator"], minzoom: 14, width12: 0.3, width17: 4.4, ...WHITE },
	{
		id: "alley",
		classes: ["living_street", "pedestrian"],
		minzoom: 13,
		width12: 0.4,
		width17: 6.5,
		...WHITE,
	},
	{
		id: "lane",
		classes: ["residential", "unclassified"],
		minzoom: 12,
		width12: 0.8,
		width17: 10,
		...WHITE,
	},
	{ id: "tertiary", classes: ["tertiary"], minzoom: 11, width12: 1.6, width17: 15, ...WHITE },
	{ id: "secondary", classes: ["secondary"], minzoom: 9.5, width12: 2.4, width17: 19, ...WHITE },
	{
		id: "primary",
		classes: ["primary"],
		minzoom: 8,
		width12: 3.2,
		width17: 23,
		fill: "mainStreet",
		casing: "mainCasing",
	},
	{
		id: "express",
		classes: ["trunk", "motorway"],
		minzoom: 6,
		width12: 3.8,
		width17: 26,
		fill: "express",
		casing: "expressCasing",
	},
];

/** Visible casing width, both sides together, at zoom 17, px. */
const CASING_PX = 2.2;

/**
 * Casings of all ranks are below the fills of all ranks, so that junctions look open. Tunnels are faint; a bridge has
 * a parapet on either side.
 */
export function streetLayers(tokens: Tokens): LayerSpecification[] {
	return [
		...RANKS.map((rank) =>
			baseLayer(`street-${rank.id}-casing`, "line", "street", {
				minzoom: rank === PATH ? 15.5 : rank.minzoom,
				filter: classFilter(rank.classes),
				layout: { "line-cap": "butt", "line-join": "round" },
				paint: {
					"line-color": tokens[rank.casing],
					"line-width": widthOf(rank, CASING_PX),
					"line-opacity": [
						"interpolate",
						["linear"],
						["zoom"],
						rank.minzoom,
						rank.minzoom > 9 ? 0 : 1,
						rank.minzoom + 1.5,
						["case", ["==", ["get", "tunnel"], true], 0.35, 1],
					],
				},
			}),
		),
		baseLayer("street-bridge", "line", "street", {
			minzoom: 13,
			// A bridge appears at the same zoom as its street.
			filter: [
				"all",
				["==", ["get", "bridge"], true],
				["any", [">=", ["zoom"], 15], ["!", classFilter(PATH.classes)]],
			],
			layout: { "line-cap": "butt", "line-join": "round" },
			paint: {
				"line-color": tokens.bridge,
				"line-gap-width": anyWidth,
				"line-width": ["interpolate", ["linear"], ["zoom"], 13, 0.5, 17, 1.8],
			},
		}),
		...RANKS.map((rank) =>
			baseLayer(`street-${rank.id}`, "line", "street", {
				minzoom: rank.minzoom,
				filter: classFilter(rank.classes),
				layout: { "line-cap": rank === PATH ? "butt" : "round", "line-join": "round" },
				paint: {
					"line-color": tokens[rank.fill],
					"line-width": widthOf(rank, 0),
					"line-opacity": ["case", ["==", ["get", "tunnel"], true], 0.5, 1],
				},
			}),
		),
	];
}

const classFilter = (classes: readonly string[]): ExpressionSpecification => [
	"in",
	["get", "class"],
	["literal", [...classes]],
];

const widthOf = (rank: StreetRank, casingPx: number): ExpressionSpecification => [
	"interpolate",
	["exponential", 1.5],
	["zoom"],
	8,
	rank.width12 * 0.3 + casingPx * 0.4,
	12,
	rank.width12 + casingPx * 0.5,
	17,
	rank.width17 + casingPx,
];

/** The street width by class, for layers with all classes. */
const anyWidth = ((): ExpressionSpecification => {
	const byClass = (width: (rank: StreetRank) => number) =>
		[
			"match",
			["get", "class"],
			...RANKS.slice(1).flatMap((rank) => [[...rank.classes], width(rank)]),
			width(PATH),
		] as unknown as ExpressionSpecification;
	return [
		"interpolate",
		["exponential", 1.5],
		["zoom"],
		12,
		byClass((rank) => rank.width12),
		17,
		byClass((rank) => rank.width17),
	];
})();
