import type { Tx } from "../../prisma/client.ts";
import type { SubjectType } from "../activity/log.ts";
import type { Deadline } from "../calendar/rules.ts";

export interface NewTimer {
  kind: string;
  subject: { type: SubjectType; id: string };
  dueAt: Date;
  /** Years of the working-day calendar that the due time rests on. */
  calendarYears?: readonly number[];
  calendarPublished?: boolean;
  counted?: Deadline["counted"];
}

export type TimerChange =
  | { set: NewTimer; cancel?: never }
  | { cancel: { subjectId: string; kinds?: readonly string[] }; set?: never };

/** Writes a command's timers in the order in which it changed them. */
export async function moveTimers(tx: Tx, changes: readonly TimerChange[]): Promise<void> {
  let run: NewTimer[] = [];
  for (const change of changes) {
    if (change.set) {
      run.push(change.set);
      continue;
    }
    await setTimers(tx, run);
    run = [];
    const { subjectId, kinds } = change.cancel;
    await tx.timer.deleteMany({ where: { subjectId, ...(kinds && { kind: { in: [...kinds] } }) } });
  }
  await setTimers(tx, run);
}

async function setTimers(tx: Tx, timers: readonly NewTimer[]) {
  if (timers.length === 0) return;
  // The last word on a timer counts; one insert may not touch the same row twice.
  const latest = [...new Map(timers.map((timer) => [`${timer.kind}:${timer.subject.id}`, timer])).values()];
  const rows = latest.map(({ kind, subject, dueAt, calendarYears, calendarPublished, counted }) => ({
    kind,
    subjectType: subject.type,
    subjectId: subject.id,
    dueAt,
    calendarYears: calendarYears ?? [],
    calendarPublished: calendarPublished ?? true,
    countedFrom: counted?.from.toString() ?? null,
    countedDays: counted?.workingDays ?? null,
  }));
  await tx.$executeRaw`
    insert into "Timer" ("id", "kind", "subjectType", "subjectId", "dueAt", "calendarYears", "calendarPublished",
      "countedFrom", "countedDays")
    select gen_random_uuid(), "kind", "subjectType", "subjectId", "dueAt", "calendarYears", "calendarPublished",
      "countedFrom", "countedDays"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ("kind" text, "subjectType" text, "subjectId" uuid,
      "dueAt" timestamptz, "calendarYears" int[], "calendarPublished" boolean,
      "countedFrom" date, "countedDays" int)
    on conflict ("kind", "subjectId") do update set "dueAt" = excluded."dueAt", "calendarYears" = excluded."calendarYears",
      "calendarPublished" = excluded."calendarPublished", "countedFrom" = excluded."countedFrom",
      "countedDays" = excluded."countedDays", "attempts" = 0, "retryAt" = null, "lastError" = null`;
}
