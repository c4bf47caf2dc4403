import type { ReactNode } from "react";

export function Icon({ children, size = 20 }: { readonly children: ReactNode; readonly size?: number }) {
	return (
		<svg
			className="icon"
			width={size}
			height={size}
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.6"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
		>
			{children}
		</svg>
	);
}

export const ChevronIcon = () => (
	<Icon size={16}>
		<path d="M5 7.5l5 5 5-5" />
	</Icon>
);
export const PlusIcon = () => (
	<Icon>
		<path d="M10 4v12M4 10h12" />
	</Icon>
);
export const MinusIcon = () => (
	<Icon>
		<path d="M4 10h12" />
	</Icon>
);
/** Four corners: fit the whole city. */
export const WholeIcon = () => (
	<Icon>
		<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13" />
		<circle cx="10" cy="10" r="2.2" />
	</Icon>
);
export const LayersIcon = () => (
	<Icon>
		<path d="M10 3l7 4-7 4-7-4 7-4zM3.6 10.4L10 14l6.4-3.6M3.6 13.4L10 17l6.4-3.6" />
	</Icon>
);
export const CloseIcon = () => (
	<Icon>
		<path d="M5 5l10 10M15 5L5 15" />
	</Icon>
);
export const BackIcon = () => (
	<Icon>
		<path d="M12 4.5L6.5 10l5.5 5.5" />
	</Icon>
);
export const InfoIcon = () => (
	<Icon>
		<circle cx="10" cy="10" r="7" />
		<path d="M10 9.2v4.3M10 6.4v.2" />
	</Icon>
);
export const CopyIcon = () => (
	<Icon>
		<path d="M7.500 7.500h8v8h-8zM12.500 7.500v-3h-8v8h3" />
	</Icon>
);
export const CheckIcon = () => (
	<Icon>
		<path d="M4.500 10.500l4 4 7-8.500" />
	</Icon>
);
/** An arrow out of a frame: an external link. */
export const OpenIcon = () => (
	<Icon>
		<path d="M8.500 5H5v10h10v-3.500M11.500 4.500H15.500V8.500M15.200 4.800L9.500 10.500" />
	</Icon>
);
/** A person; filled for staff. */
export const PersonIcon = ({ full }: { readonly full: boolean }) => (
	<Icon>
		<circle cx="10" cy="6.5" r="3" fill={full ? "currentColor" : "none"} />
		<path d="M4 16.500c0-3.500 2.500-5.500 6-5.500s6 2 6 5.500z" fill={full ? "currentColor" : "none"} />
	</Icon>
);
export const SearchIcon = () => (
	<Icon>
		<circle cx="9" cy="9" r="5" />
		<path d="M13 13l4 4" />
	</Icon>
);
export const SortIcon = ({ direction }: { readonly direction: "asc" | "desc" | false }) => (
	<Icon size={14}>
		{direction !== "asc" && <path d="M10 3.5v13M5.5 12l4.5 4.5 4.5-4.5" />}
		{direction === "asc" && <path d="M10 16.5v-13M5.5 8L10 3.5 14.5 8" />}
	</Icon>
);

/** The symbol of a kind, as on the map. */
export function KindSymbol({
	path,
	colour,
	size = 24,
	square = false,
}: {
	readonly path: string;
	readonly colour: string;
	readonly size?: number;
	readonly square?: boolean;
}) {
	return (
		<svg width={size} height={size} viewBox="0 0 36 36" aria-hidden="true" className="kind-symbol">
			{square ? (
				<rect x="2" y="2" width="32" height="32" rx="8" fill={colour} />
			) : (
				<circle cx="18" cy="18" r="17" fill={colour} />
			)}
			<path d={path} fill="#fff" fillRule="evenodd" transform="translate(6.6 6.6) scale(.95)" />
		</svg>
	);
}

export function Mark() {
	return (
		<svg width="30" height="30" viewBox="0 0 28 28" aria-hidden="true" className="mark">
			<circle cx="14" cy="14" r="12.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
			<path d="M14 14V1.500A12.5 12.5 0 0 1 26.5 14Z" fill="var(--haitang)" />
			<path
				d="M14 24v-9m0 0c-3 0-4.6-1.6-4.8-4.600M14 15c1.6-.2 2.6-1 3.2-2.6"
				stroke="currentColor"
				strokeWidth="1.6"
				fill="none"
				strokeLinecap="round"
			/>
		</svg>
	);
}
