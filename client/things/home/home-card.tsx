import "../../figures/walks.css";
import "./home-card.css";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { FirmFeature } from "../../api/city-api.ts";
import { judgedServices } from "../../derived/situation.ts";
import { useCall } from "../../engine/use-call.ts";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { formatCount } from "../../i18n/format.ts";
import { useCommunityType } from "../../i18n/use-community-type.ts";
import { useStore } from "../../state/store.ts";
import { Inspector } from "../../ui/inspector.tsx";
import { firmOf, latestOf } from "../firm/firms.ts";
import { GradeMark } from "../firm/grade-mark.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { useAllPlaces } from "../use-all-places.ts";
import { HomeWalks } from "./home-walks.tsx";

/** A home: minutes to each service within reach, and its isochrones. */
export function HomeCard({
	thing: home,
	lists,
	situation,
	engine,
	isochrones,
	tokens,
	phone,
	onClose,
}: CardProps & FoundThing<number>) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const laid = useAllPlaces(engine, situation);
	const input = useMemo(() => {
		if (!laid) return null;
		return { home, services: judgedServices(situation) };
	}, [home, laid, situation]);
	const { output: walks } = useCall(engine, "walks", input);
	if (!engine) return null;
	const { homes, communities } = engine.opened;
	const community = communities[homes.community[home] ?? -1];
	const firm = firmOf(lists.firms ?? [], homes.ids[home] ?? "");
	return (
		<Inspector
			title={homes.names[home] || t("home.unnamed")}
			detail={[
				community?.name,
				community?.town,
				typeName(community?.type),
				t("home.people", { people: formatCount(homes.people[home] ?? 0) }),
			]}
			phone={phone}
			onClose={onClose}
		>
			<HomeWalks situation={situation} walks={walks} />
			{firm && <FirmLine firm={firm} />}
			{homes.gateUnknown[home] === 1 && <p className="note">{t("home.gateUnknown")}</p>}
			<h4>{t("point.title")}</h4>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
		</Inspector>
	);
}

/** The firm that manages a home, and the firm's list. */
function FirmLine({ firm }: { readonly firm: FirmFeature }) {
	const { t } = useTranslation();
	const set = useStore((state) => state.set);
	const last = latestOf(firm);
	return (
		<p className="firm-line">
			<span className="muted">{t("firm.of")}</span>
			<button
				type="button"
				className="text-button graded"
				onClick={() => set({ selection: { kind: "firm", id: firm.properties.firmId } })}
			>
				{last && <GradeMark grade={last.grade} size={18} />}
				{firm.properties.name}
			</button>
		</p>
	);
}
