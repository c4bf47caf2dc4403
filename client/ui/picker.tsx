import "./picker.css";
import type { ReactNode } from "react";
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { ChevronIcon } from "./icons.tsx";

export interface PickerOption {
	readonly id: string;
	readonly name: string;
	/** A second line in the list, not in the button. */
	readonly detail?: string;
	readonly symbol?: ReactNode;
	readonly mark?: ReactNode;
}

/** A styled select. The button's text may differ from the option's. */
export function Picker({
	label,
	options,
	value,
	onPick,
	shown,
	className = "",
}: {
	readonly label: string;
	readonly options: readonly PickerOption[];
	/** null where no option is selected; `shown` is then the text. */
	readonly value: string | null;
	readonly onPick: (id: string) => void;
	readonly shown?: ReactNode;
	readonly className?: string;
}) {
	const current = options.find((option) => option.id === value);
	return (
		<Select
			aria-label={label}
			selectedKey={value}
			onSelectionChange={(key) => key !== null && onPick(String(key))}
			className={`picker ${className}`}
		>
			<Button className="picker-button">
				<SelectValue className="picker-value">
					{() =>
						shown ?? (
							<>
								{current?.symbol}
								<span className="picker-name">{current?.name ?? ""}</span>
							</>
						)
					}
				</SelectValue>
				<ChevronIcon />
			</Button>
			<Popover className="popover picker-list" placement="bottom start" offset={4}>
				<ListBox items={options.map((option) => ({ ...option, textValue: option.name }))}>
					{(option) => (
						<ListBoxItem id={option.id} textValue={option.name} className="picker-option">
							{option.symbol}
							<span className="picker-words">
								<span>{option.name}</span>
								{option.detail && <small>{option.detail}</small>}
							</span>
							{option.mark}
						</ListBoxItem>
					)}
				</ListBox>
			</Popover>
		</Select>
	);
}
