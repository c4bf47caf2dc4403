import "./facility-marker.css";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { FacilityFeature } from "../api/city-api.ts";
import type { KindRow } from "../derived/situation.ts";
import type { ChangedFacility } from "../engine/scenario-types.ts";
import type { CityMap } from "../map/city-map.ts";
import { KindSymbol } from "../ui/icons.tsx";
import { ChangeMark } from "./icons.tsx";

/** A facility of a what-if as an HTML element on the map: draggable, focusable, moved by keys; marked by its change. */
export function FacilityMarker({
	feature,
	kind,
	change,
	picked,
	label,
	controller,
	pins,
	onPick,
	onKeyDown,
}: {
	readonly feature: FacilityFeature;
	readonly kind: KindRow | undefined;
	readonly change: ChangedFacility | null;
	readonly picked: boolean;
	readonly label: string;
	readonly controller: CityMap;
	/** Registers the element while mounted, so that a drag moves it without a render. */
	readonly pins: Map<string, HTMLElement>;
	readonly onPick: () => void;
	readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
	const element = useRef<HTMLButtonElement>(null);
	const id = feature.properties.facilityId;
	// A closed facility stays at its last position.
	const position = change?.position ?? feature.geometry.coordinates;
	useLayoutEffect(() => {
		const pin = element.current;
		if (!pin) return;
		pins.set(id, pin);
		controller.handles.pin(pin, position);
		return () => {
			pins.delete(id);
			controller.handles.pin(pin, null);
		};
	}, [controller, pins, id, position]);
	const status = change?.status ?? "kept";
	return (
		<button
			ref={element}
			type="button"
			className={`what-if-pin ${status} ${change?.snapped === false ? "unsnapped" : ""}`}
			aria-label={label}
			aria-pressed={picked}
			data-id={id}
			onPointerDown={(event) => {
				if (status !== "closed") controller.handles.press(id, position, event.nativeEvent);
			}}
			onClick={onPick}
			onKeyDown={onKeyDown}
		>
			{kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} size={34} />}
			<ChangeMark status={status} />
		</button>
	);
}
