import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { BackIcon, CloseIcon } from "./icons.tsx";

/** The card of what is picked; on a phone it stands in the sheet with a way back. */
export function Inspector({
	title,
	detail,
	symbol,
	phone,
	onClose,
	children,
}: {
	readonly title: string;
	readonly detail?: string | undefined;
	readonly symbol?: ReactNode;
	readonly phone: boolean;
	readonly onClose: () => void;
	readonly children: ReactNode;
}) {
	const { t } = useTranslation();
	return (
		<aside className={phone ? "inspector in-sheet" : "inspector floating"} aria-label={title}>
			<div className="inspector-head">
				{phone && (
					<Button className="icon-button" aria-label={t("card.back")} onPress={onClose}>
						<BackIcon />
					</Button>
				)}
				{symbol}
				<div className="inspector-title">
					<h3>{title}</h3>
					{detail && <p>{detail}</p>}
				</div>
				{!phone && (
					<Button className="icon-button" aria-label={t("card.close")} onPress={onClose}>
						<CloseIcon />
					</Button>
				)}
			</div>
			{children}
		</aside>
	);
}

/** Name and value, one line each; a row without a value is left out. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
	return (
		<dl className="facts">
			{rows
				.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
				.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>{value}</dd>
					</div>
				))}
		</dl>
	);
}
