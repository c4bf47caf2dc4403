import { useEffect, useRef } from "react";
import type { BBox } from "../../../geodata/units/position.ts";
import type { Padding } from "../../base-map/base-map.ts";
import type { SystemId } from "../../derived/systems.ts";
import { townCamera } from "../../derived/town-camera.ts";
import type { OpenedCity } from "../../engine/types.ts";
import type { CityMap } from "../../map/city-map.ts";

/** Courtyards are in villages all around: opening them fits the whole city, unless a link gives a place. */
export function useVillageLook(
	controller: CityMap | null,
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

/** Without a place in the link, the first view is where most people live. */
export function useFirstLook(
	controller: CityMap | null,
	opened: OpenedCity | null,
	padding: Padding,
	wanted: boolean,
): void {
	const looked = useRef(false);
	useEffect(() => {
		if (!controller || !opened || looked.current) return;
		looked.current = true;
		const town = wanted && !controller.touched ? townCamera(opened.homes) : null;
		if (town) controller.look(town, padding);
	}, [controller, opened, padding, wanted]);
}
