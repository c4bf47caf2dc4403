import "../things/gap/gap-card.css";
import "./what-if-card.css";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import { statedCutoff, walkOf } from "../../geodata/cost/rule.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import type { Situation } from "../derived/situation.ts";
import type { OpenedCity } from "../engine/types.ts";
import { formatCount, formatMetres } from "../i18n/format.ts";
import { nameIn, useLanguage } from "../i18n/language.ts";
import { KindSymbol } from "../ui/icons.tsx";
import { Facts, Inspector } from "../ui/inspector.tsx";
import { useStatusWords } from "./use-status-words.ts";
import type { WhatIf } from "./use-what-if.ts";

/** Maximum snap distance to a street; same as the engine's. */
const SNAP_M = 250;

/** A facility in the what-if: its change, the people it serves, and the actions. */
export function WhatIfCard({
	whatIf,
	feature,
	situation,
	opened,
	phone,
	onClose,
}: {
	readonly whatIf: WhatIf;
	readonly feature: FacilityFeature;
	readonly situation: Situation;
	readonly opened: OpenedCity | null;
	readonly phone: boolean;
	readonly onClose: () => void;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const words = useStatusWords(whatIf);
	const { session } = whatIf;
	const { facilityId: id, name, kind: kindId } = feature.properties;
	const change = useSelected(session.store, (state) => state.settled.find((row) => row.id === id) ?? null);
	const kind = situation.catalogue.kinds.find((row) => row.kindId === kindId);
	const served = useServed(whatIf, id, opened);
	const status = change?.status ?? "kept";
	const unsnapped = change?.snapped === false && status !== "closed";
	return (
		<Inspector
			title={name || t("facility.unnamed")}
			detail={[kind && nameIn(lang, kind)]}
			symbol={kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} size={32} />}
			phone={phone}
			onClose={onClose}
		>
			{unsnapped && (
				<p className="cause far" role="alert">
					{t("whatIf.unsnapped", { max: formatMetres(SNAP_M) })}
				</p>
			)}
			<div className="card-actions">
				{status === "closed" ? (
					<Button className="button" onPress={() => session.edit({ op: "reopen", id, name })}>
						{t("whatIf.reopen")}
					</Button>
				) : (
					status !== "added" && (
						<Button className="button quiet" onPress={() => session.edit({ op: "close", id, name })}>
							{t("whatIf.close")}
						</Button>
					)
				)}
				{change && status !== "closed" && (
					<Button className="button quiet" onPress={() => session.edit({ op: "restore", id, name })}>
						{t(status === "added" ? "whatIf.remove" : "whatIf.takeBack")}
					</Button>
				)}
			</div>
			<Facts
				rows={[
					[t("whatIf.status"), words(change && { ...change, snapped: true })],
					[t("whatIf.people"), status !== "closed" && served !== null && formatCount(served)],
				]}
			/>
		</Inspector>
	);
}

/** People within the cutoff whose nearest facility is this one; null while being computed. */
function useServed({ session, standing }: WhatIf, id: string, opened: OpenedCity | null): number | null {
	const rest = useSelected(session.store, (state) => state.rest);
	return useMemo(() => {
		if (!rest || !opened) return null;
		// The places of a result are the open facilities, in the same order.
		const place = standing.open.findIndex((row) => row.properties.facilityId === id);
		const { rule } = rest.input;
		const cutoff = statedCutoff(rule);
		let people = 0;
		rest.nearest.forEach((nearest, home) => {
			if (nearest !== place) return;
			const walk = walkOf(rest.impedance[home] ?? 0, rule.type);
			if (walk !== null && walk <= cutoff) people += opened.homes.people[home] ?? 0;
		});
		return people;
	}, [rest, opened, standing, id]);
}
