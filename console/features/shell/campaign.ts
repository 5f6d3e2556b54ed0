import type { Phase } from "../../ui/phase.ts";

/** Who is signed in, as the header names them. */
export interface Person {
  name: string;
  /** The office a person speaks for: "省专班办公室", "太原市住建局". */
  office: string;
}

/** What the header tells of the campaign on every page. */
export interface CampaignHeader {
  phases: readonly Phase[];
  /** True while the hub's clock is not real time. */
  drill: boolean;
}
