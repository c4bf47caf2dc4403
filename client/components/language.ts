import { useStore } from "../state/store.ts";
import type { Language } from "../state/url-state.ts";

export const useLanguage = (): Language => useStore((state) => state.lang);

/** Of a row that carries both names. */
export const nameIn = (lang: Language, row: { readonly nameZh: string; readonly nameEn: string }): string =>
	lang === "zh" ? row.nameZh : row.nameEn;
