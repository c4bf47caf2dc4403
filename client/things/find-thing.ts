import { useMemo } from "react";
import type { Kind, Selection, SelectionOf } from "../state/kinds.ts";
import type { Lists } from "./lists.ts";
import type { Found } from "./thing.ts";
import { THINGS } from "./things.ts";

/** The selected thing; null while its list is loading or where it no longer exists. */
export function findThing(selection: Selection, lists: Lists): Found | null {
	const find = <K extends Kind>(kind: K, wanted: SelectionOf<K>) => THINGS[kind].find(wanted, lists);
	return find(selection.kind, selection);
}

export function useFound(selection: Selection | null, lists: Lists): Found | null {
	return useMemo(() => (selection ? findThing(selection, lists) : null), [selection, lists]);
}
