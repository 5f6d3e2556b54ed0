import type { ResultOf } from "../../graph/graphql.ts";
import type { Tone } from "../../ui/tone.ts";
import type { CreditEventFields_creditEvent, PunishmentFields_jointPunishment } from "./operations.ts";

type CreditEvent = ResultOf<typeof CreditEventFields_creditEvent>;
type Punishment = ResultOf<typeof PunishmentFields_jointPunishment>;

export const severities: readonly CreditEvent["severity"][] = ["SEVERE", "GENERAL", "MINOR"];
export const creditStates: readonly CreditEvent["state"][] = ["RECORDED", "REPAIRED", "WITHDRAWN"];
export const punishmentStates: readonly Punishment["state"][] = ["OPENED", "IN_FORCE", "LIFTED"];

export const severityTones: Readonly<Record<CreditEvent["severity"], Tone>> = {
  MINOR: "idle",
  GENERAL: "risk",
  SEVERE: "over",
};
export const creditTones: Readonly<Record<CreditEvent["state"], Tone>> = {
  RECORDED: "info",
  REPAIRED: "ok",
  WITHDRAWN: "idle",
};
export const punishmentTones: Readonly<Record<Punishment["state"], Tone>> = {
  OPENED: "risk",
  IN_FORCE: "sealed",
  LIFTED: "idle",
};
