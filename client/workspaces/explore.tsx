import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BBox, Position } from "../../geodata/units/position.ts";
import {
	useCommunities,
	useCourtyards,
	useFacilities,
	useFirms,
	useParks,
	usePlots,
} from "../api/queries.ts";
import { FigureCard } from "../components/figure-card.tsx";
import { Histogram } from "../components/histogram.tsx";
import { type Hover, HoverTip } from "../components/hover-tip.tsx";
import { MapFoot } from "../components/map-foot.tsx";
import { MapLegend } from "../components/map-legend.tsx";
import { MapTools } from "../components/map-tools.tsx";
import { ServiceCard } from "../components/service-card.tsx";
import { Sheet, type SheetStop, sheetHeightPx } from "../components/sheet.tsx";
import { TruthCard } from "../components/truth-card.tsx";
import { PHONE_QUERY, useMediaQuery } from "../components/use-media-query.ts";
import { useTruth } from "../components/use-truth.ts";
import { BAND_ENDS } from "../derived/bands.ts";
import { coreCamera } from "../derived/core-camera.ts";
import { firmOf } from "../derived/firms.ts";
import type { Situation } from "../derived/situation.ts";
import { type SystemId, systemOf } from "../derived/systems.ts";
import type { CoverageResult, OpenedCity } from "../engine/types.ts";
import { useAreas } from "../engine/use-areas.ts";
import { useCall } from "../engine/use-call.ts";
import { isOpen, useCoverage } from "../engine/use-coverage.ts";
import type { Engine } from "../engine/use-engine.ts";
import type { MapController, MapEvents, MapHit, Padding } from "../map/map-controller.ts";
import { useMap } from "../map/use-map.ts";
import { useStore } from "../state/store.ts";
import { LAYER_NAMES, type LayerName, type Selection } from "../state/url-state.ts";
import type { Tokens } from "../styles/tokens.ts";
import { FirmTip } from "../systems/firm-tip.tsx";
import { GoalLine } from "../systems/goal-line.tsx";
import { PlotLegend, SystemLegend } from "../systems/system-legend.tsx";
import { SystemPanel } from "../systems/system-panel.tsx";
import { Trend } from "../systems/trend.tsx";
import { useRowCounts } from "../systems/use-row-counts.ts";
import { hiddenFor, useSystemScene } from "../systems/use-system-scene.ts";
import { useWhatIf } from "../whatif/use-what-if.ts";
import { useWhatIfAreas } from "../whatif/use-what-if-areas.ts";
import { WhatIfBar } from "../whatif/what-if-bar.tsx";
import { WhatIfCard } from "../whatif/what-if-card.tsx";
import { WhatIfEntry } from "../whatif/what-if-entry.tsx";
import { WhatIfLayer } from "../whatif/what-if-layer.tsx";
import { WhatIfLegend } from "../whatif/what-if-legend.tsx";
import { LiveLedger, WhatIfPanel } from "../whatif/what-if-panel.tsx";
import { PickedCard } from "./picked-card.tsx";
import { ResultTabs } from "./result-tabs.tsx";
import { useMapScene } from "./use-map-scene.ts";
import { type Lists, pickedOf, usePicked } from "./use-picked.ts";

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
	const [hover, setHover] = useState<Hover | null>(null);
	const [tileTrouble, setTileTrouble] = useState(false);
	const truth = useTruth(lens);

	const { city } = situation;
	const { features: facilities } = useFacilities(city, situation.service.kinds);
	const { data: parks = null } = useParks(city);
	const { data: courtyards = null } = useCourtyards(city);
	const { data: communities = null } = useCommunities(city);
	const { data: firms = null } = useFirms(city);
	const { data: plots = null } = usePlots(city);
	const { result: found } = useCoverage(engine, situation, facilities);
	const opened = engine?.opened ?? null;
	const pickedId = selection && "id" in selection ? selection.id : null;
	const on = mode === "what-if" && system === null;
	const whatIf = useWhatIf(on, situation, engine, facilities, found, pickedId, tokens);
	const result = whatIf?.result ?? found;
	const gaps = result?.figures.gaps ?? null;
	const places = whatIf?.standing.known ?? facilities;
	const lists: Lists = useMemo(
		() => ({ gaps, facilities: places, parks, courtyards, communities, plots, firms, opened }),
		[gaps, places, parks, courtyards, communities, plots, firms, opened],
	);
	const rows = useRowCounts(lists);
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
	const events = useMapEvents(lists, system, press, setHover, () => setTileTrouble(true));
	const { controller, failed, containerRef, scaleRef } = useMap(city, tokens, padding, camera, events);
	const hovered = useHoveredPosition(hover, lists);
	const whatIfScene = useMemo(
		() => whatIf && { standing: whatIf.standing.open, pinned: whatIf.pinned },
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
		hovered,
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

	const agesKnown = opened?.homes.agesKnown ?? true;
	const leave = () => set({ mode: "look" });
	const figures =
		notice ??
		(whatIf ? (
			<WhatIfPanel
				whatIf={whatIf}
				situation={situation}
				controller={controller}
				agesKnown={agesKnown}
				tokens={tokens}
				onPick={pickAndFly}
			/>
		) : (
			<>
				<FigureCard situation={situation} result={result} agesKnown={agesKnown}>
					<GoalLine situation={situation} lists={lists} result={result} />
					<Trend situation={situation} result={result} />
				</FigureCard>
				<TruthCard result={result} truth={truth} />
				<Histogram situation={situation} result={result} tokens={tokens} />
			</>
		));
	const tabs = (shown: CoverageResult | null) => (
		<ResultTabs
			situation={situation}
			result={shown}
			lists={lists}
			pickedCommunity={place.communityCode}
			onPick={pickAndFly}
		/>
	);
	const panel = (
		<>
			<ServiceCard situation={situation} system={system} rows={rows} />
			{system ? (
				<SystemPanel
					system={system}
					rows={rows}
					situation={situation}
					lists={lists}
					selection={selection}
					onPick={pickAndFly}
				/>
			) : (
				<>
					{!whatIf && <WhatIfEntry situation={situation} />}
					{figures}
					{whatIf ? <LiveLedger whatIf={whatIf}>{tabs}</LiveLedger> : tabs(result)}
				</>
			)}
		</>
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
		<div className={`explore ${phone ? "phone" : "desktop"} ${whatIf ? "what-if" : ""}`}>
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
				{whatIf && <WhatIfBar whatIf={whatIf} situation={situation} onLeave={leave} />}
				{failed && (
					<div className="map-failed" role="alert">
						<b>{t("error.webgl")}</b>
						<p>{t("error.webglWhy")}</p>
					</div>
				)}
				{city.sample && <p className="sample-mark">{t("sample.mark")}</p>}
				{tileTrouble && <p className="sample-mark trouble">{t("error.tiles")}</p>}
				<MapTools
					hidden={hidden}
					onToggle={(layer) => set({ hidden: toggled(off, layer) })}
					onZoom={(steps) => controller?.zoomBy(steps)}
					onWhole={() => controller?.fit(city.bbox, padding)}
				/>
				<MapFoot
					city={city}
					legend={
						<>
							{whatIf && <WhatIfLegend />}
							{!hidden.has("plots") && <PlotLegend />}
							{system ? <SystemLegend system={system} /> : <MapLegend situation={situation} />}
						</>
					}
					scaleRef={scaleRef}
				/>
				{hover && system === "property-firm" && <FirmTip hover={hover} lists={lists} />}
				{hover && system === null && result && opened && (
					<HoverTip hover={hover} opened={opened} result={result} situation={situation} />
				)}
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

/** Courtyards stand in villages all around: who turns to them sees the whole city, but for a link to a place. */
function useVillageLook(
	controller: MapController | null,
	system: SystemId | null,
	bbox: BBox,
	padding: Padding,
	placed: boolean,
): void {
	const seen = useRef<SystemId | null | "nothing">("nothing");
	useEffect(() => {
		if (!controller || seen.current === system) return;
		const first = seen.current === "nothing";
		seen.current = system;
		if (system === "courtyard" && !(first && placed)) controller.fit(bbox, padding);
	}, [controller, system, bbox, padding, placed]);
}

/** A visit without a place in its link begins where most people live. */
function useFirstLook(
	controller: MapController | null,
	opened: OpenedCity | null,
	padding: Padding,
	wanted: boolean,
): void {
	const looked = useRef(false);
	useEffect(() => {
		if (!controller || !opened || looked.current) return;
		looked.current = true;
		const core = wanted && !controller.touched ? coreCamera(opened.homes) : null;
		if (core) controller.look(core, padding);
	}, [controller, opened, padding, wanted]);
}

/** 5, 10, 15 minutes or their metres from what is picked; null where nothing is. */
function useIsochrones(engine: Engine | null, { rule, profile }: Situation, at: Position | null) {
	const { type } = rule;
	const input = useMemo(
		() => (at ? { position: at, type, cutoffs: BAND_ENDS[type], profile } : null),
		[at, type, profile],
	);
	return useCall(engine, "isochrones", input).output;
}

function useHoveredPosition(hover: Hover | null, { opened }: Lists): Position | null {
	const home = hover?.hit.kind === "home" ? hover.hit.home : null;
	return useMemo(() => {
		const lngLat = opened?.homes.lngLat;
		return home !== null && lngLat ? [lngLat[home * 2]!, lngLat[home * 2 + 1]!] : null;
	}, [home, opened]);
}

function useMapEvents(
	lists: Lists,
	system: SystemId | null,
	press: (selection: Selection, position: Position) => void,
	setHover: (hover: Hover | null) => void,
	onTileError: () => void,
): MapEvents {
	const set = useStore((state) => state.set);
	return {
		onClick: (hit, position) => press(selectionOf(hit, position, lists, system), position),
		onHover: (hit, at) => setHover(hit && hit.kind === "home" ? { hit, ...at } : null),
		onCamera: (camera) => set({ camera }),
		onReady: () => undefined,
		onTileError,
	};
}

function selectionOf(hit: MapHit, position: Position, lists: Lists, system: SystemId | null): Selection {
	const ground: Selection = { kind: "point", position };
	if (hit.kind === "ground") return ground;
	if (hit.kind === "home") {
		const id = lists.opened?.homes.ids[hit.home];
		if (id === undefined) return ground;
		const firm = system === "property-firm" && firmOf(lists.firms ?? [], id);
		return firm ? { kind: "firm", id: firm.properties.firmId } : { kind: "home", id };
	}
	switch (hit.layer) {
		case "gap-name":
			return { kind: "gap", id: hit.id };
		case "community-name":
		case "system-area":
		case "system-count":
			return { kind: "community", id: hit.id };
		case "courtyard":
			return { kind: "courtyard", id: hit.id };
		case "park":
			return { kind: "park", id: hit.id };
		case "plot":
		case "plot-area":
			return { kind: "plot", id: hit.id };
		case "facility":
			return lists.parks?.some((park) => park.properties.parkId === hit.id)
				? { kind: "park", id: hit.id }
				: { kind: "facility", id: hit.id };
	}
}
