import "./sheet.css";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

export const SHEET_STOPS = ["peek", "half", "full"] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];

/** A press that moves less than this is a tap. */
const TAP_PX = 6;
const PEEK_PX = 148;
/** The window height above the sheet at its highest stop: header, and the sample data label below it. */
const ABOVE_FULL_PX = 108;

/** Height of the sheet at a stop, for a window height, px. */
export function sheetHeightPx(stop: SheetStop, windowPx: number): number {
	if (stop === "peek") return PEEK_PX;
	return stop === "half" ? Math.round(windowPx / 2) : Math.max(PEEK_PX, windowPx - ABOVE_FULL_PX);
}

/** The stop nearest to a height, px. */
export function nearestStop(heightPx: number, windowPx: number): SheetStop {
	let best: SheetStop = "peek";
	for (const stop of SHEET_STOPS)
		if (
			Math.abs(sheetHeightPx(stop, windowPx) - heightPx) < Math.abs(sheetHeightPx(best, windowPx) - heightPx)
		)
			best = stop;
	return best;
}

/** The panel on a phone: dragged or stepped between three heights; the map above it stays usable. */
export function Sheet({
	stop,
	onStop,
	children,
}: {
	readonly stop: SheetStop;
	readonly onStop: (stop: SheetStop) => void;
	readonly children: ReactNode;
}) {
	const { t } = useTranslation();
	const [draggedPx, setDraggedPx] = useState<number | null>(null);
	const press = useRef<{ y: number; heightPx: number; moved: boolean } | null>(null);
	const heightPx = draggedPx ?? sheetHeightPx(stop, window.innerHeight);
	const step = (by: number) => {
		const next = SHEET_STOPS[SHEET_STOPS.indexOf(stop) + by];
		if (next) onStop(next);
	};
	return (
		<div
			className={`sheet ${draggedPx === null ? "resting" : "dragged"}`}
			style={{ height: heightPx }}
			data-stop={stop}
		>
			<button
				type="button"
				className="sheet-handle"
				aria-label={`${t("sheet.handle")} · ${t(`sheet.${stop}`)}`}
				onPointerDown={(event) => {
					event.currentTarget.setPointerCapture(event.pointerId);
					press.current = { y: event.clientY, heightPx, moved: false };
				}}
				onPointerMove={(event) => {
					const start = press.current;
					if (!start) return;
					const by = start.y - event.clientY;
					if (!start.moved && Math.abs(by) < TAP_PX) return;
					start.moved = true;
					setDraggedPx(Math.max(PEEK_PX / 2, Math.min(window.innerHeight * 0.94, start.heightPx + by)));
				}}
				onPointerUp={() => {
					const start = press.current;
					press.current = null;
					if (start?.moved && draggedPx !== null) onStop(nearestStop(draggedPx, window.innerHeight));
					else onStop(stop === "half" ? "full" : "half");
					setDraggedPx(null);
				}}
				onPointerCancel={() => {
					press.current = null;
					setDraggedPx(null);
				}}
				onKeyDown={(event) => {
					if (event.key === "ArrowUp") step(1);
					else if (event.key === "ArrowDown") step(-1);
					else if (event.key === "Enter" || event.key === " ") onStop(stop === "half" ? "full" : "half");
					else return;
					event.preventDefault();
				}}
			>
				<span />
			</button>
			<div className="sheet-body">{children}</div>
		</div>
	);
}
