import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import { servicesWithPlaces } from "./situation.ts";

/** Systems of the catalogue that are lists without places; each has its own map layer and panel. */
export const LIST_SYSTEMS = [
	"courtyard",
	"property-firm",
	"community",
	"community-fund",
	"volunteer-team",
] as const;
/** 城事通: the addresses for other systems. Not a row of the catalogue. */
export const PLATFORM = "open-data";
export const PLATFORM_NUMBER = 2;

export type SystemId = (typeof LIST_SYSTEMS)[number] | typeof PLATFORM;

/** The system of a link that is not a service with places; null for services and unknown names. */
export const systemOf = (serviceId: string | null): SystemId | null =>
	([...LIST_SYSTEMS, PLATFORM] as const).find((id) => id === serviceId) ?? null;

/** The number of rows of a list in this city; null while loading. */
export type RowCounts = Readonly<Record<(typeof LIST_SYSTEMS)[number], number | null>>;

export interface SystemEntry {
	readonly id: string;
	/** Number in the city's article; null for a service added by the city. */
	readonly system: number | null;
	readonly nameZh: string;
	readonly nameEn: string;
	/** Places or rows; null while loading, and for the platform. */
	readonly count: number | null;
	/** Kind whose symbol is used; null for lists, which have their own symbols. */
	readonly kindId: string | null;
	readonly staff: boolean;
}

export interface SystemGroups {
	readonly places: readonly SystemEntry[];
	readonly lists: readonly SystemEntry[];
}

/** All systems of this city: services with places, and lists with rows. */
export function systemGroups(catalogue: CatalogueResponse, rows: RowCounts): SystemGroups {
	const countOf = (kinds: readonly string[]) =>
		catalogue.kinds
			.filter((kind) => kinds.includes(kind.kindId))
			.reduce((sum, kind) => sum + kind.facilityCount, 0);
	const places = servicesWithPlaces(catalogue).map((service) => ({
		id: service.serviceId,
		system: service.system,
		nameZh: service.nameZh,
		nameEn: service.nameEn,
		count: countOf(service.kinds),
		kindId: service.kinds.find((kind) => countOf([kind]) > 0) ?? null,
		staff: service.audience === "staff",
	}));
	const lists = catalogue.services.flatMap((service) => {
		const id = LIST_SYSTEMS.find((list) => list === service.serviceId);
		if (!id || rows[id] === 0) return [];
		const { nameZh, nameEn, system } = service;
		return { id, system, nameZh, nameEn, count: rows[id], kindId: null, staff: service.audience === "staff" };
	});
	return { places, lists };
}
