import { KindSymbol } from "../../ui/icons.tsx";
import type { Grade } from "./firms.ts";
import { GRADE_MARKS } from "./grade-looks.ts";

/** The mark of a grade, as on the map; a plain dot for a firm on neither list. */
export function GradeMark({ grade, size = 20 }: { readonly grade: Grade; readonly size?: number }) {
	if (grade === "plain")
		return (
			<svg className="kind-symbol" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
				<circle cx="18" cy="18" r="9" fill="var(--gradePlain)" />
			</svg>
		);
	const { path, colour, square } = GRADE_MARKS[grade];
	return <KindSymbol path={path} colour={`var(--${colour})`} size={size} square={square} />;
}
