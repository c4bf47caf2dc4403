import { useTranslation } from "react-i18next";
import type { Position } from "../../../geodata/units/position.ts";
import type { OpenedCity } from "../../engine/types.ts";
import { IsochroneRows } from "../../figures/isochrone-rows.tsx";
import { Inspector } from "../../ui/inspector.tsx";
import type { CardProps, FoundThing } from "../thing.ts";

/** A point on the ground: how far one can walk from it. */
export function PointCard({
	place,
	engine,
	isochrones,
	tokens,
	phone,
	onClose,
}: CardProps & FoundThing<Position>) {
	const { t } = useTranslation();
	const name = communityName(engine?.opened ?? null, place.communityCode);
	return (
		<Inspector
			title={t("point.title")}
			detail={[name && t("point.inCommunity", { name })]}
			phone={phone}
			onClose={onClose}
		>
			<IsochroneRows isochrones={isochrones} tokens={tokens} />
		</Inspector>
	);
}

const communityName = (opened: OpenedCity | null, code: string | null): string | null =>
	(code !== null && opened?.communities.find((community) => community.code === code)?.name) || null;
