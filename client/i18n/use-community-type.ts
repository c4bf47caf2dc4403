import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** The name of a community type: one of the six in the reader's language, or as the city calls it. */
export function useCommunityType(): (type: string | null | undefined) => string | null {
	const { t, i18n } = useTranslation();
	return useCallback(
		(type) => {
			if (!type) return null;
			return i18n.exists(`communityType.${type}`) ? t(`communityType.${type as "old"}`) : type;
		},
		[t, i18n],
	);
}
