import type { Map as MapLibreMap, MapMouseEvent } from "maplibre-gl";
import type { Position } from "../../geodata/units/position.ts";

const REACH_PX = 12;
const TOUCH_REACH_PX = 22;
/** Half the side of the square in which a feature counts as under the pointer. */
const FEATURE_REACH_PX = 4;

export interface PointerEvents<Hit> {
	/** A hit of kind `ground` where there is no feature. */
	readonly hitAt: (event: MapMouseEvent, reachPx: number) => Hit;
	/** True while hover must be ignored: hit testing takes longer than a frame allows. */
	readonly isBusy: () => boolean;
	readonly onClick: (hit: Hit, position: Position) => void;
	readonly onHover: (hit: Hit | null, at: { readonly x: number; readonly y: number }) => void;
}

/** Reports clicks and hover on a map; Enter clicks the ground at its centre. */
export function listenToPointer<Hit extends { readonly kind: string }>(
	map: MapLibreMap,
	ground: Hit,
	{ hitAt, isBusy, onClick, onHover }: PointerEvents<Hit>,
): void {
	map.on("click", (event) => {
		const touch = (event.originalEvent as PointerEvent).pointerType === "touch";
		onClick(hitAt(event, touch ? TOUCH_REACH_PX : REACH_PX), [event.lngLat.lng, event.lngLat.lat]);
	});
	let frame = 0;
	map.on("mousemove", (event) => {
		cancelAnimationFrame(frame);
		if (isBusy()) return;
		frame = requestAnimationFrame(() => {
			const hit = hitAt(event, REACH_PX);
			map.getCanvas().style.cursor = hit.kind === ground.kind ? "crosshair" : "pointer";
			onHover(hit, event.point);
		});
	});
	map.on("mouseout", () => {
		cancelAnimationFrame(frame);
		onHover(null, { x: 0, y: 0 });
	});
	map.on("dragstart", () => onHover(null, { x: 0, y: 0 }));
	map.getCanvas().addEventListener("keydown", (event) => {
		if (event.key !== "Enter") return;
		const { lng, lat } = map.getCenter();
		onClick(ground, [lng, lat]);
	});
}

/** The first feature with an id in the named layers under a pointer. */
export function featureUnder<Layer extends string>(
	map: MapLibreMap,
	{ x, y }: { readonly x: number; readonly y: number },
	layers: readonly Layer[],
): { readonly layer: Layer; readonly id: string } | null {
	const [feature] = map.queryRenderedFeatures(
		[
			[x - FEATURE_REACH_PX, y - FEATURE_REACH_PX],
			[x + FEATURE_REACH_PX, y + FEATURE_REACH_PX],
		],
		{ layers: layers.filter((layer) => map.getLayer(layer) !== undefined) },
	);
	const id: unknown = feature?.properties.id;
	return feature && typeof id === "string" ? { layer: feature.layer.id as Layer, id } : null;
}
