import type { Polygon } from "geojson";
import type { FirmGrade } from "../../geodata/catalogue/vocabulary.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import type {
	BaseFeature,
	CityInput,
	CompoundInput,
	FirmInput,
	PlotInput,
} from "../../geodata/city/city-input.ts";
import { encodeCityPack, packHash } from "../../geodata/city/city-pack-file.ts";
import type { SnapshotFigures } from "../../geodata/coverage/snapshot-figures.ts";
import { STREET_CLASSES, type StreetSource, WAY_FLAG } from "../../geodata/graph/street-source.ts";
import { metresPerDegree, type Position } from "../../geodata/units/position.ts";
import { saveCity } from "../db/city/load-city.ts";
import type { Store } from "../db/store/store.ts";

const ORIGIN: Position = [120.98, 31.38];
const { lngM, latM } = metresPerDegree(ORIGIN[1]);

/** Metres east and north of the city's south-west corner, as a position. */
export function at(eastM: number, northM: number): [number, number] {
	return [ORIGIN[0] + eastM / lngM, ORIGIN[1] + northM / latM];
}

function box(westM: number, southM: number, eastM: number, northM: number): Polygon {
	const ring = [
		at(westM, southM),
		at(eastM, southM),
		at(eastM, northM),
		at(westM, northM),
		at(westM, southM),
	];
	return { type: "Polygon", coordinates: [ring] };
}

/**
 * A street on each bank of a river, 2 km long and 400 m apart, joined by one bridge at the east end. The party
 * centre is 10 m off the south street's west end; people are powers of two, so that a sum identifies the homes.
 *
 * ```
 * north  N1(8)---------------------N2(16)--+
 *        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ‖ bridge
 * south  P-S1(1)----S2(2)-----S3(4)--------+        I1(32), 3 km from any street
 * ```
 * Walks to P: S1 20 + 100 + 10 = 130 m; S2 20 + 900 + 10 = 930 m; S3 1530 m;
 * N1 20 + 1900 + 400 + 2000 + 10 = 4330 m though it is 385 m away; N2 2530 m.
 */
export const TINY_HOMES = { S1: 1, S2: 2, S3: 4, N1: 8, N2: 16, I1: 32 } as const;
const HOME_AT = {
	S1: [100, -20],
	S2: [900, -20],
	S3: [1500, -20],
	N1: [100, 420],
	N2: [1900, 420],
	I1: [5000, 400],
} as const;

const STEP_M = 100;
const STREET_M = 2000;

export function tinyCity(cityId = "tiny"): CityInput {
	return {
		cityId,
		name: "小城",
		nameEn: "Tiny",
		bbox: [...at(-200, -300), ...at(5200, 800)] as [number, number, number, number],
		boundary: box(-200, -300, 5200, 800),
		sample: true,
		source: "示例数据（测试）",
		streets: streets(),
		baseFeatures: [
			base("water", "river", "小河", box(-100, 150, 1950, 250)),
			base("building", "residential", "", box(90, -40, 110, -15)),
			base("place", "village", "南岸", { type: "Point", coordinates: at(500, -30) }),
		],
		towns: [
			{
				townId: "t1",
				name: "玉山镇",
				nameEn: "Yushan",
				unit: "高新区",
				centre: at(1000, 200),
				polygon: null,
			},
		],
		communities: [
			community("c-south", "南岸社区", "commodity", box(-200, -300, 2200, 200)),
			community("c-north", "北岸村", "traditional-village", box(-200, 200, 2200, 800)),
		],
		compounds: Object.entries(TINY_HOMES).map(([id, people]) => home(id as keyof typeof TINY_HOMES, people)),
		facilities: [
			facility("P", "party-centre", "南岸党群服务中心", 0, -10),
			facility("R", "mental-rehab-centre", "康复中心", 200, -10),
		],
		parks: [
			{
				parkId: "park-1",
				kind: "pocket-park",
				name: "江南小园",
				polygon: box(380, -60, 420, -20),
				areaM2: 1600,
				builtYear: 2023,
				amenities: ["seats", "shade"],
				story: "从前是一块空地。",
				entrances: [at(400, -20)],
				communityCode: "c-south",
				townId: "t1",
			},
		],
		courtyards: [courtyard("y1", 5), courtyard("y2", 5), courtyard("y3", 3)],
		plots: [
			plot("plot-1", "idle", box(600, -80, 640, -40), 1600, 350_000),
			plot("plot-2", "roadside-belt", box(1800, 450, 1850, 470), 1000, null),
		],
		firms: [
			firm("f-1", "玉山物业", ["S1", "S2"], [quarter(2025, 3, "red", 91.5), quarter(2025, 4, "plain", 75)]),
			firm("f-2", "北岸物业", ["N2"], [quarter(2025, 4, "black", 48)]),
			firm("f-3", "新物业", [], []),
		],
		snapshots: [
			{
				date: "2024-12-31",
				openFacilityIds: ["R"],
				people: [1, 2, 4, 8, 16, 32],
				people0To14: null,
				people60Plus: null,
			},
		],
	};
}

/**
 * The tiny city before it had a party centre. Walks to R: S1 20 + 100 + 10 = 130 m; S2 20 + 700 + 10
 * = 730 m; S3 1330 m; the north more than 3 km.
 */
export const TINY_SNAPSHOTS: readonly SnapshotFigures[] = [
	snapshot("mental-rehab", "gb50180-15", 1, 3),
	snapshot("party-service", "party-15-distance", 0, 0),
];

/**
 * Another city with the same ids, which a query without `city_id` would mix in: ten people live in N1, served by
 * the third firm, nine in S3, and it has a station that the tiny city lacks.
 */
export function twinCity(): CityInput {
	const city = tinyCity("twin");
	const people: Record<string, number> = { S3: 9, N1: 10 };
	return {
		...city,
		name: "双城",
		nameEn: "Twin",
		sample: false,
		source: "another import (test)",
		compounds: city.compounds.map((one) => ({ ...one, people: people[one.compoundId] ?? one.people })),
		facilities: [...city.facilities, facility("T", "party-station", "双城党群服务站", 700, -10)],
		firms: city.firms.map((one) => (one.firmId === "f-3" ? { ...one, compoundIds: ["N1"] } : one)),
		snapshots: [],
	};
}

function snapshot(serviceId: string, ruleId: string, facilities: number, south: number): SnapshotFigures {
	return {
		date: "2024-12-31",
		serviceId,
		ruleId,
		profileId: "adult",
		facilities,
		people: 63,
		coveredPeople: south,
		byCommunity: [
			{ code: "c-south", people: 7, coveredPeople: south },
			{ code: "c-north", people: 24, coveredPeople: 0 },
			// I1 belongs to no community.
			{ code: "", people: 32, coveredPeople: 0 },
		],
		sample: true,
	};
}

/** Stores the tiny city, as an import would. */
export function saveTinyCity(
	store: Store,
	{ cityId = "tiny", dataVersion = "v1" } = {},
): Promise<{ graphHash: string; packBytes: Uint8Array }> {
	return saveWithPack(store, tinyCity(cityId), dataVersion, TINY_SNAPSHOTS);
}

/** Stores its twin beside it. */
export function saveTwinCity(store: Store): Promise<{ graphHash: string; packBytes: Uint8Array }> {
	return saveWithPack(store, twinCity(), "v1", [snapshot("party-service", "party-15-distance", 2, 6)]);
}

async function saveWithPack(
	store: Store,
	input: CityInput,
	dataVersion: string,
	snapshots: readonly SnapshotFigures[],
) {
	const packBytes = encodeCityPack(buildCityPack(input, { minSubnetworkNodes: 2 }).pack);
	const graphHash = packHash(packBytes);
	await saveCity(store, { input, packBytes, graphHash, dataVersion, snapshots });
	return { graphHash, packBytes };
}

/** Nodes 0…20 along the south street, 21…41 along the north one; the bridge joins the last of each. */
function streets(): StreetSource {
	const count = STREET_M / STEP_M + 1;
	const along = Array.from({ length: count }, (_, i) => i * STEP_M);
	const positions = [...along.map((eastM) => at(eastM, 0)), ...along.map((eastM) => at(eastM, 400))];
	const south = along.map((_, i) => i);
	const north = along.map((_, i) => count + i);
	const ways = [south, north, [count - 1, 2 * count - 1]];
	const both = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	const wayStart = [0];
	for (const way of ways) wayStart.push((wayStart.at(-1) ?? 0) + way.length);
	return {
		nodeLngDeg: Float64Array.from(positions, ([lng]) => lng),
		nodeLatDeg: Float64Array.from(positions, ([, lat]) => lat),
		nodeFlags: new Uint8Array(positions.length),
		wayStart: Uint32Array.from(wayStart),
		wayNode: Uint32Array.from(ways.flat()),
		wayClass: Uint8Array.from(ways, () => STREET_CLASSES.indexOf("residential")),
		wayFlags: Uint16Array.from([both, both, both | WAY_FLAG.BRIDGE]),
		wayName: ["南岸路", "北岸路", "小桥"],
		wayId: Float64Array.from([1, 2, 3]),
	};
}

function home(compoundId: keyof typeof TINY_HOMES, people: number): CompoundInput {
	const [eastM, northM] = HOME_AT[compoundId];
	const [lngDeg, latDeg] = at(eastM, northM);
	return {
		compoundId,
		name: `${compoundId} 苑`,
		lngDeg,
		latDeg,
		people,
		people0To14: 0,
		people60Plus: 0,
		communityCode: compoundId.startsWith("S") ? "c-south" : compoundId.startsWith("N") ? "c-north" : null,
		// N2 is walled; its only gate is at the point where its middle would be snapped from, too.
		gates: compoundId === "N2" ? [[lngDeg, latDeg]] : [],
		polygon: compoundId === "N2" ? box(1880, 410, 1920, 440) : null,
		kind: "compound",
		cellRadiusM: null,
	};
}

function facility(facilityId: string, kind: string, name: string, eastM: number, northM: number) {
	const [lngDeg, latDeg] = at(eastM, northM);
	return {
		facilityId,
		kind,
		name,
		lngDeg,
		latDeg,
		entrances: [],
		communityCode: "c-south",
		townId: "t1",
		attributes: {},
	};
}

function plot(
	plotId: string,
	kind: PlotInput["kind"],
	polygon: Polygon,
	areaM2: number,
	costYuan: number | null,
) {
	const entrances = [polygon.coordinates[0]?.[0] as [number, number]];
	const communityCode = plotId === "plot-1" ? "c-south" : "c-north";
	return {
		plotId,
		kind,
		name: `${plotId} 地块`,
		polygon,
		areaM2,
		costYuan,
		entrances,
		communityCode,
		townId: "t1",
	};
}

function firm(firmId: string, name: string, compoundIds: readonly string[], grades: FirmInput["grades"]) {
	return { firmId, name, compoundIds, grades };
}

function quarter(year: number, quarter: number, grade: FirmGrade, score: number) {
	return { year, quarter, grade, score };
}

function community(code: string, name: string, type: string, polygon: Polygon) {
	return { code, name, type, townId: "t1", unit: "高新区", polygon, attributes: {} };
}

function courtyard(courtyardId: string, star: number) {
	const [lngDeg, latDeg] = at(300, 450);
	return { courtyardId, star, communityCode: "c-north", lngDeg, latDeg, year: 2023 };
}

function base(layer: BaseFeature["layer"], kind: string, name: string, geometry: BaseFeature["geometry"]) {
	return { layer, kind, name, nameEn: "", bridge: false, tunnel: false, rank: 1, geometry };
}
