import type { RouteLocationRaw } from "vue-router";
import { type ResultOf, readFragment } from "../../graph/graphql.ts";
import type { MessageKey, Translate } from "../../text/text.ts";
import type { DeadlineSummary } from "../../ui/deadline.ts";
import type { Todo } from "../../ui/TodoList.vue";
import { pageOf } from "../activity/timeline.ts";
import { nextClock } from "../complaint/complaint.ts";
import { ComplaintRow_complaint } from "../complaint/operations.ts";
import { rowOf as exitOf } from "../exit/exit.ts";
import { monthOf } from "../exposure/exposure.ts";
import { ExposureRow_batch } from "../exposure/operations.ts";
import { OpinionRow_opinionIncident } from "../opinion/operations.ts";
import { deadlineOf as opinionDue } from "../opinion/opinion.ts";
import { PaperRow_paper } from "../paper/operations.ts";
import { rowOf as penaltyOf } from "../penalty/penalty.ts";
import { rowOf as rectificationOf } from "../rectification/rectification.ts";
import { MatterRow_matter } from "../supervision/operations.ts";
import { deadlineOf as answerDue, titleOf } from "../supervision/supervision.ts";
import { TransferRow_transfer } from "../transfer/operations.ts";
import { deadlineOf as transferDue } from "../transfer/transfer.ts";
import type { MinePage_Query } from "./operations.ts";

type Mine = ResultOf<typeof MinePage_Query>;
export type Matter = keyof Mine;

/** What the matters are of: what happens to anything else changes nothing here. */
export const subjects: readonly string[] = [
  "Complaint",
  "Rectification",
  "FollowUp",
  "PenaltyCase",
  "Exit",
  "Transfer",
  "DispatchReport",
  "ProvincialBrief",
  "PhaseTaskReturn",
  "PolicyDocument",
  "PolicyReceipt",
  "OpinionIncident",
  "ExposureBatch",
  "SupervisionMatter",
];

/** The whole list behind a matter. */
export const doors = (level: string, office: string): Readonly<Record<Matter, RouteLocationRaw | undefined>> => ({
  handled: { name: "complaints", query: { mine: "yes", open: "yes" } },
  unassigned: { name: "complaints", query: { state: "RECEIVED" } },
  submitted: { name: "rectifications", query: { state: "SUBMITTED" } },
  overdue: { name: "rectifications", query: { open: "yes", overdue: "yes" } },
  // Each is below, at the rectification that leaves it.
  owed: undefined,
  penaltyCases: { name: "penaltyCases", query: { open: "yes" } },
  exits: { name: "exits", query: { open: "yes" } },
  unanswered: { name: "transfers", query: { overdue: "yes" } },
  papers: { name: "papers", query: { toServe: "yes", issuer: office } },
  answers: { name: "supervision", query: { tab: "steps", mine: "yes" } },
  reports: { name: "dispatch" },
  reviews: { name: "dispatch" },
  briefs: { name: "dispatch" },
  toRead: { name: "policyDocuments", query: { toRead: "yes" } },
  incidents: { name: "opinions", query: { mine: "yes", open: "yes" } },
  tasks: { name: "phaseTasks", query: { tab: "list", level, done: "no" } },
  exposures: { name: "exposures", query: { owed: "yes" } },
  approvals: { name: "exposures", query: { state: "SUBMITTED" } },
});

const instant = (at: string): DeadlineSummary => ({ at, unit: "calendarDay" });

/** The rows of each matter, alike. */
const readers: { [M in Matter]: (node: NodeOf<M>, t: Translate) => Omit<Todo, "key" | "todo"> } = {
  handled: complaintTodo,
  unassigned: complaintTodo,
  submitted: rectificationTodo,
  overdue: rectificationTodo,
  owed: ({ kind, dueAt, calendarPublished, region, rectification }, t) => ({
    title: `${rectification.complex.name} · ${t(`rectification.followUp.${kind}`)}`,
    note: region.path,
    due: dueAt ? { at: dueAt, unit: "workingDay", provisional: !calendarPublished } : undefined,
    to: { name: "rectification", params: { id: rectification.id } },
  }),
  penaltyCases: (node) => {
    const { id, company, region, number, due } = penaltyOf(node);
    return {
      title: company.name,
      note: `${region.path} · ${number}`,
      due,
      to: { name: "penaltyCase", params: { id } },
    };
  },
  exits: (node, t) => {
    const { id, complex, region, state, due } = exitOf(node);
    return {
      title: `${complex.name} · ${t(`exit.state.${state}`)}`,
      note: region.path,
      due,
      to: { name: "exit", params: { id } },
    };
  },
  unanswered: (node, t) => {
    const row = readFragment(TransferRow_transfer, node);
    return {
      title: `${row.complexName ?? t("cases.notInLedger")} · ${t(`shell.department.${row.department}`)}`,
      note: `${row.region.path} · ${row.number}`,
      due: transferDue(row),
      to: { name: "transfer", params: { id: row.id } },
    };
  },
  papers: (node, t) => {
    const paper = readFragment(PaperRow_paper, node);
    const { matter, act, addressee, number } = paper;
    return {
      title: `${matter} · ${t(`paper.act.${act}`)}`,
      note: `${t("paper.to", { addressee })} · ${number}`,
      to: pageOf(paper.case) ?? { name: "papers" },
    };
  },
  answers: (node, t) => {
    const row = readFragment(MatterRow_matter, node);
    return {
      title: `${titleOf(row)} · ${t(`supervision.kind.${row.kind}`)}`,
      note: row.text,
      due: answerDue(row),
      to: { name: "supervisionMatter", params: { id: row.id } },
    };
  },
  reports: reportTodo,
  reviews: reportTodo,
  briefs: ({ id, state, dueAt, week }, t) => ({
    title: t("brief.of", { week: t("dispatch.week", { week: week.isoWeek }) }),
    note: t(state === "DRAFT" ? "brief.state.DRAFT" : "brief.sent.state.WAITING"),
    due: instant(dueAt),
    to: { name: "brief", params: { id } },
  }),
  toRead: ({ dueAt, workingDays, document }) => ({
    title: document.title,
    note: `${document.issuingBody} · ${document.documentNumber}`,
    due: { at: dueAt, unit: "workingDay", workingDays },
    to: { name: "policyDocument", params: { id: document.id } },
  }),
  incidents: (node) => {
    const row = readFragment(OpinionRow_opinionIncident, node);
    return {
      title: row.title,
      note: `${row.complex?.name ?? row.region.path} · ${row.number}`,
      due: opinionDue(row),
      to: { name: "opinion", params: { id: row.id } },
    };
  },
  tasks: ({ dueAt, region, task }) => ({
    title: task.title,
    note: region.path,
    due: instant(dueAt),
    to: { name: "phaseTasks", query: { tab: "list" } },
  }),
  exposures: exposureTodo,
  approvals: exposureTodo,
};

type NodeOf<M extends Matter> = NonNullable<Mine[M]>["edges"][number]["node"];

function complaintTodo(node: NodeOf<"handled">, t: Translate) {
  const { id, complex, kind, region, number } = readFragment(ComplaintRow_complaint, node);
  return {
    title: `${complex?.name ?? t("cases.notInLedger")} · ${kind?.title ?? t("cases.kindUnknown")}`,
    note: `${region.path} · ${number}`,
    due: nextClock(readFragment(ComplaintRow_complaint, node))?.deadline,
    to: { name: "complaint", params: { id } },
  };
}

function rectificationTodo(node: NodeOf<"overdue">) {
  const { id, complex, requirement, region, responsiblePerson, due } = rectificationOf(node);
  return {
    title: `${complex.name} · ${requirement}`,
    note: `${region.path} · ${responsiblePerson}`,
    due,
    to: { name: "rectification", params: { id } },
  };
}

function reportTodo({ id, dueAt, region, week }: NodeOf<"reports">, t: Translate) {
  return {
    title: `${region.path} · ${t("dispatch.week", { week: week.isoWeek })}`,
    note: "",
    due: instant(dueAt),
    to: { name: "dispatchReport", params: { id } },
  };
}

function exposureTodo(node: NodeOf<"exposures">, t: Translate) {
  const { id, body, month, dueAt } = readFragment(ExposureRow_batch, node);
  return {
    title: t("exposure.batchOf", { body: body.name, month: monthOf(month) }),
    note: "",
    due: dueAt ? instant(dueAt) : undefined,
    to: { name: "exposureBatch", params: { id } },
  };
}

/** Everything at once: what has a deadline first and the soonest of it on top. */
export function todosOf(mine: Mine, t: Translate): Todo[] {
  const of = <M extends Matter>(matter: M): Todo[] =>
    (mine[matter]?.edges ?? []).map(({ node }) => ({
      ...readers[matter](node as NodeOf<M>, t),
      key: `${matter} ${(node as { id: string }).id}`,
      todo: t(`mine.todo.${matter}` as MessageKey),
    }));
  const at = ({ due }: Todo) => (due ? Date.parse(due.at) : Number.POSITIVE_INFINITY);
  return (Object.keys(readers) as Matter[]).flatMap(of).sort((one, other) => at(one) - at(other));
}
