import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import type { Tokens } from "../styles/tokens.ts";
import { baseLayer } from "./tile-layer.ts";

interface StreetRank {
	readonly id: string;
	readonly classes: readonly string[];
	readonly minzoom: number;
	/** Pixels at zoom 12 and 17; drawn thinner below. */
	readonly width12: number;
	readonly width17: number;
}

/** From the ground up: a main road is drawn over a lane. */
const RANKS: readonly StreetRank[] = [
	{
		id: "path",
		classes: [
			"footway",
			"path",
			"steps",
			"cycleway",
			"crossing",
			"platform",
			"corridor",
			"track",
			"bridleway",
		],
		minzoom: 14.5,
		width12: 0.4,
		width17: 3,
	},
	{ id: "service", classes: ["service", "elevator"], minzoom: 13.5, width12: 0.5, width17: 6 },
	{
		id: "lane",
		classes: ["residential", "living_street", "pedestrian", "unclassified"],
		minzoom: 11.5,
		width12: 1,
		width17: 11,
	},
	{ id: "tertiary", classes: ["tertiary"], minzoom: 10.5, width12: 1.8, width17: 15 },
	{ id: "secondary", classes: ["secondary"], minzoom: 9.5, width12: 2.6, width17: 19 },
	{ id: "primary", classes: ["primary"], minzoom: 8, width12: 3.2, width17: 22 },
	{ id: "express", classes: ["trunk", "motorway"], minzoom: 6, width12: 3.8, width17: 26 },
];

/** Casings of every rank below the fills of every rank, so that crossings open. Tunnels are faint. */
export function streetLayers(tokens: Tokens): LayerSpecification[] {
	const drawn = RANKS.filter((rank) => rank.id !== "path");
	return [
		...drawn.map((rank) =>
			baseLayer(`street-${rank.id}-casing`, "line", "street", {
				minzoom: rank.minzoom,
				filter: classFilter(rank.classes),
				layout: { "line-cap": "butt", "line-join": "round" },
				paint: {
					"line-color": tokens.casing,
					"line-width": widthOf(rank, 1.4),
					"line-opacity": ["case", ["==", ["get", "tunnel"], true], 0.35, 1],
				},
			}),
		),
		...RANKS.map((rank) =>
			baseLayer(`street-${rank.id}`, "line", "street", {
				minzoom: rank.minzoom,
				filter: classFilter(rank.classes),
				layout: { "line-cap": rank.id === "path" ? "butt" : "round", "line-join": "round" },
				paint: {
					"line-color": rank.id === "path" ? tokens.casing : tokens.street,
					"line-width": widthOf(rank, 0),
					"line-opacity": ["case", ["==", ["get", "tunnel"], true], 0.5, 1],
					...(rank.id === "path" ? { "line-dasharray": [2, 1.4] } : {}),
				},
			}),
		),
	];
}

const classFilter = (classes: readonly string[]): FilterSpecification => [
	"in",
	["get", "class"],
	["literal", [...classes]],
];

const widthOf = (rank: StreetRank, casing: number): ExpressionSpecification => [
	"interpolate",
	["exponential", 1.5],
	["zoom"],
	8,
	rank.width12 * 0.3 + casing * 0.6,
	12,
	rank.width12 + casing,
	17,
	rank.width17 + casing * 1.6,
];
