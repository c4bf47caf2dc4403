import "./texture-swatch.css";
import { useId } from "react";
import { TEXTURE_PX, TEXTURES, type Texture } from "../map/textures.ts";

/** A sample of an area fill as on the map: colour and pattern from the same path. */
export function TextureSwatch({ texture, colour }: { readonly texture: Texture; readonly colour: string }) {
	const id = useId();
	return (
		<svg className="texture" width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
			<g style={{ color: colour }}>
				<defs>
					<pattern id={id} width={TEXTURE_PX} height={TEXTURE_PX} patternUnits="userSpaceOnUse">
						<path
							d={TEXTURES[texture]}
							fill="none"
							stroke="currentColor"
							strokeWidth={texture === "dots" ? 2.2 : 1}
							strokeLinecap={texture === "dots" ? "round" : "butt"}
						/>
					</pattern>
				</defs>
				<rect x=".5" y=".5" width="21" height="15" rx="3" fill="currentColor" fillOpacity=".42" />
				<rect x=".5" y=".5" width="21" height="15" rx="3" fill={`url(#${id})`} stroke="currentColor" />
			</g>
		</svg>
	);
}
