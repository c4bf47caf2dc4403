import { useStore } from "../state/store.ts";
import type { Language } from "../state/url-state.ts";

export const useLanguage = (): Language => useStore((state) => state.lang);

/** Of a text that holds both languages as "中文 / English". */
export function textIn(lang: Language, text: string): string {
	const [zh = text, en] = text.split(" / ");
	return lang === "en" && en !== undefined ? en : zh;
}

/** Of a row that carries both names. */
export const nameIn = (lang: Language, row: { readonly nameZh: string; readonly nameEn: string }): string =>
	lang === "zh" ? row.nameZh : row.nameEn;
