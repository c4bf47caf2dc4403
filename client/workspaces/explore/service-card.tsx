import "./service-card.css";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { ruleOf } from "../../../geodata/cost/rule.ts";
import type { Situation } from "../../derived/situation.ts";
import type { RowCounts, SystemId } from "../../derived/systems.ts";
import { formatCutoff } from "../../i18n/format.ts";
import { nameIn, textIn, useLanguage } from "../../i18n/language.ts";
import { useStore } from "../../state/store.ts";
import { Picker } from "../../ui/picker.tsx";
import { SystemPicker } from "./system-picker.tsx";

/** The system and, for a service with places, its standard and walker profile. */
export const ServiceCard = memo(function ServiceCard({
	situation,
	system,
	rows,
}: {
	readonly situation: Situation;
	/** A list instead of a service; null shows the service of the situation. */
	readonly system: SystemId | null;
	readonly rows: RowCounts;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const sought = useStore((state) => state.serviceId);
	const { service, standards, standard, rule, profile, catalogue } = situation;
	const unverified = <em className="badge">{t("rule.unverified")}</em>;
	return (
		<section className="block service-card">
			<SystemPicker catalogue={catalogue} rows={rows} value={system ?? service.serviceId} />
			{system === null && sought !== null && sought !== service.serviceId && (
				<p className="note" role="status">
					{t("service.notHere", { sought, shown: nameIn(lang, service) })}
				</p>
			)}
			{system === null && (
				<div className="rule-row">
					<Picker
						label={t("rule.label")}
						className="rule-picker"
						value={standard?.ruleId ?? null}
						shown={
							<>
								<span className="picker-name">
									{t(`rule.${rule.type}`, { cutoff: formatCutoff(rule, lang) })}
								</span>
								{standard === null && <em className="badge plain">{t("rule.custom")}</em>}
								{standard?.verified === false && unverified}
							</>
						}
						options={standards.map((row) => ({
							id: row.ruleId,
							name: nameIn(lang, row),
							detail: `${textIn(lang, row.source)} ${row.clause}`,
							mark: row.verified ? undefined : unverified,
						}))}
						onPick={(ruleId) => {
							const row = standards.find((candidate) => candidate.ruleId === ruleId);
							if (row) set({ rule: ruleOf(row.type, row.cutoff), profileId: row.profileId });
						}}
					/>
					<Picker
						label={t("rule.profile")}
						className="profile-picker"
						value={profile.profileId}
						options={catalogue.profiles.map((row) => ({
							id: row.profileId,
							name: nameIn(lang, row),
							detail: [
								t("rule.speed", { speed: row.speedMps }),
								...(row.stepsAllowed ? [] : [t("rule.noSteps")]),
							].join(" · "),
							mark: row.verified ? undefined : unverified,
						}))}
						onPick={(profileId) => set({ profileId })}
					/>
				</div>
			)}
		</section>
	);
});
