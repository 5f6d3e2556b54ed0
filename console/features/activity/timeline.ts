import type { RouteLocationRaw } from "vue-router";
import { graphql, type ResultOf } from "../../graph/graphql.ts";
import type { TimelineEvent } from "../../ui/CaseTimeline.vue";
import type { Tone } from "../../ui/tone.ts";

/** An event of a case or company, for its timeline. */
export const TimelineItem_activity = graphql(`
  fragment TimelineItem_activity on Activity @_unmask {
    cursor
    kind
    topic
    occurredAt
    text
    actor { kind name }
    subject { id type }
  }
`);

export type TimelineItem = ResultOf<typeof TimelineItem_activity>;
type Topic = NonNullable<TimelineItem["topic"]>;

const topicTones: Readonly<Record<Topic, Tone>> = {
  ADMINISTRATION: "idle",
  COMPLAINT: "info",
  CREDIT: "risk",
  INSPECTION: "info",
  LEDGER: "idle",
  OVERDUE: "over",
  PUNISHMENT: "sealed",
  RECTIFICATION: "info",
  REPORT: "ok",
  TASK: "idle",
};

/** What ended well or badly outweighs what the event is about. */
export function toneOf({ kind, topic }: { kind: string; topic: Topic | null }): Tone {
  if (/OVERDUE|REFUSED|FAILED|_LATE$/.test(kind)) return "over";
  if (/RETURNED|SENT_BACK|ESCALATED|REOPENED|_OWED$/.test(kind)) return "risk";
  if (/ACCEPTED|REPAIRED|COMPLETED|IN_FORCE|_CLOSED$/.test(kind)) return "ok";
  return topic ? topicTones[topic] : "idle";
}

export const timelineOf = (connection: { edges: readonly { node: TimelineItem }[] } | undefined): TimelineEvent[] =>
  (connection?.edges ?? []).map(({ node }) => ({
    id: node.cursor,
    at: node.occurredAt,
    title: node.text,
    by: node.actor?.name,
    tone: toneOf(node),
  }));

/** The page of a case by the type of its subject; the types that have none stay where they are mentioned. */
const pages: Readonly<Record<string, string>> = {
  Complaint: "complaint",
  Complex: "complex",
  Company: "company",
  Inspection: "inspection",
  Rectification: "rectification",
  CreditEvent: "creditEvent",
  JointPunishment: "jointPunishment",
  DispatchReport: "dispatchReport",
};

export function pageOf(subject: { id: string; type: string } | null | undefined): RouteLocationRaw | undefined {
  const name = subject && pages[subject.type];
  return name ? { name, params: { id: subject.id } } : undefined;
}
