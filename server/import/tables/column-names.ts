import { plain } from "./table.ts";

/** Words before or after the name of a coordinate: its datum, unit or owner. */
const BESIDE =
	"(?:wgs|84|gcj|02|bd|09|baidu|amap|gaode|百度|高德|deg|dd|degrees|decimal|cent(?:er|re|roide?)|中心|poi|geo|gps|point|coord|location|start)*";
const LNG = new RegExp(`^${BESIDE}(?:lon|lng|long|longitude|longitud|经度|經度|东经|x|xcoord)${BESIDE}$`);
const LAT = new RegExp(`^${BESIDE}(?:lat|latitude|latitud|纬度|緯度|北纬|y|ycoord)${BESIDE}$`);
const POSITION =
	/^(coord(inate)?s?|position|location|latlo?ng?|lo?ng?lat|latitudelongitude|longitudelatitude|point|geo|geopoint|geom|geometry|thegeom|wkt|geomwkt|wktgeom|wktgeometry|geojson|shape|坐标|坐标点|经纬度|纬经度|经度纬度|纬度经度)$/;

export const isLngName = (name: string): boolean => LNG.test(plain(name));
export const isLatName = (name: string): boolean => LAT.test(plain(name));
export const isPositionName = (name: string): boolean => POSITION.test(plain(name));

/** The order of a pair in one column, by its name; null where the name does not say. */
export function orderOfName(name: string): "lng,lat" | "lat,lng" | null {
	const text = plain(name).replace(/,/g, "");
	if (/^(lo?ng?(itude)?lat(itude)?|经纬度|经度纬度)$/.test(text)) return "lng,lat";
	return /^(lat(itude)?lo?ng?(itude)?|纬经度|纬度经度)$/.test(text) ? "lat,lng" : null;
}

/** The datum in a coordinate column's name; null where it has none. */
export function datumOfName(name: string): "wgs84" | "gcj02" | "bd09" | null {
	const text = plain(name);
	if (/gcj|amap|gaode|高德/.test(text)) return "gcj02";
	if (/bd09|bd|baidu|百度/.test(text)) return "bd09";
	return /wgs/.test(text) ? "wgs84" : null;
}

/** Names that certainly mean people, then names that may: years, sums, counts. */
const POPULATION = [
	"population",
	"pop",
	"people",
	"persons",
	"residents",
	"inhabitants",
	"totalpopulation",
	"populationtotal",
	"poptotal",
	"totalpop",
	"人口",
	"人口数",
	"总人口",
	"常住人口",
	"居住人口",
	"人数",
	"habitantes",
	"populacao",
	"população",
];
const PERHAPS_POPULATION = /pop|people|person|resident|inhabitant|habitant|人口|人数/;
const FIGURE = /^(count|sum|mean|value|total|n|num|number|min|max|median|majority|数量|合计)$/;

export const isPopulationName = (name: string): boolean => POPULATION.includes(plain(name));
export const isPopulationOfYear = (name: string): boolean =>
	/^(pop|population|人口)\d{4}$/.test(plain(name)) || /^\d{4}年?(人口|pop|population)$/.test(plain(name));
export const isPerhapsPopulation = (name: string): boolean => PERHAPS_POPULATION.test(plain(name));
export const isFigure = (name: string): boolean => FIGURE.test(plain(name));

/** Id column names, the most specific first; a class column is an id only if its values are unique. */
export const ID_NAMES = [
	"id",
	"osm_id",
	"cell_id",
	"grid_id",
	"poi_id",
	"uuid",
	"guid",
	"objectid",
	"ogc_fid",
	"fid",
	"gid",
	"编号",
	"序号",
];
export const CLASS_NAMES = ["code", "代码"];

export const CELL_NAME_NAMES = ["name", "名称", "小区", "小区名称", "label"];
export const FACILITY_NAME_NAMES = [
	"name",
	"名称",
	"设施名称",
	"站点名称",
	"title",
	"label",
	"name_zh",
	"nome",
];

/** Number of a row's cells that are known column names of place tables. */
export function knownNames(cells: readonly string[]): number {
	const names = [...ID_NAMES, ...CLASS_NAMES, ...FACILITY_NAME_NAMES, ...CELL_NAME_NAMES].map(plain);
	return cells.filter(
		(cell) =>
			isLngName(cell) ||
			isLatName(cell) ||
			isPositionName(cell) ||
			isPopulationName(cell) ||
			isPopulationOfYear(cell) ||
			names.includes(plain(cell)),
	).length;
}

/** Whether a row contains names of coordinate columns, like the header of a place table. */
export function namesPlaces(cells: readonly string[]): boolean {
	return (cells.some(isLngName) && cells.some(isLatName)) || cells.some(isPositionName);
}
