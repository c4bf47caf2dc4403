import "./page-header.css";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { City } from "../../geodata/contract/city.ts";
import { formatCount } from "../i18n/format.ts";
import { useLanguage } from "../i18n/language.ts";
import { useStore } from "../state/store.ts";
import { Mark } from "../ui/icons.tsx";
import { Picker } from "../ui/picker.tsx";
import { RolePicker } from "./role-picker.tsx";

/** Product name, city, and the language switch. */
export function PageHeader({
	cities,
	city,
}: {
	readonly cities: readonly City[];
	readonly city: City | null;
}) {
	const { t } = useTranslation();
	const lang = useLanguage();
	const set = useStore((state) => state.set);
	const nameOf = (row: City) => (lang === "zh" ? row.name : row.nameEn || row.name);
	return (
		<header className="page-header">
			<Mark />
			<h1>{t("app.name")}</h1>
			{cities.length > 1 ? (
				<Picker
					label={t("city.choose")}
					className="city-picker"
					value={city?.cityId ?? null}
					options={cities.map((row) => ({
						id: row.cityId,
						name: nameOf(row),
						detail: t("city.people", { people: formatCount(row.people) }),
					}))}
					onPick={(cityId) =>
						set({ cityId, serviceId: null, rule: null, profileId: null, camera: null, selection: null })
					}
				/>
			) : (
				<span className="city-name">{city && nameOf(city)}</span>
			)}
			<RolePicker />
			<Button
				className="language"
				aria-label={t("app.switchLangLabel")}
				onPress={() => set({ lang: lang === "zh" ? "en" : "zh" })}
			>
				{t("app.switchLang")}
			</Button>
		</header>
	);
}
