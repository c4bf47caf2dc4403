import "./facility-facts.css";
import { useTranslation } from "react-i18next";
import type { FacilityFeature } from "../../api/city-api.ts";
import { formatCount } from "../../i18n/format.ts";
import { Facts } from "../../ui/inspector.tsx";
import { countedOf, textOf, type WorkStep, workSteps } from "./attributes.ts";

/** How the opening hours of a place that never closes are recorded. */
const ALL_DAY = "00:00–24:00";

/** Facts about a facility as text: hours, size, people, progress of a small project. */
export function FacilityFacts({ properties }: { readonly properties: FacilityFeature["properties"] }) {
	const { t, i18n } = useTranslation();
	const { attributes, entrances } = properties;
	const days = textOf(attributes.days);
	const hours = textOf(attributes.hours);
	const steps = workSteps(attributes);
	const daysText =
		days && i18n.exists(`attribute.day.${days}`) ? t(`attribute.day.${days as "daily"}`) : null;
	const open =
		days === "daily" && hours === ALL_DAY
			? t("attribute.allDay")
			: [daysText, hours].filter(Boolean).join(" ");
	return (
		<>
			{steps && <WorkProgress steps={steps} />}
			<Facts
				rows={[
					[t("attribute.work"), textOf(attributes.work)],
					[t("attribute.hours"), open],
					[t("attribute.contactCentre"), textOf(attributes.contactCentre)],
					...countedOf(attributes).map(
						({ key, value }) =>
							[
								t(`attribute.name.${key}`),
								// A year is not a quantity: its digits are not grouped.
								t(`attribute.unit.${key}`, { value: key === "opened" ? String(value) : formatCount(value) }),
							] as const,
					),
					[t("facility.entrances"), entrances.length || null],
				]}
			/>
		</>
	);
}

/** From suggestion to done. */
function WorkProgress({ steps }: { readonly steps: readonly WorkStep[] }) {
	const { t } = useTranslation();
	return (
		<ol className="steps">
			{steps.map(({ status, on, reached }) => (
				<li key={status} className={reached ? "reached" : ""}>
					<i aria-hidden="true" />
					<span>{t(`attribute.status.${status}`)}</span>
					<small>{on ?? "–"}</small>
				</li>
			))}
		</ol>
	);
}
