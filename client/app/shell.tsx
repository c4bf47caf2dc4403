import "./shell.css";
import "./phone.css";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Padding } from "../base-map/base-map.ts";
import type { Situation } from "../derived/situation.ts";
import type { Engine } from "../engine/use-engine.ts";
import { useMap } from "../map/use-map.ts";
import { useStore } from "../state/store.ts";
import type { Tokens } from "../styles/tokens.ts";
import { PHONE_QUERY, useMediaQuery } from "../styles/use-media-query.ts";
import { DRAWN } from "../things/scene-layers.tsx";
import { Sheet, type SheetStop, sheetHeightPx } from "../ui/sheet.tsx";
import { type MapListeners, type Shell, ShellContext, type Slot } from "../workspaces/shell.tsx";
import { MapFoot } from "./map-foot.tsx";

const PANEL_PX = 392;
const EDGE_PX = 28;
const PHONE_TOP_PX = 76;

/** The page of a city: map, header, panel or sheet, and the slots for the open workspace. */
export function CityShell({
	situation,
	engine,
	tokens,
	header,
	notice,
	children,
}: {
	readonly situation: Situation;
	readonly engine: Engine | null;
	readonly tokens: Tokens;
	readonly header: ReactNode;
	readonly notice: ReactNode;
	/** The open workspace. */
	readonly children: ReactNode;
}) {
	const { t } = useTranslation();
	const phone = useMediaQuery(PHONE_QUERY);
	const camera = useStore((state) => state.camera);
	const set = useStore((state) => state.set);
	const [stop, setSheet] = useState<SheetStop>("half");
	const [mode, setMode] = useState("");
	const [tileTrouble, setTileTrouble] = useState(false);
	const { slots, refs } = useSlots();
	const { city } = situation;
	const padding = useMemo((): Padding => {
		if (phone)
			return { top: PHONE_TOP_PX, right: 16, bottom: sheetHeightPx("half", window.innerHeight), left: 16 };
		return { top: EDGE_PX, right: 88, bottom: 64, left: PANEL_PX + EDGE_PX };
	}, [phone]);
	const listeners = useRef<MapListeners>(null);
	const [events] = useState(() => ({
		onClick: (...press: Parameters<MapListeners["onClick"]>) => listeners.current?.onClick(...press),
		onHover: (...hover: Parameters<MapListeners["onHover"]>) => listeners.current?.onHover(...hover),
		onCamera: (at: typeof camera) => set({ camera: at }),
		onTileTrouble: setTileTrouble,
	}));
	const { controller, failed, containerRef, scaleRef } = useMap(city, tokens, padding, camera, events, DRAWN);
	const shell = useMemo(
		(): Shell => ({
			situation,
			engine,
			tokens,
			phone,
			controller,
			padding,
			notice,
			setSheet,
			setMode,
			slots,
			listeners,
		}),
		[situation, engine, tokens, phone, controller, padding, notice, slots],
	);
	return (
		<div className={`explore ${phone ? "phone" : "desktop"} ${mode}`} data-sheet={phone ? stop : undefined}>
			<main className="map-area">
				<div
					className="map"
					ref={containerRef}
					role="application"
					aria-label={`${t("map.label")}: ${t("map.hint")}`}
				/>
				<div className="slot" ref={refs.onMap} />
				{failed && (
					<div className="map-failed" role="alert">
						<b>{t("error.webgl")}</b>
						<p>{t("error.webglWhy")}</p>
					</div>
				)}
				{city.sample && <p className="sample-mark">{t("sample.mark")}</p>}
				{tileTrouble && <p className="sample-mark trouble">{t("error.tiles")}</p>}
				{!failed && <div className="slot" ref={refs.tools} />}
				<MapFoot city={city} legend={<div className="slot" ref={refs.legend} />} scaleRef={scaleRef} />
				<div className="slot" ref={refs.tip} />
			</main>
			{phone ? (
				<>
					<div className="phone-top">{header}</div>
					<Sheet stop={stop} onStop={setSheet}>
						<div className="slot" ref={refs.panel} />
					</Sheet>
				</>
			) : (
				<>
					<div className="panel">
						{header}
						<div className="panel-body" ref={refs.panel} />
					</div>
					<div className="slot" ref={refs.card} />
				</>
			)}
			<ShellContext value={shell}>{children}</ShellContext>
		</div>
	);
}

/** The elements of the slots once mounted, with their ref callbacks. */
function useSlots() {
	const [slots, setSlots] = useState<Shell["slots"]>({
		panel: null,
		card: null,
		onMap: null,
		tools: null,
		legend: null,
		tip: null,
	});
	const [refs] = useState(() => {
		const take = (slot: Slot) => (element: HTMLElement | null) =>
			setSlots((now) => ({ ...now, [slot]: element }));
		return {
			panel: take("panel"),
			card: take("card"),
			onMap: take("onMap"),
			tools: take("tools"),
			legend: take("legend"),
			tip: take("tip"),
		};
	});
	return { slots, refs };
}
