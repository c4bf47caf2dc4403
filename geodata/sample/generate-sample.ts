import type { CityInput, CommunityInput, CompoundInput, TownInput } from "../city/city-input.ts";
import { GeodataError } from "../units/error.ts";
import { BUILT_UP_AREAS, CITY_WATER_SHARE } from "./land/places.ts";
import { regionPolygons } from "./land/regions.ts";
import { skeletonOf } from "./land/skeleton.ts";
import { LAKES, RIVERS } from "./land/water-courses.ts";
import { WaterIndex, waterAreaM2, waterShapes } from "./land/water-shapes.ts";
import { baseFeatures } from "./lists/base-features.ts";
import { type BuiltGround, builtGround } from "./lists/built-ground.ts";
import { communityAttributes } from "./lists/community-attributes.ts";
import { placeCourtyards } from "./lists/courtyards.ts";
import { earlierYears } from "./lists/earlier-years.ts";
import { placeFacilities } from "./lists/facilities.ts";
import { placeFirms } from "./lists/firms.ts";
import { parkInputs } from "./lists/park-inputs.ts";
import { choosePlots, plotInputs } from "./lists/plot-inputs.ts";
import { communityType, seatCommunities } from "./people/communities.ts";
import { type SettledCommunity, townIdOf } from "./people/ground.ts";
import { spreadPeople } from "./people/people.ts";
import { insideRing, type Point, signedAreaM2, toDegrees, toPolygon } from "./plane/plane.ts";
import { checkSeed, randomStream } from "./plane/random.ts";
import { streetNetwork } from "./streets/street-network.ts";
import { Walks } from "./streets/walks.ts";
import { cutBlocks, pointInside } from "./town/blocks.ts";
import type { Home } from "./town/compounds.ts";
import { assignLandUse, type LandUse } from "./town/land-use.ts";
import { areaOfFaces } from "./town/townships.ts";

export interface SampleOptions {
	/** Whole number, [0, 2^31). Equal seeds give equal bytes on every machine. */
	readonly seed: number;
	/** Must be 1, one county; `drawCounty` draws the counties of a province. */
	readonly factor: number;
}

export type SamplePhase =
	| "water and roads"
	| "blocks"
	| "homes"
	| "streets"
	| "communities"
	| "facilities"
	| "map";
const PHASES: readonly SamplePhase[] = [
	"water and roads",
	"blocks",
	"homes",
	"streets",
	"communities",
	"facilities",
	"map",
];

/**
 * A fictional Kunshan: real outline, names and totals; everything else is drawn from the seed.
 *
 * @param onProgress Called before each phase with its number and the number of phases.
 * @throws {GeodataError} SAMPLE_SEED_OUT_OF_RANGE, SAMPLE_FACTOR_OUT_OF_RANGE
 */
export function generateSample(
	{ seed, factor }: SampleOptions,
	onProgress: (phase: SamplePhase, done: number, total: number) => void = () => {},
): CityInput {
	checkSeed(seed);
	if (factor !== 1) {
		throw new GeodataError(
			"SAMPLE_FACTOR_OUT_OF_RANGE",
			`The sample city is one county, so its factor is 1, not ${factor}; a province draws county by county.`,
			{ value: factor, allowed: [1, 1] },
		);
	}
	const step = (phase: SamplePhase) => onProgress(phase, PHASES.indexOf(phase), PHASES.length);

	step("water and roads");
	const skeleton = skeletonOf(seed);
	const { map } = skeleton;
	const areaOfSkeletonFace = areaOfFaces(map);

	step("blocks");
	const lakeOf = (x: number, y: number) => skeleton.lakes.find((l) => insideRing(l.ring, x, y));
	const blocks = cutBlocks(map, (x, y) => lakeOf(x, y) !== undefined, seed);
	const isWater = (face: number) => blocks.water[face] === 1;
	const areaOf = (face: number) => areaOfSkeletonFace[blocks.skeletonFace[face]!]!;

	step("homes");
	const english = new Map(RIVERS.map((r) => [r.name, r.nameEn]));
	const lakeName = (x: number, y: number) => {
		const lake = lakeOf(x, y) ?? LAKES[0]!;
		return { name: lake.name, nameEn: lake.nameEn };
	};
	const courses = waterShapes(map, isWater, lakeName, english, (face) => pointInside(map, face));
	const pondM2 = CITY_WATER_SHARE * Math.abs(signedAreaM2(skeleton.outline)) - waterAreaM2(courses);
	const landUse = assignLandUse(map, blocks, new WaterIndex(courses), pondM2, seed);
	const { homes } = landUse;
	const areaOfHome = Int32Array.from(homes.map((h) => areaOf(h.face)));
	const people = spreadPeople(homes, areaOfHome, seed);

	step("streets");
	const ponds = landUse.ponds.map((ring) => ({
		kind: "pond" as const,
		name: "",
		nameEn: "",
		ring,
		course: [],
	}));
	const water = [...courses, ...ponds];
	const streets = streetNetwork(
		map,
		isWater,
		landUse,
		new WaterIndex(water),
		randomStream(seed, "footbridges"),
	);
	const built = builtGround(skeleton, landUse, water, streets);
	closeStrandedGates(homes, built);

	step("communities");
	const seats = seatCommunities(
		{
			homes,
			faceCount: map.faceStart.length,
			areaOf: (face) => (face === 0 ? -1 : areaOf(face)),
			middleOf: (face) => pointInside(map, face),
			isRural: (face) => /country|water|pond/.test(landUse.use[face]!),
		},
		seed,
	);
	const settled = settledCommunities(seats.communities, seats.ofHome, homes, people, seed);
	nameKnownHomes(homes, settled);
	const polygons = regionPolygons(map, (face) => seats.ofFace[face]!, settled.length);
	const attributes = communityAttributes(settled, seed);
	const communities: CommunityInput[] = settled.map((c, i) => ({
		code: c.code,
		name: c.name,
		type: c.type,
		townId: townIdOf(c.area),
		unit: BUILT_UP_AREAS[c.area]!.unit,
		polygon: polygons[i]!,
		attributes: attributes[i]!,
	}));
	const towns = townInputs(map, (face) => (face === 0 ? -1 : areaOf(face)));
	const compoundId = (home: number) => `home-${String(home + 1).padStart(5, "0")}`;
	const compounds: CompoundInput[] = homes.map((h, i) => {
		const [lngDeg, latDeg] = toDegrees(...h.centre);
		return {
			compoundId: compoundId(i),
			name: h.name,
			lngDeg,
			latDeg,
			people: people.all[i]!,
			people0To14: people.aged0To14[i]!,
			people60Plus: people.aged60Plus[i]!,
			communityCode: settled[seats.ofHome[i]!]!.code,
			gates: h.gates.map((p) => toDegrees(...p)),
			polygon: toPolygon(h.ring),
			kind: h.kind,
			cellRadiusM: null,
		};
	});

	step("facilities");
	const isReached = ({ doorsteps }: Home) => doorsteps.every((p) => built.hasStreetNear(p, 15));
	const ground = { homes, people, communities: settled, isReached, walks: new Walks(streets, homes) };
	const facilities = placeFacilities(ground, seed);
	const courtyards = placeCourtyards(ground, seed);
	const communityAt = ({ face }: { readonly face: number }) => settled[seats.ofFace[face]!]!;
	const parks = parkInputs(landUse.parks, communityAt, seed);
	const plots = plotInputs(choosePlots(landUse.plots, built, seed), communityAt, seed);

	step("map");
	const seatOf = new Map<string, Point>(settled.map((c) => [c.code, c.seat]));
	const boundary = toPolygon(skeleton.outline);
	return {
		cityId: "320583",
		name: "昆山市",
		nameEn: "Kunshan",
		bbox: bboxOf(boundary.coordinates[0] as [number, number][]),
		boundary,
		sample: true,
		source: `示例数据 Sample data · seed ${seed}`,
		streets,
		baseFeatures: baseFeatures(skeleton, landUse, water, seatOf, towns, communities, parks),
		towns,
		communities,
		compounds,
		facilities,
		parks,
		courtyards,
		plots,
		firms: placeFirms(homes, compoundId, seed),
		snapshots: earlierYears(homes, people, facilities, parks, seed),
	};
}

/** A gate farther than this from every street has none, m: water prevented its street. */
const GATE_TO_STREET_M = 35;

/** Removes gates without a street from homes that have another gate. */
function closeStrandedGates(homes: LandUse["homes"], { hasStreetNear }: BuiltGround): void {
	homes.forEach((home, i) => {
		if (home.kind !== "compound") return;
		const open = home.gates.map((gate) => hasStreetNear(gate, GATE_TO_STREET_M));
		if (open.every(Boolean) || !open.some(Boolean)) return;
		homes[i] = {
			...home,
			gates: home.gates.filter((_, k) => open[k]),
			doorsteps: home.doorsteps.filter((_, k) => open[k]),
		};
	});
}

/** Names the two compounds of the article: each is the largest of its community or town. */
function nameKnownHomes(homes: LandUse["homes"], settled: readonly SettledCommunity[]): void {
	const rename = (fits: (c: SettledCommunity) => boolean, name: string) => {
		const largest = settled.find(fits)?.homes.find((i) => homes[i]!.walls.length > 0);
		if (largest !== undefined) homes[largest] = { ...homes[largest]!, name };
	};
	rename((c) => c.name === "采莲社区", "采莲新村");
	rename((c) => BUILT_UP_AREAS[c.area]!.name === "花桥", "常发香城湾");
}

function settledCommunities(
	communities: ReturnType<typeof seatCommunities>["communities"],
	ofHome: Int32Array,
	homes: Parameters<typeof spreadPeople>[0],
	people: ReturnType<typeof spreadPeople>,
	seed: number,
): SettledCommunity[] {
	const random = randomStream(seed, "community types");
	const members: number[][] = communities.map(() => []);
	ofHome.forEach((c, i) => {
		members[c]!.push(i);
	});
	return communities.map((c, index) => {
		const own = members[index]!;
		own.sort((a, b) => people.all[b]! - people.all[a]! || a - b);
		const sum = (column: Uint32Array) => own.reduce((s, i) => s + column[i]!, 0);
		return {
			...c,
			index,
			homes: own,
			people: sum(people.all),
			people60Plus: sum(people.aged60Plus),
			type: communityType(
				c.isVillage,
				own.map((i) => homes[i]!.zone),
				random,
			),
		};
	});
}

function townInputs(
	map: Parameters<typeof regionPolygons>[0],
	areaOf: (face: number) => number,
): TownInput[] {
	const names = [...new Set(BUILT_UP_AREAS.map((a) => a.town))];
	const townOfArea = BUILT_UP_AREAS.map((a) => names.indexOf(a.town));
	const polygons = regionPolygons(map, (face) => townOfArea[areaOf(face)] ?? -1, names.length);
	return names.map((name, i) => {
		const area = BUILT_UP_AREAS.find((a) => a.name === name)!;
		return {
			townId: `320583-${name}`,
			name: `${name}镇`,
			nameEn: area.nameEn,
			unit: area.unit,
			centre: area.centre,
			polygon: polygons[i]!,
		};
	});
}

function bboxOf(ring: readonly [number, number][]): [number, number, number, number] {
	const lngs = ring.map((p) => p[0]);
	const lats = ring.map((p) => p[1]);
	return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
