import { useEffect } from "react";
import type { WhatIf } from "./use-what-if.ts";

/** Ctrl or ⌘ with Z undoes; with Shift+Z or Y redoes; Escape ends adding. */
export function useWhatIfKeys({ session, setAdding }: WhatIf): void {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.key === "Escape") {
				setAdding(false);
				return;
			}
			// A focused text field has its own undo.
			if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
			if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
			const key = event.key.toLowerCase();
			if (key === "z" && !event.shiftKey) session.undo();
			else if ((key === "z" && event.shiftKey) || key === "y") session.redo();
			else return;
			event.preventDefault();
		};
		window.addEventListener("keydown", onKey);
		return () => window.removeEventListener("keydown", onKey);
	}, [session, setAdding]);
}
