import { useCallback, useEffect, useMemo } from "react";
import { isOpen } from "../../derived/facility-places.ts";
import { systemOf } from "../../derived/systems.ts";
import { useAreas } from "../../engine/use-areas.ts";
import { CoverageLegend } from "../../figures/coverage-legend.tsx";
import { LAYER_NAMES, type LayerName } from "../../state/kinds.ts";
import { useStore } from "../../state/store.ts";
import { useFound } from "../../things/find-thing.ts";
import { PlotLegend } from "../../things/plot/plot-symbol.tsx";
import type { Scene } from "../../things/scene.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useWhatIfAreas } from "../../what-if/use-what-if-areas.ts";
import { WhatIfBar } from "../../what-if/what-if-bar.tsx";
import { WhatIfCard } from "../../what-if/what-if-card.tsx";
import { WhatIfLayer } from "../../what-if/what-if-layer.tsx";
import { WhatIfLegend } from "../../what-if/what-if-legend.tsx";
import { useShell, WorkspaceView } from "../shell.tsx";
import { ExplorePanel } from "./explore-panel.tsx";
import { hiddenLayersOf } from "./hidden-layers.ts";
import { HoverMark } from "./hover-mark.tsx";
import { MapTools } from "./map-tools.tsx";
import { SystemLegend } from "./systems/system-legend.tsx";
import { useIsochrones } from "./use-isochrones.ts";
import { useLists } from "./use-lists.ts";
import { useFirstLook, useVillageLook } from "./use-looks.ts";
import { usePicks } from "./use-picks.ts";
import { useTruth } from "./use-truth.ts";
import { useExploreWork } from "./work.ts";

/** A service on the map: its rule and figure, circles and streets, minutes, gaps; and the city's lists. */
export function Explore() {
	const { situation, engine, tokens, phone, controller, padding, notice, setSheet } = useShell();
	const serviceId = useStore((state) => state.serviceId);
	const mode = useStore((state) => state.mode);
	const camera = useStore((state) => state.camera);
	const selection = useStore((state) => state.selection);
	const only = useStore((state) => state.only);
	const off = useStore((state) => state.hidden);
	const truth = useTruth(useStore((state) => state.lens));
	const set = useStore((state) => state.set);
	const work = useExploreWork();
	const { city } = situation;
	const system = systemOf(serviceId);
	const hidden = useMemo(() => hiddenLayersOf(system, new Set(off)), [system, off]);
	// A phone has no space for both: the map has priority in the mode.
	useEffect(() => {
		if (mode === "what-if") setSheet("peek");
	}, [mode, setSheet]);

	const on = mode === "what-if" && system === null;
	const { lists, facilities, found, result, whatIf, missing, again } = useLists(work, on);
	const { opened } = lists;
	const centres = useMemo(
		() => facilities?.filter(isOpen).map((row) => row.geometry.coordinates) ?? null,
		[facilities],
	);
	const foundAreas = useAreas(engine, found, centres, !hidden.has("areas"));
	const areas = useWhatIfAreas(engine, whatIf, foundAreas);
	const thing = useFound(selection, lists);
	const pickedAt = thing?.at ?? null;
	const isochrones = useIsochrones(engine, situation, pickedAt);
	const { pick, pickAndFly, events } = usePicks(lists, system, whatIf, work);

	const placed = camera !== null || selection !== null;
	useFirstLook(controller, opened, padding, !placed && system !== "courtyard");
	useVillageLook(controller, system, city.bbox, padding, placed);

	const whatIfScene = useMemo(
		() => whatIf && { standing: [...whatIf.standing.open, ...whatIf.planned], pinned: whatIf.pinned },
		[whatIf],
	);
	const communityCode = thing?.communityCode ?? null;
	const scene: Scene = {
		situation,
		system,
		only,
		lists,
		result,
		areas,
		isochrones,
		selection,
		pickedAt,
		communityCode,
		truth,
		hidden,
		tokens,
		whatIf: whatIfScene,
	};

	const toggle = useCallback((layer: LayerName) => set({ hidden: toggled(off, layer) }), [set, off]);
	const zoom = useCallback((steps: number) => controller?.zoomBy(steps), [controller]);
	const showWhole = useCallback(() => controller?.fit(city.bbox, padding), [controller, city.bbox, padding]);
	const close = () => pick(null);
	const pickedId = selection && "id" in selection ? selection.id : null;
	const handled = whatIf?.standing.known.find((row) => row.properties.facilityId === pickedId);
	const card =
		whatIf && handled ? (
			<WhatIfCard
				whatIf={whatIf}
				feature={handled}
				situation={situation}
				opened={opened}
				phone={phone}
				onClose={close}
			/>
		) : (
			(thing?.card({ lists, situation, result, engine, isochrones, tokens, phone, onClose: close }) ?? null)
		);
	return (
		<WorkspaceView
			scene={scene}
			mode={whatIf ? "what-if" : ""}
			{...events}
			panel={
				<ExplorePanel
					situation={situation}
					system={system}
					lists={lists}
					selection={selection}
					result={result}
					truth={truth}
					whatIf={whatIf}
					sessions={work.sessions}
					controller={controller}
					communityCode={communityCode}
					tokens={tokens}
					notice={notice ?? (missing && !facilities && <ErrorState error={missing} onRetry={again} />)}
					onPick={pickAndFly}
				/>
			}
			card={card}
			onMap={
				whatIf && (
					<>
						{controller && (
							<WhatIfLayer
								whatIf={whatIf}
								controller={controller}
								kinds={situation.kinds}
								homesHidden={hidden.has("homes")}
								pickedId={pickedId}
							/>
						)}
						<WhatIfBar whatIf={whatIf} situation={situation} onLeave={() => set({ mode: "look" })} />
					</>
				)
			}
			tools={<MapTools hidden={hidden} onToggle={toggle} onZoom={zoom} onWhole={showWhole} />}
			legend={
				<>
					{whatIf && <WhatIfLegend />}
					{!hidden.has("plots") && <PlotLegend />}
					{system ? <SystemLegend system={system} /> : <CoverageLegend situation={situation} />}
				</>
			}
			tip={controller && <HoverMark work={work} controller={controller} scene={scene} />}
		/>
	);
}

const toggled = (hidden: readonly LayerName[], layer: LayerName): readonly LayerName[] =>
	LAYER_NAMES.filter((name) => hidden.includes(name) !== (name === layer));
