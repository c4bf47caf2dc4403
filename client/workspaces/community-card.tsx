import { useTranslation } from "react-i18next";
import { Facts, Inspector } from "../components/inspector.tsx";
import { useLanguage } from "../components/language.ts";
import { useCommunityType } from "../components/use-community-type.ts";
import { formatCount, formatShare, formatWalk } from "../i18n/format.ts";
import type { PickedCardProps } from "./picked-card.tsx";

/** A community's line of the ledger as a card. */
export function CommunityCard({ place, situation, result, phone, onClose }: PickedCardProps) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const lang = useLanguage();
	const { picked } = place;
	if (picked?.kind !== "community") return null;
	const row = result?.figures.byCommunity.find((candidate) => candidate.key === picked.code);
	return (
		<Inspector
			title={picked.name}
			detail={[row?.town, typeName(row?.type), row?.unit].filter(Boolean).join(" · ")}
			phone={phone}
			onClose={onClose}
		>
			{row && (
				<Facts
					rows={[
						[t("table.people"), formatCount(row.people)],
						[t("table.covered"), `${formatCount(row.coveredPeople)} · ${formatShare(row.coverageShare)}`],
						[t("figure.gap"), formatCount(row.people - row.coveredPeople)],
						[t("truth.circle"), formatCount(row.circlePeople)],
						[
							t(`histogram.${situation.rule.type}`),
							row.meanImpedance !== null && formatWalk(row.meanImpedance, situation.rule.type, lang),
						],
					]}
				/>
			)}
		</Inspector>
	);
}
