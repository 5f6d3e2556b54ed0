import type { RouteLocationRaw } from "vue-router";
import type { Happening } from "../../graph/happening.ts";
import type { TimelineEvent } from "../../ui/CaseTimeline.vue";
import type { Tone } from "../../ui/tone.ts";

type Topic = NonNullable<Happening["topic"]>;

const topicTones: Readonly<Record<Topic, Tone>> = {
  ADMINISTRATION: "idle",
  COMPLAINT: "info",
  CREDIT: "risk",
  EXIT: "info",
  PENALTY: "info",
  INSPECTION: "info",
  LEDGER: "idle",
  OVERDUE: "over",
  PUNISHMENT: "sealed",
  RECTIFICATION: "info",
  REPORT: "ok",
  TASK: "idle",
  TRANSFER: "info",
};

/** What ended well or badly outweighs what the event is about. */
export function toneOf({ kind, topic }: { kind: string; topic: Topic | null }): Tone {
  if (/OVERDUE|REFUSED|FAILED|_DEAD$|_LATE$/.test(kind)) return "over";
  if (/RETURNED|SENT_BACK|ESCALATED|REOPENED|_FAILING$|_OWED$/.test(kind)) return "risk";
  if (/ACCEPTED|REPAIRED|PUSHED|COMPLETED|IN_FORCE|TAKEN_OVER|HANDED_OVER|_CLOSED$/.test(kind)) return "ok";
  return topic ? topicTones[topic] : "idle";
}

/** The events of a case, for its timeline. */
export const timelineOf = (events: readonly Happening[]): TimelineEvent[] =>
  events.map((event) => ({
    id: event.cursor,
    at: event.occurredAt,
    title: event.text,
    by: event.actor?.name,
    tone: toneOf(event),
  }));

/** The page of a case by the type of its subject; the types that have none stay where they are mentioned. */
const pages: Readonly<Record<string, string>> = {
  Complaint: "complaint",
  Complex: "complex",
  Company: "company",
  Inspection: "inspection",
  Rectification: "rectification",
  GradeReview: "gradeReview",
  SpotCheck: "spotCheck",
  Transfer: "transfer",
  Exit: "exit",
  PenaltyCase: "penaltyCase",
  CreditEvent: "creditEvent",
  Delivery: "push",
  JointPunishment: "jointPunishment",
  DispatchReport: "dispatchReport",
};

export function pageOf(subject: { id: string; type: string } | null | undefined): RouteLocationRaw | undefined {
  const name = subject && pages[subject.type];
  return name ? { name, params: { id: subject.id } } : undefined;
}
