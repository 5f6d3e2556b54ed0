/** How the calendar opens batches, one a month for each city and the province, and what the end of a month brings about. */
import { Temporal } from "temporal-polyfill";
import type { ExposureBatch } from "../../prisma/generated/client.ts";
import type { Work } from "../activity/transact.ts";
import { columnOf, dateOf, dateOfColumn, endOf } from "../calendar/rules.ts";
import { timerAtInstant } from "../decision.ts";
import { instructExposure } from "./commands.ts";
import { refuse } from "./refusals.ts";
import { lapse } from "./rules.ts";

export const monthOf = (date: Temporal.PlainDate): Temporal.PlainDate => date.with({ day: 1 });

/** Months of the running campaign, from its first to its last. */
async function campaignMonths({ tx, context }: Work) {
  const campaign = await tx.campaign.findUniqueOrThrow({ where: { code: context.campaign } });
  return { first: monthOf(dateOfColumn(campaign.startsOn)), last: monthOf(dateOfColumn(campaign.endsOn)) };
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) > 0;

/**
 * Opens this month's batches for the province and its cities. Called when a hub is set up; called again it adds what is
 * missing. Months that were over by then are nobody's debt here.
 */
export async function openMonth(work: Work): Promise<void> {
  const { first, last } = await campaignMonths(work);
  const today = monthOf(dateOf(work.now));
  if (isAfter(today, last)) return;
  for (const { code, level } of work.context.regions.all())
    if (level === "province" || level === "city") await openBatch(work, code, isAfter(first, today) ? first : today);
}

/**
 * The batch of a body and month, opened where it is not.
 *
 * @throws {Refusal} `exposure/month-closed` outside the campaign, and ahead of time
 */
export async function batchFor(work: Work, bodyCode: string, month: Temporal.PlainDate): Promise<string> {
  const { first, last } = await campaignMonths(work);
  const now = monthOf(dateOf(work.now));
  const until = isAfter(now, last) ? last : now;
  if (isAfter(first, month) || isAfter(month, until))
    throw refuse("exposure/month-closed", ["month"], {
      from: first.toString().slice(0, 7),
      to: until.toString().slice(0, 7),
    });
  return openBatch(work, bodyCode, month);
}

async function openBatch(work: Work, bodyCode: string, month: Temporal.PlainDate, openedAt = work.now) {
  const { tx } = work;
  const key = { bodyCode, month: columnOf(month) };
  const held = await tx.exposureBatch.findUnique({ where: { bodyCode_month: key }, select: { id: true } });
  if (held) return held.id;
  const ends = endOf(month.add({ months: 1 }).subtract({ days: 1 }));
  const cityCode = bodyCode.length === 4 ? bodyCode : null;
  // What was over before this hub knew of it is owed by nobody.
  const owed = cityCode !== null && ends > openedAt;
  const { id } = await tx.exposureBatch.create({
    data: { ...key, cityCode, openedAt, dueAt: owed ? ends : null },
    select: { id: true },
  });
  const subject = { type: "ExposureBatch" as const, id };
  work.record({
    kind: "ExposureBatchOpened",
    subject: { ...subject, version: 1 },
    region: bodyCode,
    facts: { month: month.month },
    occurredAt: openedAt,
  });
  if (ends > openedAt) work.setTimer({ ...timerAtInstant("exposureMonthEnd", ends), subject });
  return id;
}

/** What the timer at the end of a month brings about: the debt, where nothing was exposed, and the next month. */
export async function endExposureMonth(work: Work, id: string, endedAt: Date): Promise<void> {
  await instructExposure.byClock(work, id, (batch) => lapse(batch, work.now));
  const { bodyCode, month } = (await work.tx.exposureBatch.findUniqueOrThrow({
    where: { id },
  })) satisfies ExposureBatch;
  const next = dateOfColumn(month).add({ months: 1 });
  if (!isAfter(next, (await campaignMonths(work)).last)) await openBatch(work, bodyCode, next, endedAt);
}
