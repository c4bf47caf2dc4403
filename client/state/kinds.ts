import type { Position } from "../../geodata/units/position.ts";

/**
 * Kinds of thing on the map or in a list, by the word a link has for them. What each of them is and does stands in
 * `client/things/<kind>/`, joined in `client/things/things.ts`.
 */
export const KINDS = [
	"gap",
	"facility",
	"park",
	"courtyard",
	"community",
	"home",
	"plot",
	"firm",
	"point",
] as const;
export type Kind = (typeof KINDS)[number];

/** A point is its place; everything else is found by its id. */
export type SelectionOf<K extends Kind> = K extends "point"
	? { readonly kind: K; readonly position: Position }
	: { readonly kind: K; readonly id: string };

/** What is picked on the map or in a list; one thing at a time. */
export type Selection = { [K in Kind]: SelectionOf<K> }[Kind];

/** What a reader may switch on and off on the map. */
export const LAYER_NAMES = [
	"homes",
	"areas",
	"gaps",
	"facilities",
	"parks",
	"plots",
	"courtyards",
	"communities",
] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
/** Of those, what is not drawn until it is asked for. */
export const OFF_AT_FIRST: readonly LayerName[] = ["plots"];

/** Kinds that have a list of their own beside a service's figures, by the word a link has for it. */
export const TABS = ["gaps", "communities", "parks", "plots"] as const;
export type Tab = (typeof TABS)[number];

/** Id of the selection where it is of a kind; null else. */
export const pickedIdOf = (selection: Selection | null, kind: Kind): string | null =>
	selection?.kind === kind && "id" in selection ? selection.id : null;
