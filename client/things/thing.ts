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

/** Where a thing is. */
export interface Place {
	/** Where its mark stands; null where its outline says it. */
	readonly at: Position | null;
	readonly bbox: BBox | null;
	/** The community it lies in or is. */
	readonly communityCode: string | null;
}

/** What the card of any thing is given. */
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
	/** Picks and flies there; keeps its identity. */
	readonly onPick: (selection: Selection) => void;
	/** What scrolls around the list. */
	readonly scroller: RefObject<HTMLElement | null>;
}

/** Everything the page knows of one kind of thing. */
export interface Thing<K extends Kind> {
	/** What a selection names; null while its list is under way or where it is gone. */
	readonly find: (selection: SelectionOf<K>, lists: Lists) => Found | null;
	/** Its sources and layers of the style; null where it has none. */
	readonly drawn: DataLayers | null;
	/** Puts what it draws into its sources, as the scene has it; null where it draws nothing. */
	readonly Layer: ComponentType<LayerProps> | null;
	/** Images its layers name, by their names. */
	readonly images: (kinds: readonly KindRow[], tokens: Tokens) => ReadonlyMap<string, MapShape>;
	/** What a press on one of its layers picks, by the id of the feature. */
	readonly press: (id: string, lists: Lists) => Selection | null;
	/** What a press on a home picks, where the kind has to do with homes. */
	readonly pressHome: ((home: number, lists: Lists, system: SystemId | null) => Selection | null) | null;
	/** Words beside the pointer over a home, where the kind has to do with homes. */
	readonly Tip: ComponentType<TipProps> | null;
	/** Its list beside a service's figures. */
	readonly list: {
		readonly tab: Tab;
		/** Rows; undefined while they are being read. */
		readonly count: (lists: Lists, result: CoverageResult | null) => number | undefined;
		readonly List: ComponentType<ListProps>;
	} | null;
}

/** What a kind must say for itself; what it does not say it does not have. */
export interface ThingParts<K extends Kind, T> extends Partial<Omit<Thing<K>, "find">> {
	readonly find: (selection: SelectionOf<K>, lists: Lists) => (Place & { readonly thing: T }) | null;
	readonly Card: ComponentType<CardProps & FoundThing<T>>;
}

export interface FoundThing<T> {
	readonly thing: T;
	readonly place: Place;
}

const NO_IMAGES: ReadonlyMap<string, MapShape> = new Map();

/** A kind of thing; its card is given what was found, in the kind's own type. */
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
