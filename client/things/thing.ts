import { type ComponentType, createElement, type ReactNode, type RefObject } from "react";
import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import type { BBox, Position } from "../../geodata/units/position.ts";
import type { KindRow, Situation } from "../derived/situation.ts";
import type { SystemId } from "../derived/systems.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { Engine } from "../engine/use-engine.ts";
import type { CityMap, MapShape } from "../map/city-map.ts";
import type { DataLayers } from "../map/data-layers.ts";
import type { Kind, Selection, SelectionOf, Tab } from "../state/kinds.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Lists } from "./lists.ts";
import type { Scene } from "./scene.ts";

/** The location of a thing. */
export interface Place {
	/** Position of its mark; null where its outline shows it. */
	readonly at: Position | null;
	readonly bbox: BBox | null;
	/** The community that contains it, or the community itself. */
	readonly communityCode: string | null;
}

/** Properties passed to the card of any thing. */
export interface CardProps {
	readonly lists: Lists;
	readonly situation: Situation;
	readonly result: CoverageResult | null;
	readonly engine: Engine | null;
	readonly isochrones: Isochrones | null;
	readonly tokens: Tokens;
	readonly phone: boolean;
	readonly onClose: () => void;
}

/** A thing that was found, with its card. */
export interface Found extends Place {
	readonly card: (props: CardProps) => ReactNode;
}

export interface LayerProps {
	readonly controller: CityMap;
	readonly scene: Scene;
}

export interface TipProps {
	/** Index of the home under the pointer. */
	readonly home: number;
	readonly x: number;
	readonly y: number;
	readonly scene: Scene;
}

export interface ListProps {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	readonly selection: Selection | null;
	readonly communityCode: string | null;
	/** Selects and flies there; a stable function. */
	readonly onPick: (selection: Selection) => void;
	/** The scroll container of the list. */
	readonly scroller: RefObject<HTMLElement | null>;
}

/** The definition of one kind of thing. */
export interface Thing<K extends Kind> {
	/** The selected thing; null while its list is loading or where it no longer exists. */
	readonly find: (selection: SelectionOf<K>, lists: Lists) => Found | null;
	/** Its style sources and layers; null without any. */
	readonly drawn: DataLayers | null;
	/** Writes the scene's data to its sources; null where it draws nothing. */
	readonly Layer: ComponentType<LayerProps> | null;
	/** Images of its layers, by name. */
	readonly images: (kinds: readonly KindRow[], tokens: Tokens) => ReadonlyMap<string, MapShape>;
	/** The selection after a click on one of its layers, by feature id. */
	readonly press: (id: string, lists: Lists) => Selection | null;
	/** The selection after a click on a home, where the kind concerns homes. */
	readonly pressHome: ((home: number, lists: Lists, system: SystemId | null) => Selection | null) | null;
	/** The tooltip over a home, where the kind concerns homes. */
	readonly Tip: ComponentType<TipProps> | null;
	/** Its list beside a service's figures. */
	readonly list: {
		readonly tab: Tab;
		/** Number of rows; undefined while loading. */
		readonly count: (lists: Lists, result: CoverageResult | null) => number | undefined;
		readonly List: ComponentType<ListProps>;
	} | null;
}

/** The required parts of a kind; optional parts are absent by default. */
export interface ThingParts<K extends Kind, T> extends Partial<Omit<Thing<K>, "find">> {
	readonly find: (selection: SelectionOf<K>, lists: Lists) => (Place & { readonly thing: T }) | null;
	readonly Card: ComponentType<CardProps & FoundThing<T>>;
}

export interface FoundThing<T> {
	readonly thing: T;
	readonly place: Place;
}

const NO_IMAGES: ReadonlyMap<string, MapShape> = new Map();

/** Defines a kind of thing; its card gets the found thing, in the kind's own type. */
export function describeThing<K extends Kind, T>(
	kind: K,
	{ find, Card, ...parts }: ThingParts<K, T>,
): Thing<K> {
	return {
		drawn: null,
		Layer: null,
		images: () => NO_IMAGES,
		press: (id) => (kind === "point" ? null : { kind, id }),
		pressHome: null,
		Tip: null,
		list: null,
		...parts,
		find: (selection, lists) => {
			const found = find(selection, lists);
			if (!found) return null;
			const { thing, ...place } = found;
			return { ...place, card: (props) => createElement(Card, { ...props, thing, place }) };
		},
	};
}
