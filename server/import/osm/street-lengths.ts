import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { metresPerDegree } from "../../../geodata/units/position.ts";

/** How long the streets of a kind are together. */
export interface StreetLength {
	/** A class of street, and of refused ones the tag that refuses them, such as "service (access=no)". */
	readonly kind: string;
	readonly lengthM: number;
}

export interface StreetLengths {
	/** Longest first, both. */
	readonly walked: readonly StreetLength[];
	readonly refused: readonly StreetLength[];
	/** Of those walked: only at the ends of a walk. */
	readonly privateM: number;
}

/**
 * Which streets are walked and which are not, by class.
 *
 * @param refusals Shape [wayCount]; the tag that keeps one off each way.
 */
export function streetLengths(
	streets: StreetSource,
	refusals: readonly { readonly refusedBy: string | null }[],
): StreetLengths {
	const { wayStart, wayNode, wayClass, wayFlags, nodeLngDeg, nodeLatDeg } = streets;
	const walked = new Map<string, number>();
	const refused = new Map<string, number>();
	let privateM = 0;
	for (let way = 0; way < wayClass.length; way++) {
		let lengthM = 0;
		// To a tenth of a kilometre the plane of a way is good enough.
		const { lngM, latM } = metresPerDegree(nodeLatDeg[wayNode[wayStart[way]!]!]!);
		for (let i = wayStart[way]! + 1; i < wayStart[way + 1]!; i++) {
			const a = wayNode[i - 1]!;
			const b = wayNode[i]!;
			const eastM = (nodeLngDeg[b]! - nodeLngDeg[a]!) * lngM;
			const northM = (nodeLatDeg[b]! - nodeLatDeg[a]!) * latM;
			lengthM += Math.sqrt(eastM * eastM + northM * northM);
		}
		const name = STREET_CLASSES[wayClass[way]!]!;
		if (isWalkable(wayFlags[way]!)) {
			walked.set(name, (walked.get(name) ?? 0) + lengthM);
			if ((wayFlags[way]! & WAY_FLAG.PRIVATE) !== 0) privateM += lengthM;
		} else {
			const why = refusals[way]!.refusedBy;
			const kind = why ? `${name} (${why})` : name;
			refused.set(kind, (refused.get(kind) ?? 0) + lengthM);
		}
	}
	return { walked: longestFirst(walked), refused: longestFirst(refused), privateM };
}

function longestFirst(lengths: ReadonlyMap<string, number>): StreetLength[] {
	return Array.from(lengths, ([kind, lengthM]) => ({ kind, lengthM })).sort((a, b) => b.lengthM - a.lengthM);
}
