import type { Feature, FeatureCollection } from "geojson";
import type { FirmGrade } from "../../../geodata/catalogue/vocabulary.ts";
import type { FirmFeature } from "../../api/city-api.ts";
import { HOME_ALPHA } from "../../derived/bands.ts";
import type { HomeList } from "../../derived/home-list.ts";
import { rgb, type Tokens } from "../../styles/tokens.ts";
import { collection, pointFeature } from "../features.ts";
import { GRADES, latestOf } from "./firms.ts";
import { gradeImage } from "./grade-looks.ts";

const CHANNELS = 4;
const FADED = 60;

/** Which homes are highlighted: of one firm, else of one grade, else all. */
export interface ShownFirms {
	readonly pickedId: string | null;
	readonly grade: string | null;
}

const standsOut = (firm: FirmFeature, { pickedId, grade }: ShownFirms): boolean => {
	if (pickedId !== null) return firm.properties.firmId === pickedId;
	return !GRADES.some((known) => known === grade) || latestOf(firm)?.grade === grade;
};

/**
 * Marks on the homes of red-listed and blacklisted firms.
 * @param firmOf Shape [homes]; index into `firms`, -1 for none.
 */
export function gradeMarks(
	firms: readonly FirmFeature[],
	firmOf: Int32Array,
	{ lngLat }: HomeList,
	shown: ShownFirms,
): FeatureCollection {
	const marks: Feature[] = [];
	firmOf.forEach((index, home) => {
		const firm = firms[index];
		const grade = firm && latestOf(firm)?.grade;
		if (!grade || grade === "plain") return;
		marks.push(
			pointFeature([lngLat[home * 2]!, lngLat[home * 2 + 1]!], {
				icon: gradeImage(grade),
				faded: !standsOut(firm, shown),
			}),
		);
	});
	return collection(marks);
}

const gradeColour = (grade: FirmGrade, tokens: Tokens): string =>
	({ red: tokens.gradeRed, plain: tokens.gradePlain, black: tokens.gradeBlack })[grade];

/**
 * Homes in the colour of their firm's latest grade; homes without a firm are not drawn.
 * @param firmOf Shape [homes]; index into `firms`, -1 for none.
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
