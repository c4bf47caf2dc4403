import {
	createContext,
	type ReactNode,
	type RefObject,
	useContext,
	useEffectEvent,
	useLayoutEffect,
} from "react";
import { createPortal } from "react-dom";
import type { Position } from "../../geodata/units/position.ts";
import type { Padding } from "../base-map/base-map.ts";
import type { Situation } from "../derived/situation.ts";
import type { Engine } from "../engine/use-engine.ts";
import type { CityMap, MapHit } from "../map/city-map.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { Scene } from "../things/scene.ts";
import { SceneLayers } from "../things/scene-layers.tsx";
import type { SheetStop } from "../ui/sheet.tsx";

/** Slots of the page that a workspace fills. */

export type Slot = "panel" | "card" | "onMap" | "tools" | "legend" | "tip";

export interface MapListeners {
	readonly onClick: (hit: MapHit, position: Position) => void;
	readonly onHover: (hit: MapHit | null, at: { readonly x: number; readonly y: number }) => void;
}

/** What the page provides to a workspace. Keeps the map when the workspace changes; ends with its city. */
export interface Shell {
	readonly situation: Situation;
	/** null while the worker opens the city: the map and the lists are ready before. */
	readonly engine: Engine | null;
	readonly tokens: Tokens;
	/** Whether the panel is a sheet over the map. */
	readonly phone: boolean;
	/** null until the map is created, and where it cannot be drawn. */
	readonly controller: CityMap | null;
	/** Padding for the panel and sheet over the map. */
	readonly padding: Padding;
	/** Progress or an error of the worker, instead of figures. */
	readonly notice: ReactNode;
	/** Moves the phone's sheet. */
	readonly setSheet: (stop: SheetStop) => void;
	/** Sets a CSS class on the whole page while a mode is on. */
	readonly setMode: (mode: string) => void;
	readonly slots: Readonly<Record<Slot, HTMLElement | null>>;
	/** Listeners of the open workspace. */
	readonly listeners: RefObject<MapListeners | null>;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
	const shell = useContext(ShellContext);
	if (!shell) throw new Error("a workspace is drawn inside the shell");
	return shell;
}

/** What a workspace provides to the page: a map scene, a panel, a card, and controls on and beside the map. */
export function WorkspaceView({
	scene,
	panel,
	card,
	onMap,
	tools,
	legend,
	tip,
	mode,
	onClick,
	onHover,
}: {
	readonly scene: Scene;
	readonly panel: ReactNode;
	/** Card of the selection; null without one. On a phone it replaces the panel. */
	readonly card: ReactNode;
	readonly onMap: ReactNode;
	readonly tools: ReactNode;
	readonly legend: ReactNode;
	readonly tip: ReactNode;
	/** "" or a CSS class of the whole page. */
	readonly mode: string;
} & MapListeners) {
	const { controller, listeners, phone, setMode } = useShell();
	const click = useEffectEvent(onClick);
	const hover = useEffectEvent(onHover);
	useLayoutEffect(() => {
		listeners.current = {
			onClick: (hit, position) => click(hit, position),
			onHover: (hit, at) => hover(hit, at),
		};
		return () => {
			listeners.current = null;
		};
	}, [listeners]);
	useLayoutEffect(() => {
		setMode(mode);
		return () => setMode("");
	}, [setMode, mode]);
	return (
		<>
			{controller && <SceneLayers controller={controller} scene={scene} />}
			<InSlot slot="onMap">{onMap}</InSlot>
			<InSlot slot="tools">{tools}</InSlot>
			<InSlot slot="legend">{legend}</InSlot>
			<InSlot slot="tip">{tip}</InSlot>
			<InSlot slot="panel">{phone && card ? card : panel}</InSlot>
			<InSlot slot="card">{phone ? null : card}</InSlot>
		</>
	);
}

/** Renders children into a slot of the page. */
export function InSlot({ slot, children }: { readonly slot: Slot; readonly children: ReactNode }) {
	const element = useShell().slots[slot];
	return element && createPortal(children, element);
}
