import "./inspector.css";
import { Fragment, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { BackIcon, CloseIcon } from "./icons.tsx";

/** The card of the selection; on a phone it is in the sheet, with a back button. */
export function Inspector({
	title,
	detail,
	symbol,
	phone,
	onClose,
	children,
}: {
	readonly title: string;
	/** Short descriptions; empty ones are left out. */
	readonly detail?: readonly (string | null | undefined | false)[];
	readonly symbol?: ReactNode;
	readonly phone: boolean;
	readonly onClose: () => void;
	readonly children: ReactNode;
}) {
	const { t } = useTranslation();
	const parts = (detail ?? []).filter((part): part is string => Boolean(part));
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
					{parts.length > 0 && (
						<p>
							{parts.map((part, index) => (
								<Fragment key={part}>
									<span>{index < parts.length - 1 ? `${part}\u00A0·` : part}</span>{" "}
								</Fragment>
							))}
						</p>
					)}
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

/** Name and value, one line each; a row without a value is omitted. */
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
