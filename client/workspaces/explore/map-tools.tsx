import "./map-tools.css";
import { Fragment, memo } from "react";
import { Button, Checkbox, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { LAYER_NAMES, type LayerName } from "../../state/kinds.ts";
import { PlotLegend } from "../../things/plot/plot-symbol.tsx";
import { LayersIcon, MinusIcon, PlusIcon, WholeIcon } from "../../ui/icons.tsx";

/** Zoom, fit the whole city, and layer switches. */
export const MapTools = memo(function MapTools({
	hidden,
	onToggle,
	onZoom,
	onWhole,
}: {
	readonly hidden: ReadonlySet<LayerName>;
	readonly onToggle: (layer: LayerName) => void;
	readonly onZoom: (steps: number) => void;
	readonly onWhole: () => void;
}) {
	const { t } = useTranslation();
	return (
		<div className="map-tools" role="toolbar" aria-label={t("map.label")} aria-orientation="vertical">
			<Button aria-label={t("map.zoomIn")} onPress={() => onZoom(1)}>
				<PlusIcon />
			</Button>
			<Button aria-label={t("map.zoomOut")} onPress={() => onZoom(-1)}>
				<MinusIcon />
			</Button>
			<Button aria-label={t("map.home")} onPress={onWhole}>
				<WholeIcon />
			</Button>
			<DialogTrigger>
				<Button aria-label={t("map.layers")}>
					<LayersIcon />
				</Button>
				<Popover className="popover layer-menu" placement="left top">
					<Dialog aria-label={t("map.layers")}>
						{LAYER_NAMES.map((layer) => (
							<Fragment key={layer}>
								<Checkbox className="check" isSelected={!hidden.has(layer)} onChange={() => onToggle(layer)}>
									<span className="check-box" aria-hidden="true" />
									{t(`map.layer.${layer}`)}
								</Checkbox>
								{layer === "plots" && !hidden.has(layer) && <PlotLegend />}
							</Fragment>
						))}
					</Dialog>
				</Popover>
			</DialogTrigger>
		</div>
	);
});
