import "../../figures/walks.css";
import "../../figures/ledger-table.css";
import "./community-card.css";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { judgedServices } from "../../derived/situation.ts";
import type { Standing } from "../../engine/types.ts";
import { useCall } from "../../engine/use-call.ts";
import { formatCount, formatCutoff, formatShare } from "../../i18n/format.ts";
import { nameIn, useLanguage } from "../../i18n/language.ts";
import { useCommunityType } from "../../i18n/use-community-type.ts";
import { useStore } from "../../state/store.ts";
import { Facts, Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";
import { useAllPlaces } from "../use-all-places.ts";

/** The card of a community: its people, services within reach, fund, teams and three lists. */
export function CommunityCard({
	thing: { code, name },
	lists,
	situation,
	result,
	engine,
	phone,
	onClose,
}: CardProps & FoundThing<{ readonly code: string; readonly name: string }>) {
	const { t } = useTranslation();
	const typeName = useCommunityType();
	const laid = useAllPlaces(engine, situation);
	const input = useMemo(
		() => (laid ? { code, services: judgedServices(situation) } : null),
		[code, laid, situation],
	);
	const { output: standings } = useCall(engine, "standing", input);
	const about = lists.communities?.find((row) => row.properties.code === code)?.properties;
	const row = result?.figures.byCommunity.find((candidate) => candidate.key === code);
	const people = about?.people ?? row?.people;
	const courtyards = lists.courtyards?.find((one) => one.properties.communityCode === code);
	return (
		<Inspector
			title={name}
			detail={[about?.town ?? row?.town, typeName(about?.type ?? row?.type), about?.unit ?? row?.unit]}
			phone={phone}
			onClose={onClose}
		>
			<Facts
				rows={[
					[t("measure.people"), people !== undefined && formatCount(people)],
					[
						t("page.fund"),
						about?.communityFund !== null && about?.communityFund !== undefined && (
							<span className={about.communityFund ? "gained" : "lost"}>
								{t(`fund.state.${about.communityFund ? "has" : "lacks"}`)}
							</span>
						),
					],
					[
						t("page.teams"),
						about?.volunteerTeams !== null &&
							about?.volunteerTeams !== undefined &&
							t("page.teamsValue", { count: about.volunteerTeams }),
					],
					[
						t("page.courtyards"),
						courtyards && t("courtyard.households", { count: courtyards.properties.fiveStar }),
					],
				]}
			/>
			<h4>{t("page.coverage")}</h4>
			{standings ? (
				<ServiceStandings standings={standings} situation={situation} />
			) : (
				<p className="note">{t("page.loading")}</p>
			)}
			{about && (
				<div className="three-lists">
					{(["needs", "services", "resources"] as const).map((list) => (
						<section key={list} data-testid={`list-${list}`}>
							<h4>{t(`page.${list}`)}</h4>
							<ul>
								{about[list].map((item) => (
									<li key={item}>{item}</li>
								))}
								{about[list].length === 0 && <li className="muted">{t("page.noList")}</li>}
							</ul>
						</section>
					))}
				</div>
			)}
		</Inspector>
	);
}

/** Each service's covered people out of its target group, by its rule; a click shows that service. */
function ServiceStandings({
	standings,
	situation,
}: {
	readonly standings: readonly Standing[];
	readonly situation: CardProps["situation"];
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const judged = judgedServices(situation);
	return (
		<table className="walks standings">
			<caption className="hidden">{t("page.coverage")}</caption>
			<tbody>
				{standings.map(({ serviceId, people, coveredPeople }) => {
					const service = situation.services.find((row) => row.serviceId === serviceId);
					const rule = judged.find((row) => row.serviceId === serviceId)?.rule;
					if (!service || !rule) return null;
					const share = people > 0 ? coveredPeople / people : null;
					return (
						<tr key={serviceId}>
							<th scope="row">
								<button
									type="button"
									className="standing"
									onClick={() => set({ serviceId, rule: null, profileId: null, only: null, since: null })}
								>
									{nameIn(lang, service)}
									<small>≤ {formatCutoff(rule, lang)}</small>
								</button>
							</th>
							<td>
								{formatShare(share)}
								<span className="share-bar">
									<i style={{ width: `${(share ?? 0) * 100}%` }} />
								</span>
								<small>
									{formatCount(coveredPeople)} / {formatCount(people)}
								</small>
							</td>
						</tr>
					);
				})}
			</tbody>
		</table>
	);
}
