import type { Position } from "../../geodata/units/position.ts";

/**
 * Kinds of thing on the map or in a list, by their word in a link. Their definitions are in
 * `client/things/<kind>/`, collected in `client/things/things.ts`.
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

/** A point is given by its position; everything else by its id. */
export type SelectionOf<K extends Kind> = K extends "point"
	? { readonly kind: K; readonly position: Position }
	: { readonly kind: K; readonly id: string };

/** The selection on the map or in a list; at most one thing. */
export type Selection = { [K in Kind]: SelectionOf<K> }[Kind];

/** Layers a reader can switch on and off. */
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
/** Layers that are off by default. */
export const OFF_AT_FIRST: readonly LayerName[] = ["plots"];

/** Kinds with their own list beside a service's figures, by their word in a link. */
export const TABS = ["gaps", "communities", "parks", "plots"] as const;
export type Tab = (typeof TABS)[number];

/** The selection's id if it is of a kind, else null. */
export const pickedIdOf = (selection: Selection | null, kind: Kind): string | null =>
	selection?.kind === kind && "id" in selection ? selection.id : null;
