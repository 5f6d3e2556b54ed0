import type { RouteLocationRaw } from "vue-router";
import { type FragmentOf, type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { Happening } from "../../graph/happening.ts";
import type { Translate } from "../../text/text.ts";
import type { TimelineEvent } from "../../ui/CaseTimeline.vue";
import type { Tone } from "../../ui/tone.ts";
import { CaseTimeline_activity } from "./operations.ts";

type Topic = NonNullable<Happening["topic"]>;

const topicTones: Readonly<Record<Topic, Tone>> = {
  ADMINISTRATION: "idle",
  COMPLAINT: "info",
  CREDIT: "risk",
  EXIT: "info",
  EXPOSURE: "info",
  PENALTY: "info",
  PAPER: "idle",
  INSPECTION: "info",
  LEDGER: "idle",
  LETTER: "idle",
  OPINION: "info",
  OVERDUE: "over",
  POLICY: "info",
  PUBLICITY: "idle",
  PUNISHMENT: "sealed",
  RECTIFICATION: "info",
  REPORT: "ok",
  SUPERVISION: "risk",
  TASK: "idle",
  TRANSFER: "info",
};

/** What ended well or badly outweighs what the event is about. */
export function toneOf({ kind, topic, urgent }: { kind: string; topic: Topic | null; urgent: boolean }): Tone {
  if (/OVERDUE|REFUSED|FAILED|_DEAD$|_LATE$/.test(kind)) return "over";
  if (urgent || /RETURNED|SENT_BACK|ESCALATED|REOPENED|_FAILING$|_OWED$/.test(kind)) return "risk";
  if (/ACCEPTED|REPAIRED|PUSHED|COMPLETED|IN_FORCE|TAKEN_OVER|HANDED_OVER|_CLOSED$/.test(kind)) return "ok";
  return topic ? topicTones[topic] : "idle";
}

type Event = ResultOf<typeof CaseTimeline_activity>;

const lineOf = (event: Event, title: string, t: Translate): TimelineEvent => ({
  id: event.cursor,
  at: event.occurredAt,
  title,
  by:
    event.actor?.kind === "HUB" || !event.actor ? null : (event.actor.name ?? t(`activity.actor.${event.actor.kind}`)),
  tone: toneOf(event),
});

/** Events for a timeline. */
export const timelineOf = (events: readonly Event[], t: Translate): TimelineEvent[] =>
  events.map((event) => lineOf(event, event.text, t));

/** The same on the page of a case, where its complex need not be named in every line. */
export const caseTimelineOf = (
  activities: readonly FragmentOf<typeof CaseTimeline_activity>[],
  t: Translate,
): TimelineEvent[] => readFragment(CaseTimeline_activity, activities).map((event) => lineOf(event, short(event), t));

function short({ text, complex }: Event): string {
  if (!complex) return text;
  const rest = text.replace(`${complex.name}的`, "").replace(complex.name, "");
  // Chinese reads on without its subject; an English sentence would lose it.
  return /^\p{Script=Han}/u.test(rest) ? rest : text;
}

/** The page of a case by the type of its subject; the types that have none stay where they are mentioned. */
const pages: Readonly<Record<string, string>> = {
  Complaint: "complaint",
  Complex: "complex",
  Company: "company",
  Inspection: "inspection",
  IncomingMail: "incomingMail",
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
  ProvincialBrief: "brief",
  OpinionIncident: "opinion",
  PolicyDocument: "policyDocument",
  PublicityItem: "publicityItem",
  ExposureBatch: "exposureBatch",
  SupervisionMatter: "supervisionMatter",
};

export function pageOf(subject: { id: string; type: string } | null | undefined): RouteLocationRaw | undefined {
  const name = subject && pages[subject.type];
  return name ? { name, params: { id: subject.id } } : undefined;
}
