import "./find-field.css";
import { Button, Input, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { CloseIcon, SearchIcon } from "./icons.tsx";

/** A search field that filters a list while typing. */
export function FindField({
	label,
	value,
	onChange,
}: {
	readonly label: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
}) {
	const { t } = useTranslation();
	return (
		<SearchField aria-label={label} value={value} onChange={onChange} className="find-field">
			<SearchIcon />
			<Input placeholder={label} />
			{value !== "" && (
				<Button aria-label={t("card.close")} className="clear">
					<CloseIcon />
				</Button>
			)}
		</SearchField>
	);
}
