import sharp from "sharp";
import type { HubClient } from "./hub-client.ts";

/** What those who play have in common: the hub they act on, and what they see and say. */
export interface Stage {
  hub: string;
  password: string;
  province: HubClient;
}

export interface City {
  code: string;
  name: string;
  system: HubClient;
}

export const any = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;
export const chance = (probability: number) => Math.random() < probability;
export const say = (line: string) => process.stdout.write(`${new Date().toLocaleTimeString("zh-CN")} ${line}\n`);
export const telephone = () => `139${String(Math.random()).slice(2, 10).padEnd(8, "0")}`;

export const words = [
  "电梯停运多日，无人维修",
  "楼道照明长期不亮",
  "消防通道被占用",
  "公共收益从未公示",
  "保洁一周一次",
  "门禁损坏无人管",
];

/** By the hub's clock, which may be another one than this machine's. */
export async function hubNow({ province }: Stage): Promise<Date> {
  const { hub } = await province.ask<{ hub: { now: string } }>("{ hub { now } }");
  return new Date(hub.now);
}

/** A small picture that is never the same twice. */
export async function scene(): Promise<Uint8Array<ArrayBuffer>> {
  const [r, g, b] = [0, 0, 0].map(() => Math.floor(Math.random() * 255)) as [number, number, number];
  return new Uint8Array(
    await sharp({ create: { width: 640, height: 480, channels: 3, background: { r, g, b } } })
      .jpeg()
      .toBuffer(),
  );
}
