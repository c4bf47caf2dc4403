import type { FirmGrade } from "../../../geodata/catalogue/vocabulary.ts";
import type { MapShape } from "../../map/city-map.ts";
import type { Tokens } from "../../styles/tokens.ts";

/** An upward red triangle; a black square with a cross; no mark for a firm on neither list. */
export const GRADE_MARKS: Readonly<
	Record<
		Exclude<FirmGrade, "plain">,
		{ readonly path: string; readonly colour: keyof Tokens; readonly square: boolean }
	>
> = {
	red: { path: "M12 3.500L21.500 19.500H2.500Z", colour: "gradeRed", square: false },
	black: {
		path: "M4.600 7L7 4.600L12 9.600L17 4.600L19.400 7L14.400 12L19.400 17L17 19.400L12 14.400L7 19.400L4.600 17L9.600 12Z",
		colour: "gradeBlack",
		square: true,
	},
};

export const gradeImage = (grade: keyof typeof GRADE_MARKS) => `grade:${grade}`;

export function gradeImages(tokens: Tokens): ReadonlyMap<string, MapShape> {
	return new Map(
		(["red", "black"] as const).map((grade) => {
			const { path, colour, square } = GRADE_MARKS[grade];
			return [gradeImage(grade), { path, colour: tokens[colour], ground: square ? "square" : "disc" }];
		}),
	);
}
