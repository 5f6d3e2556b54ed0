/**
 * The figures of domain 13 recomputed from the rows themselves, without the log: each is a sum over one table. What a
 * row forgets (a case that was closed and opened again was closed) the model has kept.
 */
import type { Pool } from "pg";
import type { World } from "./world.ts";

interface Naive {
  table: string;
  /** The table that says where it lies, joined. */
  of?: string;
  /** Where it lies; its county or city by default. */
  place?: string;
  where?: string;
  /** What a row adds; 1 by default. */
  sum?: string;
  /** What stands for the star in the figure's name, where there is one for each value. */
  each?: string;
}

const confirmed = `"confirmed"`;
const ofConfirmed = `not exists (select 1 from "Complaint" c where c."id" = "complaintId" and not c."confirmed")`;

const meeting = { table: "OwnersMeeting", of: `join "Exit" e on e."id" = "exitId"` };
const department = { table: "PunishmentDepartment", of: `join "JointPunishment" p on p."id" = "punishmentId"` };
const task = { table: "PhaseTaskReturn", place: `"regionCode"` };

const naive: Readonly<Record<string, Naive>> = {
  "complex.inLedger": { table: "Complex" },
  "complex.screened": { table: "Complex", where: `"screenedAt" is not null` },
  "complaint.received": { table: "Complaint", where: confirmed },
  "complaint.received/source/*": { table: "Complaint", where: confirmed, each: `"source"::text` },
  "complaint.received/kind/*": { table: "Complaint", where: confirmed, each: `coalesce("kindCode", 'none')` },
  "complaint.open": { table: "Complaint", where: `${confirmed} and "closedAt" is null` },
  "complaint.withdrawn": { table: "Complaint", where: `${confirmed} and "state" = 'withdrawn'` },
  "complaint.reopened": { table: "Complaint", where: confirmed, sum: `"reopenings"` },
  "complaint.overdueNow": { table: "Complaint", where: `${confirmed} and cardinality("lapsed") > 0` },
  "finding.established": { table: "Finding", where: `"state" <> 'withdrawn'` },
  "finding.established/kind/*": { table: "Finding", where: `"state" <> 'withdrawn'`, each: `"kindCode"` },
  "finding.ordered": { table: "Finding", where: `"rectificationId" is not null` },
  "finding.rectified": { table: "Finding", where: `"state" = 'rectified'` },
  "inspection.*": { table: "Inspection", where: `"state" = 'carriedOut'`, each: `"kind"::text` },
  "rectification.ordered": { table: "Rectification" },
  "rectification.accepted": { table: "Rectification", where: `"state" = 'accepted'` },
  "rectification.refused": { table: "Rectification", where: `"state" = 'refused'` },
  "rectification.failed": { table: "Rectification", where: `"state" = 'failed'` },
  "rectification.open": { table: "Rectification", where: `"settledAt" is null` },
  "rectification.overdueNow": { table: "Rectification", where: `"settledAt" is null and "overdueAt" is not null` },
  "followUp.owed": { table: "FollowUp", where: `"state" = 'owed'` },
  "followUp.waived": { table: "FollowUp", where: `"state" = 'waived'` },
  "transfer.made": { table: "Transfer", where: ofConfirmed },
  "transfer.open": { table: "Transfer", where: `${ofConfirmed} and "settledAt" is null` },
  "transfer.accepted": { table: "Transfer", where: `${ofConfirmed} and "acceptedAt" is not null` },
  "transfer.answered": { table: "Transfer", where: `${ofConfirmed} and "state" = 'answered'` },
  "transfer.penalised": { table: "Transfer", where: `${ofConfirmed} and "outcome" = 'penalised'` },
  "transfer.returned": { table: "Transfer", where: `${ofConfirmed} and "state" = 'returned'` },
  "transfer.withdrawn": { table: "Transfer", where: `${ofConfirmed} and "state" = 'withdrawn'` },
  "transfer.overdueNow": { table: "Transfer", where: `${ofConfirmed} and "overdueAt" is not null` },
  "credit.recorded": { table: "CreditEvent", where: `"state" <> 'withdrawn'` },
  "credit.recorded/*": { table: "CreditEvent", where: `"state" <> 'withdrawn'`, each: `"severity"::text` },
  "credit.pushes": { table: "Delivery", where: `"receiver" = 'creditPlatform'` },
  "credit.reports": { table: "Delivery", where: `"receiver" = 'marketRegulation'` },
  "gradeReview.open": { table: "GradeReview", where: `"settledAt" is null` },
  "gradeReview.withdrawn": { table: "GradeReview", where: `"state" = 'withdrawn'` },
  "gradeReview.verified": { table: "GradeReview", where: `"state" = 'verified'` },
  "penalty.filed": { table: "PenaltyCase" },
  "penalty.open": { table: "PenaltyCase", where: `"settledAt" is null` },
  "penalty.decided": { table: "PenaltyCase", where: `"decidedOn" is not null and "state" <> 'withdrawn'` },
  "penalty.yuan": {
    table: "PenaltyCase",
    where: `"decidedOn" is not null and "state" <> 'withdrawn'`,
    sum: `"amountFen" / 100`,
  },
  "penalty.performed": { table: "PenaltyCase", where: `"state" = 'performed'` },
  "penalty.closed": { table: "PenaltyCase", where: `"state" = 'closed'` },
  "penalty.withdrawn": { table: "PenaltyCase", where: `"state" = 'withdrawn'` },
  "penalty.hearings": { table: "PenaltyCase", where: `"hearingRecord" is not null` },
  "penalty.overdueNow": { table: "PenaltyCase", where: `"overdueAt" is not null` },
  "gradeReview.opened": { table: "GradeReview" },
  "gradeReview.confirmed": { table: "GradeReview", where: `"confirmedAt" is not null` },
  "gradeReview.inForce": { table: "GradeReview", where: `"state" in ('inForce', 'verified')` },
  "exit.opened": { table: "Exit" },
  "exit.running": { table: "Exit", where: `"settledAt" is null` },
  // What is closed or abandoned stands there for good.
  "exit.step/*": { table: "Exit", each: `"state"::text` },
  "exit.votes": { ...meeting, where: `"passed" is not null` },
  "exit.votesPassed": { ...meeting, where: `"passed"` },
  "exit.dismissed": { table: "Exit", where: `"dismissedOn" is not null` },
  "exit.noticesServed": { table: "Exit", where: `"noticeServedOn" is not null` },
  "exit.contractsEnded": { table: "Exit", where: `"handoverDue" is not null` },
  "exit.handoverOverdueNow": { table: "Exit", where: `"handoverOverdueAt" is not null and "handedOverOn" is null` },
  "exit.handoversRefused": { table: "Exit", where: `"refusedAt" is not null` },
  "exit.suits": { table: "Exit", where: `"suitStage" is not null` },
  "exit.handedOver": { table: "Exit", where: `"handedOverOn" is not null` },
  "exit.takenOver": { table: "Exit", where: `"takenOverOn" is not null` },
  "exit.closed": { table: "Exit", where: `"state" = 'closed'` },
  "exit.abandoned": { table: "Exit", where: `"state" = 'abandoned'` },
  "exit.guidanceOverdue": { table: "FollowUp", where: `"kind" = 'exitGuidance' and "overdueAt" is not null` },
  "exit.guidanceOverdueNow": { table: "FollowUp", where: `"overdueAt" is not null and "state" = 'owed'` },
  "credit.repaired": { table: "CreditEvent", where: `"state" = 'repaired'` },
  "credit.receipts": { table: "Delivery", where: `"receiver" = 'creditPlatform' and "deliveredAt" is not null` },
  "credit.reportReceipts": {
    table: "Delivery",
    where: `"receiver" = 'marketRegulation' and "deliveredAt" is not null`,
  },
  "punishment.opened": { table: "JointPunishment" },
  "punishment.running": { table: "JointPunishment", where: `"state" <> 'lifted'` },
  "punishment.inForce": { table: "JointPunishment", where: `"state" = 'inForce'` },
  "punishment.confirmed": { ...department, where: `"confirmedAt" is not null` },
  "punishment.reported": { ...department, where: `"reportedAt" is not null` },
  "punishment.lifted": {
    table: "JointPunishment",
    where: `"state" = 'lifted' and exists (
      select 1 from "PunishmentDepartment" d where d."punishmentId" = "JointPunishment"."id" and "confirmedAt" is not null)`,
  },
  "report.due": { table: "DispatchReport", where: `"revision" > 0 or "lateAt" is not null` },
  "report.onTime": { table: "DispatchReport", where: `"revision" > 0 and "lateAt" is null` },
  "report.late": { table: "DispatchReport", where: `"lateAt" is not null` },
  "task.done": { ...task, where: `"doneAt" is not null` },
  "task.late": { ...task, where: `"lateAt" is not null` },
  "task.lateNow": { ...task, where: `"lateAt" is not null and "doneAt" is null` },
};

/**
 * What no row remembers, and the model has kept, so that it is told from the rows by nobody: of a complaint, what was done in a round that was opened again; of a
 * clock that has been followed by another, or was lengthened, whether it was met and what it led to.
 */
const kept: readonly string[] = [
  ...["verified", "verifiedInTime", "substantiated", "fedBack", "fedBackInTime", "answered", "satisfied", "closed"].map(
    (name) => `complaint.${name}`,
  ),
  ...["overdue", "reviewOverdue", "escalated/city", "escalated/province"].map((name) => `rectification.${name}`),
  ...["acceptedInTime", "answeredInTime", "overdue"].map((name) => `transfer.${name}`),
  ...["decisionOverdue", "serviceOverdue", "paymentOverdue"].map((name) => `penalty.${name}`),
];

const statement = Object.entries(naive)
  .map(
    ([figure, { table, of, place = `coalesce("countyCode", "cityCode")`, where = "true", sum = "1", each }]) =>
      `select ${each ? `'${figure.slice(0, -1)}' || ${each}` : `'${figure}'`} as "figure",
         ${place} as "place", sum(${sum})::int as "value" from "${table}" ${of ?? ""} where ${where} group by 1, 2`,
  )
  .join(" union all ");

/** Region, figure and value of every counter that can be told from the rows, of none that is 0. */
export async function recomputed(pool: Pool, world: World): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  const add = (place: string, figure: string, value: number) => {
    for (const region of [place.slice(0, 2), place.slice(0, 4), place].filter(
      (code, index, all) => all.indexOf(code) === index,
    ))
      values.set(`${region} ${figure}`, (values.get(`${region} ${figure}`) ?? 0) + value);
  };
  const { rows } = await pool.query<{ figure: string; place: string; value: number }>(statement);
  for (const { place, figure, value } of rows) add(place, figure, value);
  const { rows: counting } = await pool.query<{ id: string }>(`select "id" from "Complaint" where "confirmed"`);
  const confirmedIds = new Set(counting.map(({ id }) => id));
  for (const { figure, place, complaintId } of world.told)
    if (complaintId === null || confirmedIds.has(complaintId)) add(place, figure, 1);
  return new Map([...values].filter(([, value]) => value !== 0).sort());
}

/** Whether a figure is recomputed here. */
export const isTold = (figure: string) =>
  kept.includes(figure) ||
  Object.entries(naive).some(([name, { each }]) => (each ? figure.startsWith(name.slice(0, -1)) : figure === name));

/** The counters that the hub holds, as far as they can be told from the rows. */
export async function held(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ regionCode: string; figure: string; value: number }>(
    `select "regionCode", "figure", "value"::int from "FigureTotal" where "value" <> 0`,
  );
  return new Map(
    rows
      .filter(({ figure }) => isTold(figure))
      .map(({ regionCode, figure, value }) => [`${regionCode} ${figure}`, value] as const)
      .sort(),
  );
}
