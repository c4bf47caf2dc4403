import "./state-screen.css";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Mark } from "./icons.tsx";

/** A state instead of content: what happened, why, and what to do. */
export function StateScreen({
	title,
	children,
	action,
	onAction,
	share,
	role = "status",
}: {
	readonly title: string;
	readonly children?: ReactNode;
	readonly action?: string;
	readonly onAction?: () => void;
	/** Progress 0–1; null while unknown; undefined where nothing is running. */
	readonly share?: number | null;
	readonly role?: "status" | "alert";
}) {
	return (
		<div className="state-screen" role={role}>
			<Mark />
			<h2>{title}</h2>
			{children && <p>{children}</p>}
			{share !== undefined && (
				<div
					className={`progress ${share === null ? "unknown" : ""}`}
					role="progressbar"
					aria-label={title}
					{...(share === null
						? {}
						: { "aria-valuenow": Math.round(share * 100), "aria-valuemin": 0, "aria-valuemax": 100 })}
				>
					<i style={{ width: `${(share ?? 0.4) * 100}%` }} />
				</div>
			)}
			{action && onAction && (
				<Button className={share === undefined ? "button" : "button quiet"} onPress={onAction}>
					{action}
				</Button>
			)}
		</div>
	);
}
