import "./figure-card.css";
import type { ReactNode } from "react";

/** The big figure of a list, and what it counts. */
export function Headline({
	label,
	figure,
	children,
	notes,
}: {
	readonly label: string;
	readonly figure: string;
	/** What the figure counts and out of what. */
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
