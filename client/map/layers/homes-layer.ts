import { type DefaultProps, Layer, type LayerProps, project32, type UpdateParameters } from "@deck.gl/core";
import { Model } from "@luma.gl/engine";

/** Screen radii in px: minimum, maximum, and minimum for a home with a mark. */
const MIN_PIXELS = "1.8";
const MAX_PIXELS = "11.0";
const MARKED_MIN_PIXELS = "5.5";
const MARKED_GROWTH = "1.3";
const RIM_PIXELS = "0.6";

export interface HomesLayerProps extends LayerProps {
	/** Binary columns: getPosition (degrees, 2 per home), getRadius (m), getFillColor (bytes, 4), getMark (0, 1 or 2). */
	readonly data: { readonly length: number; readonly attributes: Record<string, unknown> };
	/** The map layer above it; see MapLibreOverlay. */
	readonly beforeId: string;
	/** Red, green, blue, alpha, each 0 to 255. */
	readonly rimColour: readonly [number, number, number, number];
}

const uniformBlock = /* glsl */ `
layout(std140) uniform homesUniforms {
	vec4 rimColour;
} homes;
`;
const homesUniforms = {
	name: "homes",
	vs: uniformBlock,
	fs: uniformBlock,
	uniformTypes: { rimColour: "vec4<f32>" },
} as const;

const vs = /* glsl */ `#version 300 es
in vec3 positions;
in vec3 positions64Low;
in float radii;
in vec4 fillColors;
in float marks;
out vec4 vFill;
out float vMark;
out float vRadius;

void main() {
	float radius = clamp(project_size_to_pixel(radii), ${MIN_PIXELS}, ${MAX_PIXELS});
	if (marks > 0.5) radius = max(radius * ${MARKED_GROWTH}, ${MARKED_MIN_PIXELS});
	vRadius = radius + ${RIM_PIXELS} / 2.0;
	vFill = fillColors;
	vMark = marks;
	gl_Position = project_position_to_clipspace(positions, positions64Low, vec3(0.0));
	// Half a pixel more on every side for antialiasing.
	gl_PointSize = (2.0 * vRadius + 1.0) * project.devicePixelRatio;
}
`;

const fs = /* glsl */ `#version 300 es
precision highp float;
in vec4 vFill;
in float vMark;
in float vRadius;
out vec4 fragColor;

void main() {
	// In px from the centre, and in radii.
	vec2 off = (gl_PointCoord * 2.0 - 1.0) * (vRadius + 0.5);
	float far = length(off);
	float inside = 1.0 - smoothstep(vRadius - 0.5, vRadius + 0.5, far);
	if (inside == 0.0) discard;
	float inner = vRadius - ${RIM_PIXELS};
	fragColor = mix(vFill, homes.rimColour, smoothstep(inner - 0.5, inner + 0.5, far));
	if (vMark > 0.5) {
		vec2 at = abs(off) / vRadius;
		bool across = at.y < 0.15 && at.x < 0.55;
		bool down = vMark < 1.5 && at.x < 0.15 && at.y < 0.55;
		float light = dot(vFill.rgb, vec3(0.30, 0.59, 0.11));
		if (across || down) fragColor.rgb = light > 0.55 ? vec3(0.08, 0.12, 0.14) : vec3(1.0);
		else if (far > 0.78 * vRadius) fragColor = vec4(vec3(1.0) - homes.rimColour.rgb, vFill.a);
	}
	fragColor.a *= inside;
}
`;

/**
 * Homes as discs. In a what-if, gained homes have a plus and lost ones a minus; both are larger, with a rim
 * opposite to the rim of the others. A home is one point, not an instanced shape: the GPU processes a quarter of the
 * vertices, and with software rendering ten thousand homes take a fifth of the time.
 */
export class HomesLayer extends Layer<Required<HomesLayerProps>> {
	static override layerName = "HomesLayer";
	static override defaultProps: DefaultProps<HomesLayerProps> = {
		rimColour: { type: "color", value: [255, 255, 255, 255] },
	};
	declare state: { model?: Model };

	override getShaders() {
		return super.getShaders({ vs, fs, modules: [project32, homesUniforms] });
	}

	override initializeState(): void {
		this.getAttributeManager()?.add({
			positions: { size: 3, type: "float64", fp64: this.use64bitPositions(), accessor: "getPosition" },
			radii: { size: 1, accessor: "getRadius" },
			fillColors: { size: 4, type: "unorm8", accessor: "getFillColor" },
			marks: { size: 1, accessor: "getMark" },
		});
	}

	override updateState(params: UpdateParameters<this>): void {
		super.updateState(params);
		if (!params.changeFlags.extensionsChanged) return;
		this.state.model?.destroy();
		this.state.model = new Model(this.context.device, {
			...this.getShaders(),
			id: this.props.id,
			bufferLayout: this.getAttributeManager()?.getBufferLayouts() ?? [],
			topology: "point-list",
		});
		this.getAttributeManager()?.invalidateAll();
	}

	override draw(): void {
		const { model } = this.state;
		const { length } = this.props.data;
		if (!model || length === 0) return;
		model.setVertexCount(length);
		model.shaderInputs.setProps({ homes: { rimColour: this.props.rimColour.map((part) => part / 255) } });
		model.draw(this.context.renderPass);
	}
}
