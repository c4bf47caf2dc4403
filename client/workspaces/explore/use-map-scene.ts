import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Isochrones } from "../../../geodata/isochrone/isochrones.ts";
import type { FacilityFeature } from "../../api/city-api.ts";
import { isOpen } from "../../derived/facility-places.ts";
import { homeColours, homePalette } from "../../derived/home-colours.ts";
import type { Situation } from "../../derived/situation.ts";
import type { CoverageResult } from "../../engine/types.ts";
import type { Areas } from "../../engine/use-areas.ts";
import { formatCount } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.ts";
import { drawAreas } from "../../map/layers/area-drawing.ts";
import type { MapController, SwitchedLayer } from "../../map/map-controller.ts";
import type { DataSource } from "../../map/style-data.ts";
import type { LayerName, Selection } from "../../state/url-state.ts";
import type { Tokens } from "../../styles/tokens.ts";
import {
	areaFeatures,
	circleFeatures,
	communityFeatures,
	communityNameFeatures,
	EMPTY,
	facilityFeatures,
	gapFeatures,
	gapNameFeatures,
	isochroneFeatures,
	parkAreaFeatures,
	parkFeatures,
	symbolShapes,
} from "../../things/map-features.ts";
import type { Lists, PickedPlace } from "../../things/picked.ts";

export interface Scene {
	readonly situation: Situation;
	readonly lists: Lists;
	readonly result: CoverageResult | null;
	readonly areas: Areas;
	readonly isochrones: Isochrones | null;
	readonly selection: Selection | null;
	readonly place: PickedPlace;
	/** 0 circles, 1 streets. */
	readonly truth: number;
	readonly hidden: ReadonlySet<LayerName>;
	readonly tokens: Tokens;
	/** In a what-if the facilities as they stand, and those that are elements of their own; homes are its to colour. */
	readonly whatIf: {
		readonly standing: readonly FacilityFeature[];
		readonly pinned: ReadonlySet<string>;
	} | null;
}

const SWITCHED: readonly (SwitchedLayer & LayerName)[] = [
	"gaps",
	"facilities",
	"parks",
	"plots",
	"courtyards",
	"communities",
];

/** Puts results on the map: each effect feeds one source, from what it depends on and nothing else. */
export function useMapScene(controller: MapController | null, scene: Scene): void {
	const { situation, lists, result, tokens, hidden } = scene;
	const { t } = useTranslation();
	useEffect(
		() => controller?.setSymbols(symbolShapes(situation.catalogue.kinds, tokens)),
		[controller, situation.catalogue, tokens],
	);
	// The circle knows no gaps but its own: the hatch belongs to the streets.
	const gapsShown = scene.truth >= 0.5;
	useEffect(() => {
		for (const layer of SWITCHED)
			controller?.setVisible(layer, !hidden.has(layer) && (layer !== "gaps" || gapsShown));
	}, [controller, hidden, gapsShown]);
	const named = (lists.communities?.length ?? 0) > 0;
	useEffect(() => controller?.setVisible("villages", !named), [controller, named]);
	const lang = useLanguage();
	useEffect(() => controller?.setLanguage(lang), [controller, lang]);
	useHomes(controller, scene);
	useAreaShapes(controller, scene);

	const pickedGap = scene.selection?.kind === "gap" ? scene.selection.id : null;
	// The labels are words: another language makes them anew.
	// biome-ignore lint/correctness/useExhaustiveDependencies: t changes with the language.
	const gapNames = useMemo(
		() => gapNameFeatures(lists.gaps ?? [], (gap) => t("gap.people", { people: formatCount(gap.people) })),
		[lists.gaps, lang],
	);
	const gaps = useMemo(() => gapFeatures(lists.gaps ?? [], pickedGap), [lists.gaps, pickedGap]);
	const { whatIf } = scene;
	const facilities = whatIf?.standing ?? lists.facilities;
	const radiusM = result?.figures.totals.circleRadiusM ?? null;
	const circles = useMemo(
		() =>
			facilities && radiusM !== null
				? circleFeatures(
						facilities.filter(isOpen).map((row) => row.geometry.coordinates),
						radiusM,
					)
				: EMPTY,
		[facilities, radiusM],
	);
	const kinds = situation.service.kinds;
	const pinned = whatIf?.pinned ?? null;
	const places = useMemo(
		() =>
			facilities
				? facilityFeatures(
						facilities.filter((row) => !pinned?.has(row.properties.facilityId)),
						kinds,
					)
				: EMPTY,
		[facilities, pinned, kinds],
	);
	// Parks that are the facilities of the service are drawn as those, once.
	const parks = useMemo(
		() => parkFeatures((lists.parks ?? []).filter((park) => !kinds.includes(park.properties.kind))),
		[lists.parks, kinds],
	);
	const parkAreas = useMemo(() => parkAreaFeatures(lists.parks ?? []), [lists.parks]);
	const { communityCode } = scene.place;
	const communities = useMemo(
		() => communityFeatures(lists.communities ?? [], communityCode),
		[lists.communities, communityCode],
	);
	const communityNames = useMemo(
		() => communityNameFeatures(lists.communities ?? [], communityCode),
		[lists.communities, communityCode],
	);
	const isochrone = useMemo(
		() => (scene.isochrones ? isochroneFeatures(scene.isochrones, tokens) : EMPTY),
		[scene.isochrones, tokens],
	);
	useSource(controller, "gaps", gaps);
	useSource(controller, "gap-names", gapNames);
	useSource(controller, "community-names", communityNames);
	useSource(controller, "circles", hidden.has("areas") ? EMPTY : circles);
	useSource(controller, "facilities", places);
	useSource(controller, "parks", parks);
	useSource(controller, "park-areas", parkAreas);
	useSource(controller, "communities", communities);
	useSource(controller, "isochrone", isochrone);
}

function useSource(
	controller: MapController | null,
	source: DataSource,
	data: GeoJSON.FeatureCollection,
): void {
	useEffect(() => controller?.setSource(source, data), [controller, source, data]);
}

/** Homes coloured by the cutoff as it is now: the walks are there, so a dragged line needs no answer. */
function useHomes(
	controller: MapController | null,
	{ lists, result, situation, truth, tokens, hidden, whatIf }: Scene,
): void {
	const homes = lists.opened?.homes;
	useEffect(() => {
		if (homes) controller?.setHomes(homes.lngLat, homes.people);
	}, [controller, homes]);
	const { rule, placesKey } = situation;
	const live = whatIf !== null;
	const shown = !hidden.has("homes");
	const colours = useMemo(() => {
		if (!result || !shown || result.input.key !== placesKey || result.input.rule.type !== rule.type)
			return null;
		return homeColours(result.impedance, result.inCircle, rule, homePalette(tokens, truth));
	}, [result, shown, placesKey, rule, truth, tokens]);
	useEffect(() => {
		if (!live) controller?.setHomeLook(colours && { colours, marks: null });
	}, [controller, colours, live]);
}

/** At rest the true areas are a layer of the map; the circles and everything between are drawn by deck.gl. */
function useAreaShapes(controller: MapController | null, { areas, situation, truth, hidden }: Scene): void {
	const { shapes, of } = areas;
	const shown = !hidden.has("areas") && of?.input.key === situation.placesKey;
	const resting = truth >= 1;
	const features = useMemo(() => (shapes ? areaFeatures(shapes) : EMPTY), [shapes]);
	useSource(controller, "areas", features);
	useEffect(() => controller?.setVisible("areas", shown && resting), [controller, shown, resting]);
	const drawing = useMemo(
		() => (shapes && shown && !resting ? drawAreas(shapes, truth) : null),
		[shapes, shown, resting, truth],
	);
	useEffect(() => controller?.setAreas(drawing), [controller, drawing]);
}
