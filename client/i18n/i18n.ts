import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { zh } from "./zh.ts";

const HTML_LANG: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** Loads the dictionaries; both are in the bundle, so the page is never half translated. */
export function startI18n(lang: Language): void {
	void i18next.use(initReactI18next).init({
		lng: lang,
		fallbackLng: "zh",
		initAsync: false,
		interpolation: { escapeValue: false },
		resources: { zh: { translation: zh }, en: { translation: en } },
	});
	applyLanguage(lang);
}

/** Switches the texts, the document's language and its title. */
export function applyLanguage(lang: Language): void {
	if (i18next.language !== lang) void i18next.changeLanguage(lang);
	document.documentElement.lang = HTML_LANG[lang];
	document.title = i18next.t("app.name");
}
