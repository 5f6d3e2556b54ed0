import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Viewer } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import { Refusal } from "../refusal.ts";
import { figureCatalogue, labelOf } from "./catalogue.ts";
import { isFor, visibleTo } from "./policy.ts";
import { readAccounts } from "./reading.ts";
import { refuse } from "./refusals.ts";
import { decideReport, lapseReport, type ReportDecision } from "./rules.ts";
import { type Submission, writeRevision } from "./submission.ts";

const include = { week: { select: { isoWeek: true, cutOffPosition: true } } } satisfies Prisma.DispatchReportInclude;
export type LoadedReport = Prisma.DispatchReportGetPayload<{ include: typeof include }>;

export type ReportCommand =
  | { type: "submit"; submission: Submission }
  | { type: "return"; reason: string }
  | { type: "accept" };

/** @throws {Refusal} `dispatch/…`, `forbidden` for a body whose report it is not, and what every instruction throws */
export const instructReport = instruct<LoadedReport, ReportCommand>({
  subject: "DispatchReport",
  domain: "report",
  find: (tx, id, viewer: Viewer) =>
    tx.dispatchReport.findFirst({ where: { AND: [{ id }, visibleTo(viewer)] }, include }),
  carryOut: async (work, report, command) => {
    if (!isFor(work.viewer, command.type, report)) throw new Refusal("forbidden");
    const decision = decideReport(ruled(report), command, work.now);
    await takeTurn(work, report);
    await labelled(work, async () => {
      if (command.type === "submit") await submit(work, report, command.submission, decision);
      else if (command.type === "accept") await accept(work, report, decision);
      else await write(work, report, decision);
    });
  },
});

const ruled = (report: LoadedReport) => ({ ...report, revisions: report.revision });

/** The reports of a city and of its counties move one at a time: they are parts of one sum. */
const takeTurn = ({ tx }: Work, { weekId, cityCode }: LoadedReport) =>
  tx.$queryRaw`select 1 from pg_advisory_xact_lock(5215, hashtext(${`${weekId} ${cityCode}`}))`;

async function submit(work: Work, report: LoadedReport, submission: Submission, decision: ReportDecision) {
  const settled = report.level === "county" && (await isWholeAccepted(work.tx, report));
  if (settled && submission.adjustments.length > 0) throw refuse("dispatch/whole-accepted", ["adjustments"]);
  await writeRevision(work, report, submission);
  const revision = report.revision + 1;
  await write(work, report, decision, revision);
  if (settled) await lock(work, { ...report, state: decision.state, revision, version: report.version + 1 });
}

const isWholeAccepted = async (tx: Tx, { weekId, cityCode }: LoadedReport) =>
  (await tx.dispatchReport.count({
    where: { weekId, regionCode: cityCode, state: { in: ["accepted", "locked"] } },
  })) > 0;

/** @throws {Refusal} `dispatch/parts-differ` with the first figure that does not add up */
async function accept(work: Work, report: LoadedReport, decision: ReportDecision) {
  const [account] = await readAccounts(work.tx, work.context, [report]);
  const [first] = account?.differences ?? [];
  if (first) throw refuse("dispatch/parts-differ", [], { ...first });
  await write(work, report, decision);
  if (report.level !== "city") return;
  await lockReports(work, { weekId: report.weekId, cityCode: report.cityCode, level: "county" });
}

/** What the level above rests on moves no more under it. */
export async function lockReports(
  work: Work,
  which: Pick<Prisma.DispatchReportWhereInput, "weekId" | "cityCode" | "level">,
): Promise<void> {
  const parts = await work.tx.dispatchReport.findMany({
    where: { ...which, state: { in: ["submitted", "accepted"] } },
    include,
    orderBy: { regionCode: "asc" },
  });
  for (const part of parts) await lock(work, part);
}

const lock = (work: Work, report: LoadedReport) =>
  write(work, report, decideReport(ruled(report), { type: "lock" }, work.now));

async function write(work: Work, report: LoadedReport, decision: ReportDecision, revision = report.revision) {
  await work.tx.dispatchReport.update({
    where: { id: report.id },
    data: { ...decision.fields, state: decision.state, revision, version: { increment: 1 } },
  });
  const events = decision.events.map((event) => ({ ...event, facts: { ...event.facts, week: report.week.isoWeek } }));
  announce(work, "DispatchReport", report, { ...decision, events });
}

/** Rules name a figure by its counter; people by its label. */
async function labelled<Result>({ context, tx }: Work, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.facts.figure !== "string") throw error;
    const { code, field, facts } = error;
    const definition = (await figureCatalogue(context.db, tx)).find(({ name }) => name === facts.figure);
    throw definition ? new Refusal(code, field, { ...facts, figure: labelOf(definition, context.locale) }) : error;
  }
}

/** What the timer of the due time brings about: the one event of its being late. */
export async function lapseDispatchReport(work: Work, id: string): Promise<void> {
  const report = await lockReport(work, id);
  if (!report) return;
  const decision = lapseReport(ruled(report), work.now);
  if (decision.events.length > 0) await write(work, report, decision);
}

/** What the timer ahead of the due time brings about. */
export async function remindOfReport(work: Work, id: string): Promise<void> {
  const report = await lockReport(work, id);
  if (report?.state === "open")
    announce(
      work,
      "DispatchReport",
      // Nothing changes: the event bears the version that is held.
      { ...report, version: report.version - 1 },
      {
        state: report.state,
        events: [{ kind: "DispatchReportReminded", facts: { week: report.week.isoWeek } }],
        setTimers: [],
        cancelTimers: [],
      },
    );
}

async function lockReport(work: Work, id: string): Promise<LoadedReport | null> {
  await lockRow(work, "DispatchReport", id);
  return work.tx.dispatchReport.findUnique({ where: { id }, include });
}
