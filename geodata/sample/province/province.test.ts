import { beforeAll, describe, expect, it } from "vitest";
import { PROFILES } from "../../catalogue/rules.ts";
import { buildPack } from "../../city/build-city-pack.ts";
import type { CityInput } from "../../city/city-input.ts";
import { CityModel, snapFacilities } from "../../city/city-model.ts";
import { coverageOf } from "../../coverage/coverage.ts";
import { WAY_FLAG } from "../../graph/street-source.ts";
import { crossing, insideRing, type Point, toPlane } from "../plane/plane.ts";
import { type CountyPlace, countyPlaces, type ProvinceOptions } from "./county-place.ts";
import { countyRim } from "./county-rim.ts";
import { placeCounty } from "./place-county.ts";
import { type CountyJoint, drawCounty, ProvinceSeams } from "./province.ts";
import { countyForPack, mergeForPack } from "./province-pack.ts";
import { firstJointWayId, mergeStreets } from "./province-streets.ts";

/** The census of one Kunshan. */
const PEOPLE = 2_092_496;

interface ProvincePart {
	readonly place: CountyPlace;
	readonly county: CityInput;
	readonly joints: readonly CountyJoint[];
}

/** Counties drawn and joined one after another. */
function provinceParts(options: ProvinceOptions): ProvincePart[] {
	const seams = new ProvinceSeams(options);
	return countyPlaces(options).map((place) => {
		const county = drawCounty(place);
		return { place, county, joints: seams.join(place, countyRim(county)) };
	});
}

let parts: ProvincePart[];
let input: ReturnType<typeof mergeForPack>;
beforeAll(() => {
	parts = provinceParts({ seed: 1, factor: 2 });
	input = mergeForPack(
		parts.map(({ county }) => countyForPack(county)),
		parts.flatMap(({ joints }) => joints),
	);
}, 240_000);

const county = (index: number) => (parts[index] as ProvincePart).county;
const all = <T>(of: (part: ProvincePart["county"]) => readonly T[]) =>
	parts.flatMap((p) => [...of(p.county)]);

describe("a province of two", () => {
	it("begins with the sample city itself, unmoved", () => {
		const [place] = countyPlaces({ seed: 1, factor: 2 });
		expect(placeCounty(county(0), place as CountyPlace)).toBe(county(0));
		expect(county(0).source).toContain("seed 1");
	});

	it("draws the second county from a seed of its own", () => {
		expect(county(1).compounds).not.toHaveLength(county(0).compounds.length);
	});

	it("counts the people of two counties", () => {
		expect(all((c) => c.compounds).reduce((sum, { people }) => sum + people, 0)).toBe(2 * PEOPLE);
	});

	it("has no id twice, and none that names nothing", () => {
		const ids = {
			communities: all((c) => c.communities.map(({ code }) => code)),
			towns: all((c) => c.towns.map(({ townId }) => townId)),
			townNames: all((c) => c.towns.map(({ name }) => name)),
			compounds: all((c) => c.compounds.map(({ compoundId }) => compoundId)),
			places: all((c) => [
				...c.facilities.map(({ facilityId }) => facilityId),
				...c.parks.map(({ parkId }) => parkId),
			]),
			courtyards: all((c) => c.courtyards.map(({ courtyardId }) => courtyardId)),
			plots: all((c) => c.plots.map(({ plotId }) => plotId)),
			firms: all((c) => c.firms.map(({ firmId }) => firmId)),
			ways: all((c) => [...c.streets.wayId]),
		};
		for (const [what, list] of Object.entries(ids)) {
			expect([what, new Set<unknown>(list).size]).toEqual([what, list.length]);
		}
		const towns = new Set<string | null>(ids.towns).add(null);
		const codes = new Set<string | null>(ids.communities).add(null);
		const homes = new Set(ids.compounds);
		const places = new Set(ids.places);
		for (const items of [all((c) => c.facilities), all((c) => c.parks), all((c) => c.plots)]) {
			expect(items.every((i) => towns.has(i.townId) && codes.has(i.communityCode))).toBe(true);
		}
		expect(all((c) => c.compounds).every((c) => codes.has(c.communityCode))).toBe(true);
		expect(all((c) => c.courtyards).every((c) => codes.has(c.communityCode))).toBe(true);
		expect(all((c) => c.communities).every((c) => towns.has(c.townId))).toBe(true);
		expect(all((c) => c.firms).every((f) => f.compoundIds.every((id) => homes.has(id)))).toBe(true);
		expect(all((c) => c.snapshots).every((s) => s.openFacilityIds.every((id) => places.has(id)))).toBe(true);
	});

	it("keeps units and towns of its counties apart in the ledger", () => {
		expect(new Set(input.communities.map(({ unit }) => unit)).size).toBe(18);
	});

	it("lies side by side: what is drawn of a county lies in its box", () => {
		for (const { county: c } of parts) {
			const [west, south, east, north] = c.bbox;
			const stray = c.compounds.filter(
				({ lngDeg, latDeg }) => lngDeg < west || lngDeg > east || latDeg < south || latDeg > north,
			);
			expect(stray).toEqual([]);
			for (const { geometry } of c.baseFeatures.slice(0, 500)) {
				const [lngDeg = 0] =
					JSON.stringify(geometry)
						.match(/-?\d+\.\d+/g)
						?.map(Number) ?? [];
				expect(lngDeg).toBeGreaterThan(west - 0.01);
				expect(lngDeg).toBeLessThan(east + 0.01);
			}
		}
	});
});

describe("roads between counties", () => {
	const joints = () => parts.flatMap((part) => part.joints);

	it("are several, and start and end at streets of either side", () => {
		expect(joints()).toHaveLength(1);
		const [joint] = joints();
		expect(joint).toMatchObject({ county: 1, neighbour: 0 });
		expect(joint?.roads.length).toBeGreaterThanOrEqual(3);
		for (const { from, to } of joint?.roads ?? []) {
			const [a, b] = [county(1).streets, county(0).streets];
			expect(from.position).toEqual([a.nodeLngDeg[from.node], a.nodeLatDeg[from.node]]);
			expect(to.position).toEqual([b.nodeLngDeg[to.node], b.nodeLatDeg[to.node]]);
		}
	});

	/** Segments of the ways outside the counties. */
	const jointSegments = () => {
		const { streets } = input;
		const at = (i: number): Point => {
			const node = streets.wayNode[i] ?? 0;
			return toPlane([streets.nodeLngDeg[node] ?? 0, streets.nodeLatDeg[node] ?? 0]);
		};
		return [...streets.wayId].flatMap((id, way) => {
			const start = streets.wayStart[way] ?? 0;
			const bridge = ((streets.wayFlags[way] ?? 0) & WAY_FLAG.BRIDGE) !== 0;
			return id < firstJointWayId(2) ? [] : [{ a: at(start), b: at(start + 1), bridge }];
		});
	};

	it("touch no water but by bridge", () => {
		const rings = all((c) => c.baseFeatures.filter(({ layer }) => layer === "water")).flatMap(
			({ geometry }) =>
				geometry.type === "Polygon"
					? geometry.coordinates.map((ring) => ring.slice(1).map(([x = 0, y = 0]) => toPlane([x, y])))
					: [],
		);
		expect(jointSegments().length).toBeGreaterThan(0);
		for (const { a, b, bridge } of jointSegments()) {
			if (bridge) continue;
			const wet = rings.filter(
				(ring) =>
					insideRing(ring, ...a) ||
					ring.some((p, i) => crossing(a, b, p, ring[(i + 1) % ring.length] as Point) !== null),
			);
			expect(wet).toEqual([]);
		}
	});

	it("go through no house and over no wall", () => {
		const segments = jointSegments();
		for (const { layer, geometry } of all((c) => c.baseFeatures)) {
			if (layer !== "building" && layer !== "wall") continue;
			const lines =
				geometry.type === "Polygon" || geometry.type === "MultiLineString" ? geometry.coordinates : [];
			for (const line of lines) {
				const points = line.map(([x = 0, y = 0]) => toPlane([x, y]));
				for (let i = 1; i < points.length; i++) {
					const met = segments.find(({ a, b }) => crossing(a, b, points[i - 1] as Point, points[i] as Point));
					if (met) throw new Error(`A road from ${met.a} to ${met.b} meets a ${layer}.`);
				}
			}
		}
	});
});

describe("the pack of a province", () => {
	it("is one network over the border, which people walk across", () => {
		const { pack, report } = buildPack(input);
		const { graph } = pack;
		// Forward arcs only: every node is reached from the first.
		const met = new Uint8Array(graph.nodeCount);
		const queue = [0];
		met[0] = 1;
		for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
			for (let arc = graph.firstArc[node] ?? 0; arc < (graph.firstArc[node + 1] ?? 0); arc++) {
				const head = graph.arcHead[arc] ?? 0;
				if (met[head] === 0) queue.push(head);
				met[head] = 1;
			}
		}
		// Except islands that have homes or are larger than fragments.
		const apart = met.reduce((sum, flag) => sum + 1 - flag, 0);
		expect((report.droppedNodes + apart) / report.nodeCount).toBeLessThan(0.01);
		expect(graph.nodeCount).toBeGreaterThan(75_000);

		const model = new CityModel(pack);
		const [place] = county(0).facilities;
		const facilities = snapFacilities(model, place ? [place] : []);
		const { nearest } = coverageOf(
			model,
			facilities,
			{ type: "distance", cutoffM: 1000 },
			PROFILES[0] as never,
		);
		const reachedAbroad = county(1).compounds.filter((_, i) => nearest[county(0).compounds.length + i] === 0);
		// Except the few unsnapped homes.
		expect(reachedAbroad.length / county(1).compounds.length).toBeGreaterThan(0.99);
	});

	it("merges one county into itself", () => {
		const alone = mergeStreets([county(0).streets], []);
		expect(alone).toEqual(county(0).streets);
	});
});
