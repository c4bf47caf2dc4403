import { useTranslation } from "react-i18next";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The current language. */
export function useLanguage(): Language {
	const { i18n } = useTranslation();
	return i18n.language === "en" ? "en" : "zh";
}

/** The part of a bilingual text "中文 / English". */
export function textIn(lang: Language, text: string): string {
	const [zh = text, en] = text.split(" / ");
	return lang === "en" && en !== undefined ? en : zh;
}

/** The name from a row with both names. */
export const nameIn = (lang: Language, row: { readonly nameZh: string; readonly nameEn: string }): string =>
	lang === "zh" ? row.nameZh : row.nameEn;
