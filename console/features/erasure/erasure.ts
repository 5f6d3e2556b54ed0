import type { ResultOf } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { ErasureDue_complaint } from "./operations.ts";

/** Grounds on which a person may ask for it. */
export const erasureReasons = ["CONSENT_WITHDRAWN", "PURPOSE_REACHED", "UNLAWFUL", "OTHER_LAW"] as const;

type Due = Pick<ResultOf<typeof ErasureDue_complaint>, "erasureDue" | "erasureWaitsFor">;

/** When it goes, or what it waits for. */
export function erasureTold({ erasureDue, erasureWaitsFor }: Due, t: Translate, day: (at: string) => string): string {
  if (!erasureDue) return "";
  const waits = erasureWaitsFor.map((kind) => t(`erasure.consequence.${kind}`)).join(t("erasure.and"));
  return waits ? `${day(erasureDue)} · ${t("erasure.waitsFor", { what: waits })}` : day(erasureDue);
}
