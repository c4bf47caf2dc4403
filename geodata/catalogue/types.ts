import type { Profile, Rule } from "../cost/profile.ts";
import type { Audience, Denominator, TargetGroup } from "./vocabulary.ts";

/** A walking standard. `verified: false` prints 待核 beside every figure that used it. */
export interface StandardRule {
	readonly ruleId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	readonly type: Rule["type"];
	/** Metres for a distance rule, seconds for a time rule. */
	readonly cutoff: number;
	readonly profileId: string;
	readonly denominator: Denominator;
	readonly clause: string;
	readonly source: string;
	readonly verified: boolean;
	/** True where no norm exists and the cutoff is taken from another rule (docs/standards.md). */
	readonly derived: boolean;
}

export interface FacilityKind {
	readonly kindId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	/** A 24×24 SVG path (`d`), drawn in `colour` on a white disc; kinds differ by shape alone. */
	readonly symbolPath: string;
	readonly colour: string;
	readonly audience: Audience;
}

/** A row of the catalogue: a service is data, not code. */
export interface Service {
	readonly serviceId: string;
	readonly nameZh: string;
	readonly nameEn: string;
	/** Facility kinds that give this service. */
	readonly kinds: readonly string[];
	/** First is the default. */
	readonly ruleIds: readonly string[];
	readonly targetGroup: TargetGroup;
	readonly audience: Audience;
	/** Published goal, 0–1; null where none. */
	readonly goalShare: number | null;
	/** Number of the system in the city's article, 1–14; null for imported services. */
	readonly system: number | null;
}

export interface Catalogue {
	readonly services: readonly Service[];
	readonly kinds: readonly FacilityKind[];
	readonly rules: readonly StandardRule[];
	readonly profiles: readonly Profile[];
}
