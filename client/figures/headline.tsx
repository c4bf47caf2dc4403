import "./figure-card.css";
import type { ReactNode } from "react";

/** The main figure of a list, with its unit. */
export function Headline({
	label,
	figure,
	children,
	notes,
}: {
	readonly label: string;
	readonly figure: string;
	/** The unit and the denominator. */
	readonly children: ReactNode;
	readonly notes?: ReactNode;
}) {
	return (
		<section className="block figure-card" aria-label={label}>
			<div className="big">
				<strong data-testid="system-figure">{figure}</strong>
				<span>{children}</span>
			</div>
			{notes}
		</section>
	);
}
