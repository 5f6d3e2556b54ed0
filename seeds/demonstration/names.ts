/** Invented names that say so: a public repository accuses no real company, complex or person. */
import type { Random } from "./random.ts";

const first = [..."云松柏槐桐晨星溪汀岚禾沁竹梧枫杏桂兰荷菊霁澄皓瑞"];
const second = [..."雅景和润安宁清逸嘉泰颐锦华馨"];
const endings = ["苑", "花园", "里", "庭", "家园", "府", "湾", "雅居", "小区", "新村", "公寓", "城"];

/** Names for the complexes of one county, none twice. */
export function complexNames(random: Random): () => string {
  const stems = random.shuffled(first.flatMap((a) => second.map((b) => a + b)));
  let used = 0;
  return () => `演示${stems[used++ % stems.length]}${random.pick(endings)}${used > stems.length ? "二期" : ""}`;
}

const trades = [
  "晨晖",
  "恒邻",
  "安厦",
  "众和",
  "佳庭",
  "启宁",
  "德邻",
  "润家",
  "悦居",
  "诚宇",
  "融安",
  "惠民",
  "宜家园",
  "金榆",
];

/** Names for the companies of one city, none twice; `place` is the city without 市. */
export function companyNames(random: Random, place: string): () => string {
  const stems = random.shuffled(trades.flatMap((a) => ["", ...second].map((b) => a + b)));
  let used = 0;
  return () => `演示${place}${stems[used++ % stems.length]}物业服务有限公司`;
}

const surnames = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"];
const given = [
  "敏",
  "静",
  "伟",
  "强",
  "磊",
  "洋",
  "艳",
  "勇",
  "军",
  "杰",
  "娟",
  "涛",
  "明",
  "超",
  "秀英",
  "桂兰",
  "建国",
  "晓东",
  "海燕",
  "志强",
];

export const personName = (random: Random) => `演示${random.pick(surnames)}${random.pick(given)}`;

/** A number that is nobody's: 100 is no mobile prefix. */
export const phone = (random: Random) => `100${String(random.int(0, 99_999_999)).padStart(8, "0")}`;
