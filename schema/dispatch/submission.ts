import { personIn } from "../account/viewer.ts";
import type { Work } from "../activity/transact.ts";
import { visibleTo as complaintVisibleTo } from "../complaint/policy.ts";
import { visibleTo as findingVisibleTo } from "../finding/policy.ts";
import { refuseGeneral } from "../refusal.ts";
import { within } from "../region/policy.ts";
import type { Account, Adjustments, ShownFigure } from "./account.ts";
import type { LoadedReport } from "./commands.ts";
import type { Adjustment } from "./figures.ts";
import type { Narrative } from "./narrative.ts";
import { readAccounts } from "./reading.ts";
import { refuse } from "./refusals.ts";

/** What a region says when it submits. */
export interface Submission {
  /** To the figures of the report. */
  adjustments: readonly Adjustment[];
  /** A city's, to its own line. */
  ownAdjustments: readonly Adjustment[];
  narrative: Narrative;
  findingIds: readonly string[];
  complaintIds: readonly string[];
}

/**
 * Writes the next version of a report.
 *
 * @throws {Refusal} at the adjustment that is none, or `not-found` at a typical case that is not of this region
 */
export async function writeRevision(work: Work, report: LoadedReport, submission: Submission): Promise<void> {
  const { tx, now, viewer } = work;
  requireForLevel(report, submission);
  await requireCases(work, report, submission);
  const said = { whole: submission.adjustments, own: submission.ownAdjustments };
  const [account] = await readAccounts(tx, work.context, [report], { state: "submitted", adjustments: said });
  if (!account) throw new Error("a report has an account");
  const { narrative, findingIds, complaintIds } = submission;
  await tx.dispatchReportRevision.create({
    data: {
      reportId: report.id,
      revision: report.revision + 1,
      figures: Object.fromEntries(account.figures.map((figure) => [figure.definition.name, asSent(figure)])),
      adjustments: { ...inEffect(said, account) },
      narrative,
      findingIds: [...findingIds],
      complaintIds: [...complaintIds],
      logPosition: account.position,
      submittedAt: now,
      submittedById: personIn(viewer),
    },
  });
}

function requireForLevel({ level, week }: LoadedReport, { adjustments, ownAdjustments }: Submission) {
  if (level === "county" && ownAdjustments.length > 0) throw refuse("dispatch/own-line-of-city", ["ownAdjustments"]);
  if (level === "city" && adjustments.length > 0 && week.cutOffPosition === null)
    throw refuse("dispatch/whole-before-cut-off", ["adjustments"]);
}

async function requireCases({ tx, viewer }: Work, { regionCode }: LoadedReport, submission: Submission) {
  const { findingIds, complaintIds } = submission;
  if (findingIds.length + complaintIds.length === 0) return;
  const region = within(regionCode);
  const findings = await tx.finding.findMany({
    where: { AND: [{ id: { in: [...findingIds] } }, region, findingVisibleTo(viewer)] },
    select: { id: true },
  });
  const complaints = await tx.complaint.findMany({
    where: { AND: [{ id: { in: [...complaintIds] } }, region, complaintVisibleTo(viewer)] },
    select: { id: true },
  });
  requireAll("typicalFindingIds", findingIds, findings);
  requireAll("typicalComplaintIds", complaintIds, complaints);
}

function requireAll(field: string, asked: readonly string[], found: readonly { id: string }[]) {
  const known = new Set(found.map(({ id }) => id));
  const missing = asked.findIndex((id) => !known.has(id.toLowerCase()));
  if (missing >= 0) throw refuseGeneral("not-found", [field, String(missing)]);
}

/** To report the number that is there anyhow is no adjustment: it must not hold when that number moves on. */
function inEffect(said: Adjustments, account: Account) {
  const sum = (figure: string) =>
    account.parts.reduce((total, part) => total + (find(part.figures, figure)?.reported ?? 0), 0);
  const own = account.parts.find((part) => part.own)?.figures ?? [];
  const unadjusted = (figure: string) =>
    account.parts.length > 0 ? sum(figure) : find(account.figures, figure)?.computed;
  return {
    whole: said.whole.filter(({ figure, reported }) => reported !== unadjusted(figure)).map(asKept),
    own: said.own.filter(({ figure, reported }) => reported !== find(own, figure)?.computed).map(asKept),
  };
}

const find = (figures: readonly ShownFigure[], name: string) =>
  figures.find(({ definition }) => definition.name === name);

const asKept = ({ figure, reported, explanation }: Adjustment) => ({
  figure,
  reported,
  explanation: explanation.trim(),
});

const asSent = ({ computed, reported, explanation, toDate }: ShownFigure) => ({
  computed,
  toDate,
  ...(reported !== computed && { reported }),
  ...(explanation !== null && { explanation }),
});
