import "./filter-chips.css";
import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useStore } from "../../../state/store.ts";

export interface Chip {
	readonly id: string;
	readonly name: string;
	readonly mark: ReactNode;
	readonly count: string;
	/** A second figure: the people behind the count. */
	readonly detail?: string;
}

/** The categories of a list with their counts: a legend whose entries filter list and map. */
export function FilterChips({ label, chips }: { readonly label: string; readonly chips: readonly Chip[] }) {
	const only = useStore((state) => state.only);
	const set = useStore((state) => state.set);
	return (
		<ToggleButtonGroup
			aria-label={label}
			className="chips"
			selectionMode="single"
			selectedKeys={chips.some((chip) => chip.id === only) && only ? [only] : []}
			onSelectionChange={(keys) => set({ only: [...keys].map(String)[0] ?? null })}
		>
			{chips.map(({ id, name, mark, count, detail }) => (
				<ToggleButton key={id} id={id} className="chip" data-testid={`chip-${id}`}>
					{mark}
					<span>{name}</span>
					<b>{count}</b>
					{detail && <small>{detail}</small>}
				</ToggleButton>
			))}
		</ToggleButtonGroup>
	);
}
