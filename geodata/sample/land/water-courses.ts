import type { Position } from "../../units/position.ts";

/** A lake as an ellipse, to which noise is added. Roughly at its real place; shape and size are fictional. */
interface LakeSketch {
	readonly name: string;
	readonly nameEn: string;
	readonly centre: Position;
	/** Half axes east–west and north–south, m. */
	readonly halfM: readonly [number, number];
}

export const LAKES: readonly LakeSketch[] = [
	lake("阳澄湖", "Yangcheng Lake", [120.817, 31.43], [2500, 5200]),
	lake("傀儡湖", "Kuilei Lake", [120.866, 31.408], [950, 1600]),
	lake("巴城湖", "Bacheng Lake", [120.859, 31.468], [900, 700]),
	lake("雉城湖", "Zhicheng Lake", [120.838, 31.491], [900, 700]),
	lake("鳗鲤湖", "Manli Lake", [120.872, 31.487], [850, 700]),
	lake("澄湖", "Cheng Lake", [120.818, 31.202], [3600, 3400]),
	lake("淀山湖", "Dianshan Lake", [120.966, 31.121], [5300, 3300]),
	lake("白蚬湖", "Baixian Lake", [120.829, 31.141], [1300, 1350]),
	lake("五保湖", "Wubao Lake", [120.916, 31.178], [850, 850]),
	lake("明镜荡", "Mingjing Lake", [120.932, 31.201], [1600, 950]),
	lake("长白荡", "Changbai Lake", [120.877, 31.152], [1250, 800]),
	lake("白莲湖", "Bailian Lake", [120.921, 31.157], [1100, 700]),
	lake("商鞅潭", "Shangyang Pool", [120.968, 31.213], [1050, 900]),
	lake("汪洋荡", "Wangyang Lake", [120.908, 31.228], [800, 900]),
	lake("天花荡", "Tianhua Lake", [120.874, 31.187], [700, 700]),
	lake("陈墓荡", "Chenmu Lake", [120.894, 31.204], [600, 600]),
	lake("杨氏田湖", "Yangshitian Lake", [120.98, 31.18], [800, 650]),
	lake("阳城东荡", "Yangcheng East Mere", [120.853, 31.512], [650, 480]),
	lake("森林湖", "Forest Lake", [120.914, 31.376], [520, 400]),
	lake("蝶湖", "Butterfly Lake", [121.028, 31.395], [420, 300]),
	lake("夏驾湖", "Xiajia Lake", [121.052, 31.352], [360, 420]),
	lake("石浦荡", "Shipu Mere", [121.02, 31.214], [600, 420]),
	lake("天福湖", "Tianfu Lake", [121.112, 31.278], [430, 340]),
	lake("时思湖", "Shisi Lake", [120.985, 31.485], [480, 330]),
];

function lake(name: string, nameEn: string, centre: Position, halfM: readonly [number, number]): LakeSketch {
	return { name, nameEn, centre, halfM };
}

/** A sketched course, west to east or north to south, roughly along the real one. */
interface Course {
	readonly name: string;
	readonly nameEn: string;
	readonly widthM: number;
	readonly points: readonly Position[];
}

export const RIVERS: readonly Course[] = [
	river("吴淞江", "Wusong River", 95, [
		[120.79, 31.3],
		[120.862, 31.306],
		[120.9, 31.318],
		[120.935, 31.305],
		[120.968, 31.314],
		[121.005, 31.296],
		[121.03, 31.285],
		[121.062, 31.289],
		[121.095, 31.272],
		[121.13, 31.262],
		[121.18, 31.258],
	]),
	river("娄江", "Lou River", 75, [
		[120.79, 31.352],
		[120.84, 31.36],
		[120.875, 31.372],
		[120.915, 31.366],
		[120.95, 31.378],
		[120.978, 31.384],
		[121.01, 31.388],
		[121.045, 31.402],
		[121.08, 31.412],
		[121.13, 31.42],
	]),
	river("青阳港", "Qingyang Port", 72, [
		[120.978, 31.54],
		[120.984, 31.49],
		[120.979, 31.44],
		[120.986, 31.41],
		[120.978, 31.384],
		[120.984, 31.36],
		[120.975, 31.335],
		[120.968, 31.314],
	]),
	river("杨林塘", "Yanglin Canal", 55, [
		[120.86, 31.465],
		[120.91, 31.472],
		[120.95, 31.482],
		[120.99, 31.476],
		[121.05, 31.49],
	]),
	river("七浦塘", "Qipu Canal", 50, [
		[120.78, 31.505],
		[120.85, 31.502],
		[120.91, 31.512],
		[120.96, 31.516],
		[121.02, 31.53],
	]),
	river("千灯浦", "Qiandeng Pu", 48, [
		[121.005, 31.296],
		[120.999, 31.27],
		[121.006, 31.24],
		[120.998, 31.21],
		[121.006, 31.18],
		[120.997, 31.14],
	]),
	river("夏驾河", "Xiajia River", 40, [
		[121.05, 31.45],
		[121.045, 31.402],
		[121.038, 31.37],
		[121.043, 31.335],
		[121.03, 31.285],
	]),
	river("大直港", "Dazhi Port", 42, [
		[120.935, 31.305],
		[120.93, 31.275],
		[120.937, 31.25],
		[120.928, 31.225],
		[120.932, 31.201],
	]),
	river("小虞河", "Xiaoyu River", 32, [
		[120.942, 31.482],
		[120.935, 31.45],
		[120.939, 31.42],
		[120.932, 31.4],
		[120.928, 31.37],
	]),
	river("皇仓泾", "Huangcang Creek", 30, [
		[120.89, 31.47],
		[120.897, 31.43],
		[120.905, 31.4],
		[120.9, 31.367],
		[120.907, 31.34],
		[120.9, 31.318],
	]),
	river("急水港", "Jishui Port", 60, [
		[120.8, 31.118],
		[120.829, 31.128],
		[120.862, 31.13],
		[120.89, 31.142],
		[120.93, 31.137],
	]),
	river("徐公河", "Xugong River", 30, [
		[121.09, 31.36],
		[121.097, 31.32],
		[121.09, 31.29],
		[121.097, 31.265],
	]),
	river("太仓塘", "Taicang Canal", 50, [
		[120.985, 31.43],
		[121.02, 31.426],
		[121.06, 31.418],
		[121.12, 31.4],
	]),
	river("道褐浦", "Daohe Pu", 34, [
		[121.045, 31.285],
		[121.05, 31.25],
		[121.043, 31.22],
		[121.05, 31.185],
		[121.044, 31.15],
	]),
];

function river(name: string, nameEn: string, widthM: number, points: readonly Position[]): Course {
	return { name, nameEn, widthM, points };
}

/** Expressways and railways, sketched like the rivers. */
export const EXPRESSWAYS: readonly Course[] = [
	river("京沪高速", "G2 Expressway", 42, [
		[120.79, 31.338],
		[120.85, 31.345],
		[120.9, 31.348],
		[120.95, 31.343],
		[121.0, 31.334],
		[121.05, 31.325],
		[121.09, 31.318],
		[121.17, 31.3],
	]),
	river("沈海高速", "G15 Expressway", 42, [
		[121.055, 31.46],
		[121.07, 31.42],
		[121.076, 31.38],
		[121.073, 31.33],
		[121.066, 31.29],
		[121.03, 31.24],
		[121.016, 31.2],
		[121.024, 31.165],
		[121.015, 31.12],
	]),
];

export const RAILWAYS: readonly Course[] = [
	river("京沪铁路", "Shanghai–Nanjing Railway", 26, [
		[120.79, 31.366],
		[120.85, 31.385],
		[120.9, 31.394],
		[120.945, 31.398],
		[120.985, 31.392],
		[121.025, 31.366],
		[121.065, 31.335],
		[121.1, 31.312],
		[121.17, 31.288],
	]),
];

/** The metro runs on a viaduct along an avenue: on the map, but not a barrier. */
export const METRO: readonly Position[] = [
	[120.79, 31.3555],
	[120.85, 31.366],
	[120.9, 31.38],
	[120.95, 31.386],
	[120.99, 31.375],
	[121.02, 31.352],
	[121.05, 31.318],
	[121.08, 31.304],
	[121.11, 31.2985],
	[121.17, 31.293],
];
/** Line S1 comes from the west and ends at 花桥, where Shanghai's line 11 begins. */
export const METRO_CHANGES_AT_LNG_DEG = 121.1;
