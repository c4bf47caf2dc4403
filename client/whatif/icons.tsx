import { Icon } from "../components/icons.tsx";

export const UndoIcon = () => (
	<Icon>
		<path d="M7.5 4L4 7.5L7.5 11M4.2 7.5H12a4 4 0 0 1 0 8H8" />
	</Icon>
);
export const RedoIcon = () => (
	<Icon>
		<path d="M12.5 4L16 7.5L12.5 11M15.800 7.5H8a4 4 0 0 0 0 8h4" />
	</Icon>
);
/** Four arrows from a middle: something that can be moved. */
export const MoveIcon = () => (
	<Icon>
		<path d="M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2" />
	</Icon>
);
