import { useTranslation } from "react-i18next";
import { ruleOf } from "../derived/bands.ts";
import type { ServiceRow, Situation } from "../derived/situation.ts";
import { formatCutoff } from "../i18n/format.ts";
import { useStore } from "../state/store.ts";
import { KindSymbol } from "./icons.tsx";
import { nameIn, textIn, useLanguage } from "./language.ts";
import { Picker } from "./picker.tsx";

/** What service, by what standard, on whose legs. */
export function ServiceCard({ situation }: { readonly situation: Situation }) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const { services, service, standards, standard, rule, profile, catalogue } = situation;
	const unverified = <em className="badge">{t("rule.unverified")}</em>;
	const symbolOf = (row: ServiceRow) => {
		const kind = catalogue.kinds.find((candidate) => row.kinds.includes(candidate.kindId));
		return kind && <KindSymbol path={kind.symbolPath} colour={kind.colour} />;
	};
	const countOf = (row: ServiceRow) =>
		catalogue.kinds
			.filter((kind) => row.kinds.includes(kind.kindId))
			.reduce((sum, kind) => sum + kind.facilityCount, 0);

	return (
		<section className="block service-card">
			<Picker
				label={t("service.label")}
				className="service-picker"
				value={service.serviceId}
				options={services.map((row) => ({
					id: row.serviceId,
					name: nameIn(lang, row),
					detail: t("service.places", { count: countOf(row) }),
					symbol: symbolOf(row),
				}))}
				onPick={(serviceId) => set({ serviceId, rule: null, profileId: null, selection: null })}
			/>
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
		</section>
	);
}
