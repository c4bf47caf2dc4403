import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { Position } from "../../geodata/units/position.ts";

const REACH_PX = 15;
const TOUCH_REACH_PX = 24;
/** A press that moves less than this is a click. */
const SLOP_PX = 4;
const TOUCH_SLOP_PX = 9;

/** A draggable thing on the map. */
export interface DragHandle {
	readonly id: string;
	readonly position: Position;
}

/** Events of a handle; `onDrop` follows every `onDrag`, also when the system cancels the pointer. */
export interface DragHandleEvents {
	readonly onGrab: (id: string) => void;
	readonly onDrag: (id: string, position: Position) => void;
	readonly onDrop: (id: string) => void;
}

interface Press {
	readonly id: string;
	readonly pointerId: number;
	readonly startX: number;
	readonly startY: number;
	readonly slopPx: number;
	/** Offset from the pointer to the handle's own point, px, so that it does not jump to the pointer. */
	readonly dx: number;
	readonly dy: number;
	/** The map's box on the screen; read once, because reading may force a layout. */
	readonly box: DOMRect;
	dragging: boolean;
}

/**
 * Draggable things on the map, and HTML elements placed on it. Both respond within the frame: positions are
 * computed here, the compositor moves the elements, and the page only receives the positions.
 */
export class DragHandles {
	readonly #map: MapLibreMap;
	readonly #canvas: HTMLElement;
	#handles: readonly DragHandle[] = [];
	#events: DragHandleEvents | null = null;
	#press: Press | null = null;
	#pins = new Map<HTMLElement, Position>();

	constructor(map: MapLibreMap) {
		this.#map = map;
		this.#canvas = map.getCanvasContainer();
		this.#canvas.addEventListener("pointerdown", this.#onDown, { capture: true });
		// The press belongs to a handle: it must not move the map.
		map.on("mousedown", this.#keepMap);
		map.on("touchstart", this.#keepMap);
		map.on("move", this.#placeAll);
	}

	/** Id of the handle being dragged. */
	get draggedId(): string | null {
		return this.#press?.dragging ? this.#press.id : null;
	}

	/** @param events null disables dragging. */
	set(handles: readonly DragHandle[], events: DragHandleEvents | null): void {
		this.#handles = handles;
		this.#events = events;
	}

	/** Starts a press on a handle from an HTML element above the map. */
	press(id: string, position: Position, event: PointerEvent): void {
		if (!this.#events || event.button !== 0 || this.#press) return;
		const { x, y } = this.#map.project([position[0], position[1]]);
		const box = this.#canvas.getBoundingClientRect();
		const touch = event.pointerType === "touch";
		this.#press = {
			id,
			pointerId: event.pointerId,
			startX: event.clientX,
			startY: event.clientY,
			slopPx: touch ? TOUCH_SLOP_PX : SLOP_PX,
			dx: x - (event.clientX - box.left),
			dy: y - (event.clientY - box.top),
			box,
			dragging: false,
		};
		window.addEventListener("pointermove", this.#onMove, { capture: true });
		window.addEventListener("mousemove", this.#keepFromOthers, { capture: true });
		window.addEventListener("pointerup", this.#onUp);
		window.addEventListener("pointercancel", this.#onUp);
	}

	/** Pins an element to a place of the map; null removes it. */
	pin(element: HTMLElement, position: Position | null): void {
		if (position === null) {
			this.#pins.delete(element);
			return;
		}
		this.#pins.set(element, position);
		this.#place(element, position);
	}

	/** The place some screen pixels away from a place. */
	shifted(position: Position, dxPx: number, dyPx: number): Position {
		const { x, y } = this.#map.project([position[0], position[1]]);
		const { lng, lat } = this.#map.unproject([x + dxPx, y + dyPx]);
		return [lng, lat];
	}

	destroy(): void {
		this.release();
		this.#pins.clear();
		this.#canvas.removeEventListener("pointerdown", this.#onDown, { capture: true });
	}

	readonly #onDown = (event: PointerEvent): void => {
		if (!this.#events || !event.isPrimary) return;
		const found = this.#nearest(event);
		if (found) this.press(found.id, found.position, event);
	};

	readonly #keepMap = (event: MapMouseEvent | MapTouchEvent): void => {
		if (!this.#press) return;
		event.preventDefault();
		// A mouse dragged over the panel would select its text; a finger does not.
		if (event.type === "mousedown") event.originalEvent.preventDefault();
	};

	readonly #onMove = (event: PointerEvent): void => {
		const press = this.#press;
		if (!press || event.pointerId !== press.pointerId) return;
		if (!press.dragging) {
			if (Math.hypot(event.clientX - press.startX, event.clientY - press.startY) < press.slopPx) return;
			press.dragging = true;
			// During a drag nothing under the pointer may react.
			this.#canvas.setPointerCapture(press.pointerId);
			this.#map.getCanvas().style.cursor = "grabbing";
			this.#events?.onGrab(press.id);
		}
		const { lng, lat } = this.#map.unproject([
			event.clientX - press.box.left + press.dx,
			event.clientY - press.box.top + press.dy,
		]);
		this.#keepFromOthers(event);
		this.#events?.onDrag(press.id, [lng, lat]);
	};

	/** The map, deck.gl and the page each handle every move; none of them may handle a drag. */
	readonly #keepFromOthers = (event: Event): void => {
		if (this.#press?.dragging) event.stopPropagation();
	};

	readonly #onUp = (event: PointerEvent): void => {
		if (event.pointerId !== this.#press?.pointerId) return;
		const { id, dragging } = this.#press;
		this.release();
		if (!dragging) return;
		this.#map.getCanvas().style.cursor = "";
		this.#events?.onDrop(id);
	};

	/** Ends a drag at its current position, without `onDrop`. */
	release(): void {
		this.#press = null;
		window.removeEventListener("pointermove", this.#onMove, { capture: true });
		window.removeEventListener("mousemove", this.#keepFromOthers, { capture: true });
		window.removeEventListener("pointerup", this.#onUp);
		window.removeEventListener("pointercancel", this.#onUp);
	}

	#nearest(event: PointerEvent): DragHandle | null {
		const box = this.#canvas.getBoundingClientRect();
		let best: DragHandle | null = null;
		let bestPx = event.pointerType === "touch" ? TOUCH_REACH_PX : REACH_PX;
		for (const handle of this.#handles) {
			const { x, y } = this.#map.project([handle.position[0], handle.position[1]]);
			const px = Math.hypot(x - (event.clientX - box.left), y - (event.clientY - box.top));
			if (px > bestPx) continue;
			best = handle;
			bestPx = px;
		}
		return best;
	}

	readonly #placeAll = (): void => {
		for (const [element, position] of this.#pins) this.#place(element, position);
	};

	#place(element: HTMLElement, position: Position): void {
		const { x, y } = this.#map.project([position[0], position[1]]);
		element.style.transform = `translate(${x}px, ${y}px)`;
	}
}
