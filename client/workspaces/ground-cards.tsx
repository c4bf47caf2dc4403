import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { HomeWalks } from "../components/home-walks.tsx";
import { Inspector } from "../components/inspector.tsx";
import { IsochroneRows } from "../components/isochrone-rows.tsx";
import { useCommunityType } from "../components/use-community-type.ts";
import { ruleOf } from "../derived/bands.ts";
import { placesKey, standardsOf } from "../derived/situation.ts";
import type { OpenedCity } from "../engine/types.ts";
import { useCall } from "../engine/use-call.ts";
import { formatCount } from "../i18n/format.ts";
import type { PickedCardProps } from "./picked-card.tsx";
import { useAllPlaces } from "./use-all-places.ts";

/** A home: which services it reaches in how many minutes, and how far one walks from it. */
export function HomeCard({ place, situation, engine, isochrones, tokens, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const home = place.picked?.kind === "home" ? place.picked.home : null;
	const laid = useAllPlaces(engine, situation, home !== null);
	const input = useMemo(() => {
		if (home === null || !laid) return null;
		const { catalogue, services, service, rule, profile } = situation;
		return {
			home,
			services: services.flatMap((row) => {
				const current = row.serviceId === service.serviceId;
				const standard = standardsOf(catalogue, row)[0];
				const walker = catalogue.profiles.find((candidate) => candidate.profileId === standard?.profileId);
				if (!standard || !walker) return [];
				return {
					serviceId: row.serviceId,
					key: placesKey(row.serviceId),
					rule: current ? rule : ruleOf(standard.type, standard.cutoff),
					profile: current ? profile : walker,
				};
			}),
		};
	}, [home, laid, situation]);
	const { output: walks } = useCall(engine, "walks", input);
	if (home === null || !engine) return null;
	const { homes, communities } = engine.opened;
	const community = communities[homes.community[home] ?? -1];
	return (
		<Inspector
			title={homes.names[home] || t("home.unnamed")}
			detail={[
				community?.name,
				community?.town,
				typeName(community?.type),
				t("home.people", { people: formatCount(homes.people[home] ?? 0) }),
			]
				.filter(Boolean)
				.join(" · ")}
			phone={phone}
			onClose={onClose}
		>
			<HomeWalks situation={situation} walks={walks} />
			{homes.gateUnknown[home] === 1 && <p className="note">{t("home.gateUnknown")}</p>}
			<h4>{t("point.title")}</h4>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
		</Inspector>
	);
}

/** Bare ground: how far one walks from it. */
export function PointCard({ place, engine, isochrones, tokens, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	const name = communityName(engine?.opened ?? null, place.communityCode);
	return (
		<Inspector
			title={t("point.title")}
			detail={name ? t("point.inCommunity", { name }) : undefined}
			phone={phone}
			onClose={onClose}
		>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
		</Inspector>
	);
}

const communityName = (opened: OpenedCity | null, code: string | null): string | null =>
	(code !== null && opened?.communities.find((community) => community.code === code)?.name) || null;
