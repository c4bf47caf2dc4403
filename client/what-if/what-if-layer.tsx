import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Position } from "../../geodata/units/position.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import type { KindRow } from "../derived/situation.ts";
import type { ChangedFacility } from "../engine/scenario-types.ts";
import type { CityMap } from "../map/city-map.ts";
import { useStore } from "../state/store.ts";
import { FacilityMarker } from "./facility-marker.tsx";
import { useMoveByKeys } from "./use-move-by-keys.ts";
import type { WhatIf } from "./use-what-if.ts";

/** The what-if on the map: draggable facilities, marks of changes, lines to the original positions, home colours. */
export function WhatIfLayer({
	whatIf,
	controller,
	kinds,
	homesHidden,
	pickedId,
}: {
	readonly whatIf: WhatIf;
	readonly controller: CityMap;
	readonly kinds: readonly KindRow[];
	readonly homesHidden: boolean;
	readonly pickedId: string | null;
}) {
	const { t } = useTranslation();
	const set = useStore((state) => state.set);
	const { session, standing, base } = whatIf;
	const settled = useSelected(session.store, (state) => state.settled);
	const dragged = useSelected(session.store, (state) => state.dragged);
	const pins = useRef(new Map<string, HTMLElement>());
	const features = useMemo(
		() => new Map(standing.known.map((feature) => [feature.properties.facilityId, feature])),
		[standing],
	);
	const homeOf = useMemo(
		() => new Map(base.map(({ properties, geometry }) => [properties.facilityId, geometry.coordinates])),
		[base],
	);
	const changes = useMemo(() => new Map(settled.map((row) => [row.id, row])), [settled]);

	useEffect(() => {
		session.setPaint((paint, release) => {
			if (homesHidden) {
				controller.setHomeLook(null);
				release();
			} else controller.setHomeLook({ ...paint, release });
		});
		return () => session.setPaint(null);
	}, [controller, session, homesHidden]);

	useEffect(() => {
		controller.prepareDrag(true);
		return () => {
			// The mode may be left, or the map lost, during a drag.
			controller.prepareDrag(false);
			if (session.store.getState().dragged !== null) session.putDown();
		};
	}, [controller, session]);
	useEffect(() => {
		const handles = standing.open.map(({ properties, geometry }) => ({
			id: properties.facilityId,
			position: geometry.coordinates,
		}));
		let continues = false;
		controller.handles.set(handles, {
			onGrab: (id) => {
				continues = false;
				controller.showDragged(id);
				session.grab(id);
			},
			onDrag: (id, position) => {
				const name = features.get(id)?.properties.name ?? id;
				session.edit({ op: "move", id, name, position }, continues);
				continues = true;
				const pin = pins.current.get(id);
				if (pin) controller.handles.pin(pin, position);
				controller.setLinks(linksOf(settled, homeOf, { id, position }));
			},
			onDrop: (id) => {
				controller.showDragged(null);
				session.putDown();
				set({ selection: { kind: "facility", id } });
			},
		});
		return () => controller.handles.set([], null);
	}, [controller, session, standing, features, settled, homeOf, set]);
	useEffect(() => {
		controller.setLinks(linksOf(settled, homeOf, null));
		return () => controller.setLinks([]);
	}, [controller, settled, homeOf]);

	const onKeyDown = useMoveByKeys(whatIf, controller);
	return (
		<div className="what-if-pins">
			{[...new Set(dragged ? [...whatIf.pinned, dragged] : whatIf.pinned)].map((id) => {
				const feature = features.get(id);
				if (!feature) return null;
				const change = changes.get(id) ?? null;
				return (
					<FacilityMarker
						key={id}
						feature={feature}
						kind={kinds.find((row) => row.kindId === feature.properties.kind)}
						change={change}
						picked={id === pickedId}
						label={t("whatIf.pin", {
							name: feature.properties.name || t("facility.unnamed"),
							status: t(`whatIf.${statusWord(change)}`, { metres: "" }).trim(),
						})}
						controller={controller}
						pins={pins.current}
						onPick={() => set({ selection: { kind: "facility", id } })}
						onKeyDown={(event) => onKeyDown(event, feature)}
					/>
				);
			})}
		</div>
	);
}

const statusWord = (change: ChangedFacility | null) =>
	change === null || change.status === "kept" ? "kept1" : change.status;

/** From each moved facility's position in the city to its position in the what-if, or in the drag. */
function linksOf(
	changed: readonly ChangedFacility[],
	homeOf: ReadonlyMap<string, FacilityFeature["geometry"]["coordinates"]>,
	dragged: { readonly id: string; readonly position: Position } | null,
) {
	const at = new Map<string, Position>();
	for (const row of changed) if (row.status === "moved") at.set(row.id, row.position);
	if (dragged) at.set(dragged.id, dragged.position);
	return [...at].flatMap(([id, to]) => {
		const from = homeOf.get(id);
		return from ? [{ from, to }] : [];
	});
}
