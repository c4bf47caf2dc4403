import type { BuildReport } from "../../geodata/graph/walk-graph.ts";
import type { AssembledCity } from "./assemble-city.ts";
import type { StreetLength } from "./osm/street-lengths.ts";

export interface UnsnappedHome {
	readonly id: string;
	readonly name: string;
	readonly people: number;
}

/** Maximum number of street classes listed by name, longest first. */
const MAX_KINDS = 8;

/** A larger share of streets dropped as fragments is reported as a warning. */
const MUCH_DROPPED = 0.02;

/** The report of an import as text; lists every figure that was left out. */
export function importReport(
	city: AssembledCity,
	graph: BuildReport,
	unsnapped: readonly UnsnappedHome[],
	took: { readonly seconds: number; readonly peakMemoryMb: number },
): string[] {
	const { input, osm, population } = city;
	const count = (value: number) => Math.round(value).toLocaleString("en-US");
	const km = (metres: number) => `${metres < 9950 ? (metres / 1000).toFixed(1) : count(metres / 1000)} km`;
	const inWords = (lengths: readonly StreetLength[]) => {
		const shown = lengths.slice(0, MAX_KINDS).map(({ kind, lengthM }) => `${km(lengthM)} ${kind}`);
		const restM = lengths.slice(MAX_KINDS).reduce((sum, { lengthM }) => sum + lengthM, 0);
		return [...shown, ...(restM > 0 ? [`${km(restM)} others`] : [])].join(", ") || "nothing";
	};
	const unsnappedPeople = unsnapped.reduce((sum, { people }) => sum + people, 0);
	const kinds = Map.groupBy(input.facilities, ({ kind }) => kind);
	const lines = [
		`${input.name} (${input.cityId})`,
		`  streets     ${count(graph.wayCount)} ways, ${count(graph.walkableWayCount)} of them walkable, ${km(graph.lengthM)}; ${count(graph.nodeCount)} nodes, ${count(graph.edgeCount)} edges`,
		`  walked      ${inWords(osm.lengths.walked)}${osm.lengths.privateM > 0 ? `; ${km(osm.lengths.privateM)} of it private, at the ends of a walk only` : ""}`,
		`  refused     ${inWords(osm.lengths.refused)}`,
		`  left out    ${count(graph.droppedSubnetworks)} islands of a few crossings that nobody is nearest to: ${count(graph.droppedNodes)} nodes, ${km(graph.droppedLengthM)}${graph.droppedLengthM > MUCH_DROPPED * graph.lengthM ? "; that is much: is the file whole?" : ""}`,
		`  people      ${count(population.people)} in ${count(input.compounds.length)} places; ${count(population.emptyCells)} empty ones left out`,
		`  no street   ${count(unsnappedPeople)} people in ${count(unsnapped.length)} places meet no street and count as uncovered`,
		`  base map    ${count(input.baseFeatures.length)} features`,
	];
	if (osm.buildingsLeftOut > 0)
		lines.push(`  buildings   ${count(osm.buildingsLeftOut)} left out, more than the map can draw`);
	if (osm.cutAreas > 0)
		lines.push(`  cut areas   ${count(osm.cutAreas)} leave the extract and are drawn as banks`);
	for (const [kind, facilities] of kinds) lines.push(`  facilities  ${count(facilities.length)} ${kind}`);
	for (const note of city.notes) lines.push(`  read        ${note}`);
	lines.push(`  took        ${took.seconds.toFixed(1)} s, ${count(took.peakMemoryMb)} MB at the peak`);
	return lines;
}
