import type { Random } from "../plane/random.ts";

/** Returns each name once in random order, then again with a quarter's name as prefix. */
export class NameSource {
	readonly #names: readonly string[];
	readonly #random: Random;
	#left: string[] = [];
	#round = -1;

	constructor(names: readonly string[], random: Random) {
		this.#names = names;
		this.#random = random;
	}

	take(): string {
		if (this.#left.length === 0) {
			this.#round++;
			const prefix = QUARTERS[this.#round] ?? `${this.#round}`;
			this.#left = this.#random.shuffled(this.#names).map((name) => prefix + name);
		}
		return this.#left.pop() as string;
	}
}

const QUARTERS = ["", "新", "东", "西", "南", "北", "中", "前", "后", "大"];

function words(text: string): readonly string[] {
	return text.split(" ");
}

/** Plausible road names; several exist in Kunshan, none is at its real place. */
export const ARTERIAL_NAMES = words(
	"人民路 长江路 前进路 马鞍山路 朝阳路 环庆路 昆太路 机场路 柏庐路 黄河路 珠江路 青阳路 江浦路 震川路 中华园路 北门路 同丰路 萧林路 景王路 新南路 洞庭湖路 太湖路 鄱阳湖路 洪泽湖路 金沙江路 嘉陵江路 松花江路 黑龙江路 俱进路 富春江路 钱塘江路 新城路 绿地大道 花安路 花溪路 鹿城路 玉山大道 苏昆太路 昆山大道 祖冲之路 学院路 前程路 巷浦路 紫竹路 城北大道 水秀路 亭林路 樾河路 横山路 曙光路 丰收路 友谊路 江湾路 百花路 迎宾路 淞沪路 陆新路 联合路 菉溪路 孔巷路 星圃路 东城大道 章基路 盛希路 合兴路 夏驾路 蓬朗路 庆丰路 古城路 望山路 临湖路 湖滨路 阳澄路 正仪路 相石路 石牌路 毛许路 东塘路 新镇路 万安路 康庄路 沪光路 秦峰路 石浦路 少卿路 炎武路 尚书路 善浦路 机浦路 港浦路 俱巷路 垌丘路 新吴街 滨江路 大市路 淀兴路 曙湖路 双马路 永利路 环湖路 锦商路 锦周路 长寿路 普庆路 全福路 大桥路 急水港路 锦淀路 商鞅路",
);

export const STREET_STEMS = words(
	"玉 锦 春 和 兴 安 康 宁 福 祥 瑞 景 秀 明 清 文 华 新 永 盛 丰 美 仁 德 善 义 礼 信 同 友 百 丽 云 星 月 江 河 湖 塘 桥 竹 梅 兰 菊 桂 柳 枫 荷 莲 琼 花 石 金 银 宝 朝 晨 虹 霞 东 南 西 北 中",
);
export const STREET_SECONDS = words(
	"山 阳 水 泽 园 林 源 泉 平 乐 民 昌 隆 庆 达 通 顺 和 谐 雅 苑 庭 台 城 门 亭 阁 楼 村 家 荡 港 浦 泾 浜 渎 湾 溪 洲 岸 茂 荣 华 明 光 辉 风 雨 露 霖",
);
export const CANAL_NAME_STEMS = words(
	"庙 朱 沈 陆 张 王 顾 周 姚 马 杨 徐 吴 许 钱 孙 蒋 石 大 小 东 西 南 北 新 老 长 横 直 斜 界 盛 金 白 青 黄 红 里 外 中 后 前 高 低 诸 官 寺 塔 桥 渔 荷 菱 芦 柳 竹 桑 麻",
);
export const CANAL_NAME_ENDS = words(
	"泾 浜 港 塘 浦 渎 娄 溇 泾河 家浜 家港 家泾 墩河 村河 桥港 庄浜 巷河 千泾 思泾 龙泾",
);
export const COMPOUND_STEMS = words(
	"采莲 玉峰 亭林 鹿城 娄江 琼花 并蒂 阳光 东方 世纪 江南 水岸 锦绣 碧水 翠湖 枫景 香樟 紫竹 梧桐 金桂 银杏 荷塘 柳岸 春晓 秋月 明月 星河 云庭 和风 晨曦 朝晖 丽景 秀水 嘉禾 富华 富贵 吉祥 如意 安康 永安 永盛 长兴 新兴 新昆 昆韵 华府 御景 国际 滨江 临湖 湖畔 观湖 望湖 澄湖 淀湖 淞南 淞北 吴淞 青阳 夏驾 虹桥 同心 同丰 友谊 康居 佳苑 美华 绿地 中茵 万科 万和 时代 未来 科技 学府 书香 文华 翰林 状元 尚书 炎武 震川 祖冲 顾园 昆曲 牡丹 玫瑰 百合 紫藤 海棠 蔷薇 芙蓉 茉莉",
);
export const COMPOUND_ENDS = words(
	"花园 家园 小区 苑 新村 名邸 华庭 雅苑 公寓 名苑 花苑 里 庭 府 园 天地 之星 一品",
);
export const ESTATE_ENDS = words("新村 家园 动迁小区 安置小区 佳苑 花苑 社区小区");
export const HAMLET_SURNAMES = words(
	"朱 沈 陆 张 王 顾 周 姚 马 杨 徐 吴 许 钱 孙 蒋 金 盛 黄 潘 钟 庄 柴 陶 俞 计 袁 祁 龙 管 阮 施 殷 曹 吕 严 翁 戴 葛 范 彭 鲁 韦 苗 凤 方 任 柳 鲍 史 唐 费 薛 雷 贺 倪 汤",
);
export const HAMLET_ENDS = words(
	"家浜 家港 家宅 家厍 家埭 家角 家泾 家桥 家村 家墩 家娄 巷 庄 家甸 家圩 家湾",
);
