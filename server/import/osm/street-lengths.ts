import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { metresPerDegree } from "../../../geodata/units/position.ts";

/** Total length of the streets of a class. */
export interface StreetLength {
	/** A street class, and for refused streets the tag that refuses them, such as "service (access=no)". */
	readonly kind: string;
	readonly lengthM: number;
}

export interface StreetLengths {
	/** Both longest first. */
	readonly walked: readonly StreetLength[];
	readonly refused: readonly StreetLength[];
	/** Walkable only at the ends of a walk. */
	readonly privateM: number;
}

/**
 * Lengths of walkable and refused streets, by class.
 *
 * @param refusals Shape [wayCount]; the tag that forbids walking on each way.
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
		// A plane per way is accurate enough for tenths of a kilometre.
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
