import { useEffect, useRef, useState } from "react";
import type { City } from "../../geodata/contract/city.ts";
import type { Padding } from "../base-map/base-map.ts";
import type { Camera } from "../base-map/camera.ts";
import type { Tokens } from "../styles/tokens.ts";
import { MapController, type MapEvents } from "./map-controller.ts";

export interface MapHandle {
	readonly controller: MapController | null;
	/** The map cannot be drawn: the browser or its graphics lack WebGL2. */
	readonly failed: boolean;
	readonly containerRef: (element: HTMLDivElement | null) => void;
	readonly scaleRef: (element: HTMLDivElement | null) => void;
}

/** One map a city. Events reach the newest handlers without a new map. */
export function useMap(
	city: City,
	tokens: Tokens,
	padding: Padding,
	camera: Camera | null,
	events: MapEvents,
): MapHandle {
	const [container, containerRef] = useState<HTMLDivElement | null>(null);
	const [scale, scaleRef] = useState<HTMLDivElement | null>(null);
	const [controller, setController] = useState<MapController | null>(null);
	const [failed, setFailed] = useState(false);
	const latest = useRef({ tokens, padding, camera, events });
	latest.current = { tokens, padding, camera, events };

	useEffect(() => {
		if (!container || !scale) return;
		let made: MapController;
		try {
			const start = latest.current;
			made = new MapController(container, {
				cityId: city.cityId,
				bbox: city.bbox,
				camera: start.camera,
				padding: start.padding,
				tokens: start.tokens,
				scaleContainer: scale,
				events: {
					onClick: (hit, position) => latest.current.events.onClick(hit, position),
					onHover: (hit, at) => latest.current.events.onHover(hit, at),
					onCamera: (at) => latest.current.events.onCamera(at),
					onTileTrouble: (missing) => latest.current.events.onTileTrouble(missing),
				},
			});
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
