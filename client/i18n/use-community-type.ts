import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { COMMUNITY_TYPES } from "../../geodata/catalogue/vocabulary.ts";

/** The name of a community type: one of the six in the reader's language, or the city's own name. */
export function useCommunityType(): (type: string | null | undefined) => string | null {
	const { t } = useTranslation();
	return useCallback(
		(type) => {
			const known = COMMUNITY_TYPES.find((id) => id === type);
			return known ? t(`communityType.${known}`) : type || null;
		},
		[t],
	);
}
