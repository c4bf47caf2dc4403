import type { DefaultProps } from "@deck.gl/core";
import { ScatterplotLayer, type ScatterplotLayerProps } from "@deck.gl/layers";

/** Least radius of a marked home: its sign stays readable when the whole city is in sight. */
const MARKED_MIN_PIXELS = "5.5";

export interface MarkedHomesProps {
	/** 1 draws a plus, 2 a minus, 0 nothing. */
	readonly getMark?: number;
}

/**
 * Homes as discs; those a what-if gains bear a plus, those it loses a minus, both larger and with a rim in the
 * opposite of the others' rim. The sign is drawn by the graphics card from one number a home, so that a dragged
 * facility costs no second layer.
 */
export class MarkedHomesLayer<DataT = unknown, MorePropsT extends object = object> extends ScatterplotLayer<
	DataT,
	MarkedHomesProps & MorePropsT
> {
	static override layerName = "MarkedHomesLayer";
	static override defaultProps: DefaultProps<ScatterplotLayerProps<unknown> & MarkedHomesProps> = {
		getMark: { type: "accessor", value: 0 },
	};

	override getShaders() {
		return {
			...super.getShaders(),
			inject: {
				"vs:#decl": "in float instanceMarks; out float vMark; out vec3 vRim;",
				"vs:#main-end": "vMark = instanceMarks; vRim = vec3(1.0) - instanceLineColors.rgb;",
				"vs:DECKGL_FILTER_SIZE": `
if (instanceMarks > 0.5) {
	float least = project_pixel_size(${MARKED_MIN_PIXELS});
	size *= max(1.3, least / max(abs(size.x), least * 0.1));
}`,
				"fs:#decl": "in float vMark; in vec3 vRim;",
				"fs:DECKGL_FILTER_COLOR": `
if (vMark > 0.5) {
	vec2 at = abs(geometry.uv);
	bool across = at.y < 0.15 && at.x < 0.55;
	bool down = vMark < 1.5 && at.x < 0.15 && at.y < 0.55;
	float light = dot(color.rgb, vec3(0.30, 0.59, 0.11));
	if (across || down) color.rgb = light > 0.55 ? vec3(0.08, 0.12, 0.14) : vec3(1.0);
	else if (length(geometry.uv) > 0.78) color.rgb = vRim;
}`,
			},
		};
	}

	override initializeState(): void {
		super.initializeState();
		this.getAttributeManager()?.addInstanced({
			instanceMarks: { size: 1, accessor: "getMark", defaultValue: 0 },
		});
	}
}
