import { useMemo } from "react";
import type { Gap } from "../../geodata/gaps/gaps.ts";
import type { BBox, Position } from "../../geodata/units/position.ts";
import type {
	CommunityFeature,
	CourtyardFeature,
	FacilityFeature,
	FirmFeature,
	ParkFeature,
	PlotFeature,
} from "../api/city-api.ts";
import { around, bboxOf, holds } from "../derived/geometry-bbox.ts";
import type { OpenedCity } from "../engine/types.ts";
import type { Selection } from "../state/url-state.ts";
import { firmBBox } from "./firm/firms.ts";

/** Lists a selection is looked up in; null where one has not come yet. */
export interface Lists {
	readonly gaps: readonly Gap[] | null;
	readonly facilities: readonly FacilityFeature[] | null;
	readonly parks: readonly ParkFeature[] | null;
	readonly courtyards: readonly CourtyardFeature[] | null;
	readonly communities: readonly CommunityFeature[] | null;
	readonly plots: readonly PlotFeature[] | null;
	readonly firms: readonly FirmFeature[] | null;
	readonly opened: OpenedCity | null;
}

/** The thing a selection names, with where it is; null while its list is under way or where it is gone. */
export type Picked =
	| { readonly kind: "gap"; readonly gap: Gap }
	| { readonly kind: "facility"; readonly facility: FacilityFeature }
	| { readonly kind: "park"; readonly park: ParkFeature }
	| { readonly kind: "courtyard"; readonly courtyard: CourtyardFeature }
	| { readonly kind: "plot"; readonly plot: PlotFeature }
	| { readonly kind: "firm"; readonly firm: FirmFeature }
	| { readonly kind: "community"; readonly code: string; readonly name: string }
	| { readonly kind: "home"; readonly home: number; readonly position: Position }
	| { readonly kind: "point"; readonly position: Position };

export interface PickedPlace {
	readonly picked: Picked | null;
	/** Where its mark stands; null where its outline says it. */
	readonly at: Position | null;
	readonly bbox: BBox | null;
	/** The community it lies in or is. */
	readonly communityCode: string | null;
}

const NEAR_M = 700;
const NOTHING: PickedPlace = { picked: null, at: null, bbox: null, communityCode: null };

export function usePicked(selection: Selection | null, lists: Lists): PickedPlace {
	return useMemo(() => (selection ? pickedOf(selection, lists) : NOTHING), [selection, lists]);
}

export function pickedOf(selection: Selection, lists: Lists): PickedPlace {
	const pointed = (picked: Picked, at: Position, communityCode: string | null): PickedPlace => ({
		picked,
		at,
		bbox: around(at, NEAR_M),
		communityCode,
	});
	switch (selection.kind) {
		case "point": {
			const code = communityAt(lists.communities, selection.position);
			return pointed({ kind: "point", position: selection.position }, selection.position, code);
		}
		case "home": {
			const homes = lists.opened?.homes;
			const home = homes ? homes.ids.indexOf(selection.id) : -1;
			if (!homes || home < 0) return NOTHING;
			const position = [homes.lngLat[home * 2]!, homes.lngLat[home * 2 + 1]!] as const;
			const code = lists.opened?.communities[homes.community[home]!]?.code ?? null;
			return pointed({ kind: "home", home, position }, position, code);
		}
		case "gap": {
			const gap = lists.gaps?.find((row) => row.gapId === selection.id);
			return gap
				? { picked: { kind: "gap", gap }, at: null, bbox: bboxOf(gap.polygon), communityCode: null }
				: NOTHING;
		}
		case "facility": {
			const facility = lists.facilities?.find((row) => row.properties.facilityId === selection.id);
			return facility
				? pointed(
						{ kind: "facility", facility },
						facility.geometry.coordinates,
						facility.properties.communityCode,
					)
				: NOTHING;
		}
		case "park": {
			const park = lists.parks?.find((row) => row.properties.parkId === selection.id);
			return park
				? pointed({ kind: "park", park }, park.properties.centre, park.properties.communityCode)
				: NOTHING;
		}
		case "courtyard": {
			const courtyard = lists.courtyards?.find((row) => row.properties.communityCode === selection.id);
			return courtyard
				? pointed({ kind: "courtyard", courtyard }, courtyard.geometry.coordinates, selection.id)
				: NOTHING;
		}
		case "community":
			return pickedCommunity(selection.id, lists);
		case "plot": {
			const plot = lists.plots?.find((row) => row.properties.plotId === selection.id);
			return plot
				? pointed({ kind: "plot", plot }, plot.properties.centre, plot.properties.communityCode)
				: NOTHING;
		}
		case "firm": {
			const firm = lists.firms?.find((row) => row.properties.firmId === selection.id);
			const homes = lists.opened?.homes;
			return firm
				? {
						picked: { kind: "firm", firm },
						at: null,
						bbox: homes ? firmBBox(firm, homes) : null,
						communityCode: null,
					}
				: NOTHING;
		}
	}
}

/** A community without an outline is where its homes are. */
function pickedCommunity(code: string, { communities, opened }: Lists): PickedPlace {
	const row = communities?.find((feature) => feature.properties.code === code);
	const index = opened?.communities.findIndex((community) => community.code === code) ?? -1;
	const name = row?.properties.name ?? opened?.communities[index]?.name;
	if (name === undefined) return NOTHING;
	const bbox = bboxOf(row?.geometry ?? null) ?? opened?.communityBBoxes[index] ?? null;
	return { picked: { kind: "community", code, name }, at: null, bbox, communityCode: code };
}

const communityAt = (communities: readonly CommunityFeature[] | null, position: Position): string | null =>
	communities?.find(({ geometry }) => holds(geometry, position))?.properties.code ?? null;
