import { violationKinds } from "../catalogues.ts";
import type { Random } from "./random.ts";

/** What is found how often; the rest of the catalogue is rare. */
const often: Readonly<Record<string, number>> = {
  "services-not-as-contracted": 8,
  "disclosure-and-reporting": 4,
  "safety-and-fire": 4,
};

const words = [
  "电梯停运，未按合同维保",
  "单元门禁损坏长期未修",
  "楼道堆放杂物，消防通道被占",
  "绿化枯死未补种",
  "公共收益未公示",
  "地库照明大面积损坏",
  "保洁频次不足，垃圾清运不及时",
  "监控设备失效",
  "电梯轿厢广告收益未向业主公开",
  "二次供水水箱未按期清洗",
];

/** How often a kind breaks a law and not only a contract. */
const breaksLaw: Readonly<Record<string, number>> = {
  "services-not-as-contracted": 0.05,
  "disclosure-and-reporting": 0.05,
  "safety-and-fire": 0.25,
};

export interface Violation {
  kindCode: string;
  actCodes: string[];
  illegal: boolean;
  description: string;
}

export const violationKind = (random: Random) => random.weighted(violationKinds, ({ code }) => often[code] ?? 1);

/** A violation of a kind, some kind where none is given. */
export function violation(random: Random, kind = violationKind(random)): Violation {
  return {
    kindCode: kind.code,
    actCodes: [random.pick(kind.acts).code],
    illegal: random.chance(breaksLaw[kind.code] ?? 0.2),
    description: `${random.pick(words)}（演示）`,
  };
}
