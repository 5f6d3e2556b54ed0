import type { ResultOf } from "../../graph/graphql.ts";
import type { Translate } from "../../text/text.ts";
import type { Step } from "../../ui/StepLine.vue";
import type { Tone } from "../../ui/tone.ts";
import type { CreditEventFields_creditEvent, PunishmentFields_jointPunishment } from "./operations.ts";

type CreditEvent = ResultOf<typeof CreditEventFields_creditEvent>;
type Punishment = ResultOf<typeof PunishmentFields_jointPunishment>;

export const severities: readonly CreditEvent["severity"][] = ["SEVERE", "GENERAL", "MINOR"];
export const creditStates: readonly CreditEvent["state"][] = ["RECORDED", "REPAIRED", "WITHDRAWN"];
export const punishmentStates: readonly Punishment["state"][] = ["OPENED", "CONFIRMED", "IN_FORCE", "LIFTED"];

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
  CONFIRMED: "info",
  IN_FORCE: "sealed",
  LIFTED: "idle",
};

const reached: Readonly<Record<Punishment["state"], number>> = { OPENED: 1, CONFIRMED: 2, IN_FORCE: 3, LIFTED: 4 };

/** Opened, confirmed by all, in force from its first day, lifted. One that was lifted shows what it came to. */
export function punishmentSteps(
  { state, openedAt, startsOn, liftedAt, departments }: Punishment,
  t: Translate,
  day: (moment: string) => string,
): Step[] {
  const confirmations = departments.map(({ confirmedAt }) => confirmedAt).sort();
  const last = confirmations.every((at) => at !== null) ? (confirmations.at(-1) ?? null) : null;
  // From its first day, or from the last confirmation where that came later.
  const begins = new Date(`${startsOn}T00:00:00+08:00`).toISOString();
  const steps = [
    { key: "opened", at: day(openedAt) },
    { key: "confirmed", at: last && day(last) },
    { key: "inForce", at: last && day([begins, last].sort()[1] ?? last) },
    { key: "lifted", at: liftedAt && day(liftedAt) },
  ] as const;
  const stateOf = (index: number, at: string | null): Step["state"] => {
    if (state === "LIFTED") return at ? "done" : "ahead";
    if (index < reached[state] || (state === "IN_FORCE" && index === 2)) return "done";
    return index === reached[state] && state !== "IN_FORCE" ? "now" : "ahead";
  };
  return steps.map(({ key, at }, index) => ({
    key,
    label: t(`punishment.steps.${key}`),
    note: at ?? undefined,
    state: stateOf(index, at),
  }));
}
