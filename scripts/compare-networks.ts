import { buildWalkGraph } from "../geodata/graph/build-walk-graph.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../geodata/graph/street-source.ts";
import { generateSample } from "../geodata/sample/generate-sample.ts";
import { readOsmCity } from "../server/import/osm/osm-city.ts";
import { type NetworkShape, networkShape } from "./sample/network-shape.ts";

/**
 * `npm run sample:compare -- porto.osm.pbf …`: compares the sample's walking network with real ones, as table rows.
 */

const PRIVATE = new Set(["footway", "service"]);

/** The streets without ways inside compounds and works. */
function publicStreets(streets: StreetSource): StreetSource {
	const wayFlags = streets.wayFlags.map((flags, way) =>
		PRIVATE.has(STREET_CLASSES[streets.wayClass[way] ?? 0] ?? "") && (flags & WAY_FLAG.BRIDGE) === 0
			? 0
			: flags,
	);
	return { ...streets, wayFlags };
}

function rowOf(name: string, shape: NetworkShape): string {
	const percent = (share: number, digits = 1) => (100 * share).toFixed(digits);
	return `| ${[
		name,
		shape.nodes,
		percent(shape.deadEndShare),
		percent(shape.threeWayShare),
		percent(shape.fourWayShare),
		shape.medianEdgeM.toFixed(0),
		shape.medianBlockHa.toFixed(2),
		shape.blockSpread.toFixed(1),
		shape.kmPerKm2.toFixed(1),
		`${shape.circuityMedian.toFixed(2)} (${shape.circuity90.toFixed(2)})`,
		percent(shape.bridgeShare, 2),
		shape.localOrder.toFixed(2),
	].join(" | ")} |`;
}

const print = (name: string, streets: StreetSource) =>
	process.stdout.write(`${rowOf(name, networkShape(buildWalkGraph(streets).graph))}\n`);

const { streets } = generateSample({ seed: 1, factor: 1 });
print("sample", streets);
print("sample, public streets", publicStreets(streets));
for (const file of process.argv.slice(2)) print(file, (await readOsmCity(file)).streets);
