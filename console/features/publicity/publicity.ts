import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Tone } from "../../ui/tone.ts";
import { PublicityItemPage_publicityItem, PublicityRow_publicityItem } from "./operations.ts";

export type PublicityRow = ResultOf<typeof PublicityRow_publicityItem>;
export type PublicityItem = PublicityRow & ResultOf<typeof PublicityItemPage_publicityItem>;
export type Medium = PublicityRow["medium"];
export type About = PublicityRow["about"];

export function wholeOf(masked: FragmentOf<typeof PublicityItemPage_publicityItem> | null): PublicityItem | null {
  const page = readFragment(PublicityItemPage_publicityItem, masked);
  return page && { ...readFragment(PublicityRow_publicityItem, page), ...page };
}

export const media = [
  "TELEVISION",
  "NEWSPAPER",
  "RADIO",
  "SITE",
  "WECHAT",
  "WEIBO",
  "DOUYIN",
  "OTHER",
] as const satisfies readonly Medium[];
export const abouts = ["CAMPAIGN", "EXPOSURE", "ADVANCED_COMPANY"] as const satisfies readonly About[];

export const publicityTones: Readonly<Record<PublicityRow["state"], Tone>> = { PUBLISHED: "ok", WITHDRAWN: "idle" };
export const publicityStates = Object.keys(publicityTones) as readonly PublicityRow["state"][];
