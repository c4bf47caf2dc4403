import type { FeatureCollection, Geometry } from "geojson";
import { COMMUNITY_TYPES, type CommunityType } from "../../geodata/catalogue/vocabulary.ts";
import type { CommunityFeature, FirmFeature, PlotFeature } from "../api/city-api.ts";
import { HOME_ALPHA } from "../derived/bands.ts";
import { labelPosition } from "../derived/geometry-bbox.ts";
import type { HomeList } from "../derived/home-list.ts";
import { rgb, type Tokens } from "../styles/tokens.ts";
import { GRADES, type Grade, latestOf } from "./firm/firms.ts";
import { collection, feature } from "./map-features.ts";
import { FUND_STATES, fundImage, gradeImage, plotImage, TYPE_LOOKS, typeImage } from "./system-symbols.ts";

const CHANNELS = 4;
const FADED = 60;

export const communityTypeOf = (type: string | null): CommunityType | null =>
	COMMUNITY_TYPES.find((id) => id === type) ?? null;

/** Communities filled by type; of one type alone where `only` is given. */
export function typeAreas(
	communities: readonly CommunityFeature[],
	only: CommunityType | null,
	tokens: Tokens,
): FeatureCollection {
	return areas(communities, ({ type: name }) => {
		const type = communityTypeOf(name);
		if (!type || (only && type !== only)) return null;
		return { pattern: typeImage(type), colour: tokens[TYPE_LOOKS[type].colour] };
	});
}

/** Communities by whether they have a fund; those of which it is not known stay bare. */
export function fundAreas(communities: readonly CommunityFeature[], tokens: Tokens): FeatureCollection {
	return areas(communities, ({ communityFund }) => {
		if (communityFund === null) return null;
		const state = communityFund ? "has" : "lacks";
		return { pattern: fundImage(state), colour: tokens[FUND_STATES[state].colour] };
	});
}

function areas(
	communities: readonly CommunityFeature[],
	look: (properties: CommunityFeature["properties"]) => { pattern: string; colour: string } | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties }) => {
			const drawn = geometry && look(properties);
			return drawn ? feature(geometry as Geometry, { id: properties.code, ...drawn }) : [];
		}),
	);
}

/** A number in the middle of each community that has one above zero. */
export function countPoints(
	communities: readonly CommunityFeature[],
	countOf: (community: CommunityFeature) => number | null,
): FeatureCollection {
	return collection(
		communities.flatMap((community) => {
			const value = countOf(community);
			const centre = value ? labelPosition(community.geometry as Geometry | null) : null;
			return centre
				? feature({ type: "Point", coordinates: [...centre] }, { id: community.properties.code, value })
				: [];
		}),
	);
}

/** Whose homes stand out: those of one firm, else of one grade, else all. */
export interface ShownFirms {
	readonly pickedId: string | null;
	readonly grade: string | null;
}

const standsOut = (firm: FirmFeature, { pickedId, grade }: ShownFirms): boolean => {
	if (pickedId !== null) return firm.properties.firmId === pickedId;
	return !GRADES.some((known) => known === grade) || latestOf(firm)?.grade === grade;
};

/**
 * Marks on the homes of firms on the red and the black list.
 * @param firmOf Shape [homes]; index into `firms`, -1 where none.
 */
export function gradeMarks(
	firms: readonly FirmFeature[],
	firmOf: Int32Array,
	{ lngLat }: HomeList,
	shown: ShownFirms,
): FeatureCollection {
	const marks: ReturnType<typeof feature>[] = [];
	firmOf.forEach((index, home) => {
		const firm = firms[index];
		const grade = firm && latestOf(firm)?.grade;
		if (!grade || grade === "plain") return;
		marks.push(
			feature(
				{ type: "Point", coordinates: [lngLat[home * 2]!, lngLat[home * 2 + 1]!] },
				{ icon: gradeImage(grade), faded: !standsOut(firm, shown) },
			),
		);
	});
	return collection(marks);
}

const gradeColour = (grade: Grade, tokens: Tokens): string =>
	({ red: tokens.gradeRed, plain: tokens.gradePlain, black: tokens.gradeBlack })[grade];

/**
 * Homes in the colour of their firm's latest grade; homes without a firm are not drawn.
 * @param firmOf Shape [homes]; index into `firms`, -1 where none.
 * @returns Shape [homes × 4]; bytes r, g, b, a.
 */
export function gradeColours(
	firms: readonly FirmFeature[],
	firmOf: Int32Array,
	shown: ShownFirms,
	tokens: Tokens,
): Uint8Array {
	const out = new Uint8Array(firmOf.length * CHANNELS);
	const looks = firms.map((firm) => {
		const grade = latestOf(firm)?.grade;
		return grade ? [...rgb(gradeColour(grade, tokens)), standsOut(firm, shown) ? HOME_ALPHA : FADED] : null;
	});
	firmOf.forEach((index, home) => {
		const look = looks[index];
		if (look) out.set(look, home * CHANNELS);
	});
	return out;
}

export function plotFeatures(plots: readonly PlotFeature[]): FeatureCollection {
	return collection(
		plots.map(({ properties }) =>
			feature(
				{ type: "Point", coordinates: [...properties.centre] },
				{ id: properties.plotId, name: properties.name, icon: plotImage(properties.kind) },
			),
		),
	);
}

export function plotAreaFeatures(plots: readonly PlotFeature[]): FeatureCollection {
	return collection(
		plots.map(({ geometry, properties }) => feature(geometry as Geometry, { id: properties.plotId })),
	);
}
