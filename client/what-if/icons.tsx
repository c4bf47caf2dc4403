import "./change-mark.css";
import { Icon } from "../ui/icons.tsx";

export const UndoIcon = () => (
	<Icon>
		<path d="M7.5 4L4 7.5L7.5 11M4.2 7.5H12a4 4 0 0 1 0 8H8" />
	</Icon>
);
export const RedoIcon = () => (
	<Icon>
		<path d="M12.5 4L16 7.5L12.5 11M15.8 7.5H8a4 4 0 0 0 0 8h4" />
	</Icon>
);
const MARKS = {
	moved: "M4 10h12M7 6.5L3.5 10L7 13.5M13 6.5L16.5 10L13 13.5",
	added: "M10 4v12M4 10h12",
	closed: "M5 5l10 10M15 5L5 15",
} as const;

/** The change of a facility, by shape: two arrows, a plus, a cross. */
export const ChangeMark = ({ status }: { readonly status: "kept" | keyof typeof MARKS }) =>
	status === "kept" ? null : (
		<i className="change-mark" aria-hidden="true">
			<Icon size={14}>
				<path d={MARKS[status]} strokeWidth="2.6" />
			</Icon>
		</i>
	);
/** Four arrows from a centre: a movable thing. */
export const MoveIcon = () => (
	<Icon>
		<path d="M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2" />
	</Icon>
);
