import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BBox, Position } from "../../../geodata/units/position.ts";
import {
	useCommunities,
	useCourtyards,
	useFacilities,
	useFirms,
	useParks,
	usePlots,
} from "../../api/queries.ts";
import type { Padding } from "../../base-map/base-map.ts";
import { BAND_ENDS } from "../../derived/bands.ts";
import { isOpen } from "../../derived/facility-places.ts";
import type { Situation } from "../../derived/situation.ts";
import { systemOf } from "../../derived/systems.ts";
import { useAreas } from "../../engine/use-areas.ts";
import { useCall } from "../../engine/use-call.ts";
import { useCoverage } from "../../engine/use-coverage.ts";
import type { Engine } from "../../engine/use-engine.ts";
import { CoverageLegend } from "../../figures/coverage-legend.tsx";
import { useMap } from "../../map/use-map.ts";
import { useStore } from "../../state/store.ts";
import { LAYER_NAMES, type LayerName, type Selection } from "../../state/url-state.ts";
import type { Tokens } from "../../styles/tokens.ts";
import { PHONE_QUERY, useMediaQuery } from "../../styles/use-media-query.ts";
import { type Lists, pickedOf, usePicked } from "../../things/picked.ts";
import { PickedCard } from "../../things/picked-card.tsx";
import { PlotLegend } from "../../things/plot/plot-symbol.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Sheet, type SheetStop, sheetHeightPx } from "../../ui/sheet.tsx";
import { useWhatIf } from "../../what-if/use-what-if.ts";
import { useWhatIfAreas } from "../../what-if/use-what-if-areas.ts";
import { WhatIfBar } from "../../what-if/what-if-bar.tsx";
import { WhatIfCard } from "../../what-if/what-if-card.tsx";
import { WhatIfLayer } from "../../what-if/what-if-layer.tsx";
import { WhatIfLegend } from "../../what-if/what-if-legend.tsx";
import { ExplorePanel } from "./explore-panel.tsx";
import { createHovers, HoverMark } from "./hover-mark.tsx";
import { MapFoot } from "./map-foot.tsx";
import { useMapEvents } from "./map-presses.ts";
import { MapTools } from "./map-tools.tsx";
import { SystemLegend } from "./systems/system-legend.tsx";
import { useFirstLook, useVillageLook } from "./use-looks.ts";
import { useMapScene } from "./use-map-scene.ts";
import { hiddenFor, useSystemScene } from "./use-system-scene.ts";
import { useTruth } from "./use-truth.ts";

const PANEL_PX = 392;
const INSPECTOR_PX = 356;
const EDGE_PX = 28;
const PHONE_TOP_PX = 76;

/** The one screen: service, rule, figure, the circle against the streets, minutes, gaps; and the map. */
export function Explore({
	situation,
	engine,
	tokens,
	header,
	notice,
}: {
	readonly situation: Situation;
	/** null while the computing thread opens the city: the map and the lists are there already. */
	readonly engine: Engine | null;
	readonly tokens: Tokens;
	readonly header: ReactNode;
	/** Progress or trouble of the computing thread, in place of the figures. */
	readonly notice: ReactNode;
}) {
	const { t } = useTranslation();
	const phone = useMediaQuery(PHONE_QUERY);
	const { serviceId, mode, lens, camera, selection, only, hidden: off, set } = useStore();
	const [stop, setStop] = useState<SheetStop>("half");
	const system = systemOf(serviceId);
	const hidden = useMemo(() => hiddenFor(system, new Set(off)), [system, off]);
	// A phone has no room for both: the map comes first when it is worked on.
	useEffect(() => {
		if (mode === "what-if") setStop("peek");
	}, [mode]);
	const [hovers] = useState(createHovers);
	const [tileTrouble, setTileTrouble] = useState(false);
	const truth = useTruth(lens);

	const { city } = situation;
	const { features: facilities, error: missing, again } = useFacilities(city, situation.service.kinds);
	const { data: parks = null } = useParks(city);
	const { data: courtyards = null } = useCourtyards(city);
	const { data: communities = null } = useCommunities(city);
	const { data: firms = null } = useFirms(city);
	const { data: plots = null } = usePlots(city);
	const { result: last } = useCoverage(engine, situation, facilities);
	// Figures of the service before are no figures of this one, also while its places are awaited.
	const found = last?.input.key === situation.placesKey ? last : null;
	const opened = engine?.opened ?? null;
	const pickedId = selection && "id" in selection ? selection.id : null;
	const on = mode === "what-if" && system === null;
	const whatIf = useWhatIf(on, situation, engine, facilities, found, pickedId, tokens);
	const result = whatIf?.result ?? found;
	const gaps = result?.figures.gaps ?? null;
	const places = useMemo(
		() => (whatIf ? [...whatIf.standing.known, ...whatIf.planned] : facilities),
		[whatIf, facilities],
	);
	const lists: Lists = useMemo(
		() => ({ gaps, facilities: places, parks, courtyards, communities, plots, firms, opened }),
		[gaps, places, parks, courtyards, communities, plots, firms, opened],
	);
	const centres = useMemo(
		() => facilities?.filter(isOpen).map((row) => row.geometry.coordinates) ?? null,
		[facilities],
	);
	const foundAreas = useAreas(engine, found, centres, !hidden.has("areas"));
	const areas = useWhatIfAreas(engine, whatIf, foundAreas);
	const place = usePicked(selection, lists);
	const isochrones = useIsochrones(engine, situation, place.at);

	const padding = useMemo((): Padding => {
		if (phone)
			return { top: PHONE_TOP_PX, right: 16, bottom: sheetHeightPx("half", window.innerHeight), left: 16 };
		return { top: EDGE_PX, right: 88, bottom: 64, left: PANEL_PX + EDGE_PX };
	}, [phone]);
	const pick = useCallback((next: Selection | null) => set({ selection: next }), [set]);
	const press = useCallback(
		(next: Selection, position: Position) => {
			if (!whatIf?.takePress(position)) pick(next);
		},
		[whatIf, pick],
	);
	const events = useMapEvents(lists, system, press, hovers, setTileTrouble);
	const { controller, failed, containerRef, scaleRef } = useMap(city, tokens, padding, camera, events);
	const whatIfScene = useMemo(
		() => whatIf && { standing: [...whatIf.standing.open, ...whatIf.planned], pinned: whatIf.pinned },
		[whatIf],
	);
	useMapScene(controller, {
		situation,
		lists,
		result,
		areas,
		isochrones,
		selection,
		place,
		truth,
		hidden,
		tokens,
		whatIf: whatIfScene,
	});

	useSystemScene(controller, { system, lists, selection, only, tokens });

	const placed = camera !== null || selection !== null;
	useFirstLook(controller, opened, padding, !placed && system !== "courtyard");
	useVillageLook(controller, system, city.bbox, padding, placed);

	const fly = useCallback(
		(bbox: BBox | null) => {
			if (!bbox) return;
			controller?.fit(bbox, phone ? padding : { ...padding, right: INSPECTOR_PX + EDGE_PX });
		},
		[controller, padding, phone],
	);
	const pickAndFly = useCallback(
		(next: Selection) => {
			pick(next);
			if (phone) setStop("half");
			fly(pickedOf(next, lists).bbox);
		},
		[pick, fly, lists, phone],
	);

	const toggle = useCallback((layer: LayerName) => set({ hidden: toggled(off, layer) }), [set, off]);
	const zoom = useCallback((steps: number) => controller?.zoomBy(steps), [controller]);
	const showWhole = useCallback(() => controller?.fit(city.bbox, padding), [controller, city.bbox, padding]);
	const panel = (
		<ExplorePanel
			situation={situation}
			system={system}
			lists={lists}
			selection={selection}
			result={result}
			truth={truth}
			whatIf={whatIf}
			controller={controller}
			communityCode={place.communityCode}
			tokens={tokens}
			notice={notice ?? (missing && !facilities && <ErrorState error={missing} onRetry={again} />)}
			onPick={pickAndFly}
		/>
	);
	const handled = whatIf?.standing.known.find((row) => row.properties.facilityId === pickedId);
	const card =
		whatIf && handled ? (
			<WhatIfCard
				whatIf={whatIf}
				feature={handled}
				situation={situation}
				opened={opened}
				phone={phone}
				onClose={() => pick(null)}
			/>
		) : (
			place.picked && (
				<PickedCard
					place={place}
					lists={lists}
					situation={situation}
					result={result}
					engine={engine}
					isochrones={isochrones}
					tokens={tokens}
					phone={phone}
					onClose={() => pick(null)}
				/>
			)
		);

	return (
		<div
			className={`explore ${phone ? "phone" : "desktop"} ${whatIf ? "what-if" : ""}`}
			data-sheet={phone ? stop : undefined}
		>
			<main className="map-area">
				<div
					className="map"
					ref={containerRef}
					role="application"
					aria-label={`${t("map.label")}: ${t("map.hint")}`}
				/>
				{whatIf && controller && (
					<WhatIfLayer
						whatIf={whatIf}
						controller={controller}
						kinds={situation.kinds}
						homesHidden={hidden.has("homes")}
						pickedId={pickedId}
					/>
				)}
				{whatIf && <WhatIfBar whatIf={whatIf} situation={situation} onLeave={() => set({ mode: "look" })} />}
				{failed && (
					<div className="map-failed" role="alert">
						<b>{t("error.webgl")}</b>
						<p>{t("error.webglWhy")}</p>
					</div>
				)}
				{city.sample && <p className="sample-mark">{t("sample.mark")}</p>}
				{tileTrouble && <p className="sample-mark trouble">{t("error.tiles")}</p>}
				{!failed && <MapTools hidden={hidden} onToggle={toggle} onZoom={zoom} onWhole={showWhole} />}
				<MapFoot
					city={city}
					legend={
						<>
							{whatIf && <WhatIfLegend />}
							{!hidden.has("plots") && <PlotLegend />}
							{system ? <SystemLegend system={system} /> : <CoverageLegend situation={situation} />}
						</>
					}
					scaleRef={scaleRef}
				/>
				<HoverMark
					hovers={hovers}
					controller={controller}
					system={system}
					situation={situation}
					lists={lists}
					result={result}
					selection={selection}
					place={place}
				/>
			</main>
			{phone ? (
				<>
					<div className="phone-top">{header}</div>
					<Sheet stop={stop} onStop={setStop}>
						{card ?? panel}
					</Sheet>
				</>
			) : (
				<>
					<div className="panel">
						{header}
						<div className="panel-body">{panel}</div>
					</div>
					{card}
				</>
			)}
		</div>
	);
}

const toggled = (hidden: readonly LayerName[], layer: LayerName): readonly LayerName[] =>
	LAYER_NAMES.filter((name) => hidden.includes(name) !== (name === layer));

/** 5, 10, 15 minutes or their metres from what is picked; null where nothing is. */
function useIsochrones(engine: Engine | null, { rule, profile }: Situation, at: Position | null) {
	const { type } = rule;
	const input = useMemo(
		() => (at ? { position: at, type, cutoffs: BAND_ENDS[type], profile } : null),
		[at, type, profile],
	);
	return useCall(engine, "isochrones", input).output;
}
