import { Ban, Clock, RotateCw, Send } from "@lucide/vue";
import type { Component } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import type { Happening } from "../../graph/happening.ts";
import type { MessageKey } from "../../text/text.ts";
import type { Tone } from "../../ui/tone.ts";
import type { PushLine_delivery, PushRow_delivery } from "./operations.ts";

export type PushLine = ResultOf<typeof PushLine_delivery>;
export type PushRow = ResultOf<typeof PushRow_delivery>;
export type PushState = PushLine["state"];
export type Receiver = PushLine["receiver"];

export const receivers: readonly Receiver[] = ["CREDIT_PLATFORM", "MARKET_REGULATION"];

/** A dead letter is what the receiver would not take, or could not for days: somebody has to see to it. */
export const pushLooks: Readonly<Record<PushState, { tone: Tone; icon: Component }>> = {
  WAITING: { tone: "idle", icon: Clock },
  FAILING: { tone: "risk", icon: RotateCw },
  DEAD: { tone: "over", icon: Ban },
  DELIVERED: { tone: "ok", icon: Send },
};
export const pushStates = Object.keys(pushLooks) as PushState[];

const kinds = [
  "CREDIT_EVENT_RECORDED",
  "CREDIT_EVENT_WITHDRAWN",
  "CREDIT_EVENT_REPAIRED",
  "JOINT_PUNISHMENT_IN_FORCE",
  "JOINT_PUNISHMENT_LIFTED",
  "HANDOVER_REFUSED",
  "SUIT_ADVANCED",
] as const;

/** What it tells of; a kind that this console does not know yet says no more than that. */
export function matterOf(kind: string): MessageKey {
  const known = kinds.find((one) => one === kind);
  return known ? `push.kind.${known}` : "push.kind.other";
}

/** Why the last attempt came to nothing, in one line. */
export function reasonOf(
  attempt: {
    fault: NonNullable<PushLine["lastAttempt"]>["fault"];
    status: number | null;
    detail: string | null;
  } | null,
  t: (key: MessageKey) => string,
): string {
  if (!attempt?.fault) return "";
  const status = attempt.status === null ? "" : ` ${attempt.status}`;
  return `${t(`push.fault.${attempt.fault}`)}${status}${attempt.detail ? ` · ${attempt.detail}` : ""}`;
}

/** Whether an event is news of one of these. */
export const tellsOf = ({ subject }: Happening, deliveries: readonly { id: string }[] | null | undefined): boolean =>
  subject.type === "Delivery" && (deliveries?.some(({ id }) => id === subject.id) ?? false);
