import "./map.css";
import { useEffect, useEffectEvent, useState } from "react";
import type { City } from "../../geodata/contract/city.ts";
import type { Padding } from "../base-map/base-map.ts";
import type { Camera } from "../base-map/camera.ts";
import type { Tokens } from "../styles/tokens.ts";
import { CityMap, type MapEvents } from "./city-map.ts";
import type { DataLayers } from "./data-layers.ts";

export interface MapHandle {
	readonly controller: CityMap | null;
	/** The map cannot be drawn: the browser or GPU lacks WebGL2. */
	readonly failed: boolean;
	readonly containerRef: (element: HTMLDivElement | null) => void;
	readonly scaleRef: (element: HTMLDivElement | null) => void;
}

/**
 * Creates one map per city.
 * @param events Stable for the lifetime of the map.
 * @param drawn Stable for the lifetime of the page.
 */
export function useMap(
	city: City,
	tokens: Tokens,
	padding: Padding,
	camera: Camera | null,
	events: MapEvents,
	drawn: readonly DataLayers[],
): MapHandle {
	const [container, containerRef] = useState<HTMLDivElement | null>(null);
	const [scale, scaleRef] = useState<HTMLDivElement | null>(null);
	const [controller, setController] = useState<CityMap | null>(null);
	const [failed, setFailed] = useState(false);
	const make = useEffectEvent((element: HTMLDivElement, scaleContainer: HTMLDivElement) => {
		const { cityId, bbox } = city;
		const options = { cityId, bbox, camera, padding, tokens, scaleContainer, events, drawn };
		return new CityMap(element, options);
	});

	// biome-ignore lint/correctness/useExhaustiveDependencies: another city needs another map.
	useEffect(() => {
		if (!container || !scale) return;
		let made: CityMap;
		try {
			made = make(container, scale);
		} catch {
			setFailed(true);
			return;
		}
		setFailed(false);
		setController(made);
		return () => {
			setController(null);
			made.destroy();
		};
	}, [city.cityId, city.bbox, container, scale]);

	useEffect(() => controller?.setTokens(tokens), [controller, tokens]);
	useEffect(() => {
		if (camera) controller?.setCamera(camera);
	}, [controller, camera]);

	return { controller, failed, containerRef, scaleRef };
}
