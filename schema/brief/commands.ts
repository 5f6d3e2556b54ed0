import { createHash } from "node:crypto";
import { personIn } from "../account/viewer.ts";
import { announce, instruct } from "../activity/instruct.ts";
import { lockRow, type Work } from "../activity/transact.ts";
import { dateOf } from "../calendar/rules.ts";
import { lockReports } from "../dispatch/commands.ts";
import { nextInSeries } from "../number.ts";
import { refuseGeneral } from "../refusal.ts";
import { sendBrief, warnOfBrief } from "./letters.ts";
import type { BriefNarrative } from "./narrative.ts";
import { visibleTo, writes } from "./policy.ts";
import { briefInclude, type LoadedBrief, pickedIn, provinceIn, readDraft } from "./read.ts";
import { type BriefDecision, decideBrief, lapseBrief, notOut } from "./rules.ts";

export type BriefCommand =
  | { type: "edit"; narrative: BriefNarrative; findingIds: readonly string[] }
  | { type: "approve" };

/** @throws {Refusal} `brief/…`, `not-found` at a case that no city has picked, and what every instruction throws */
export async function instructBrief(...given: Parameters<typeof instruction>): Promise<{ id: string }> {
  const [context, , command] = given;
  if (command.type === "approve") await context.press.warmUp();
  return instruction(...given);
}

const instruction = instruct<LoadedBrief, BriefCommand>({
  subject: "ProvincialBrief",
  domain: "brief",
  find: (tx, id, viewer) =>
    tx.provincialBrief.findFirst({
      where: { AND: [{ id }, visibleTo(viewer), writes(viewer) ? {} : { id: { in: [] } }] },
      include: briefInclude,
    }),
  carryOut: async (work, brief, command) => {
    if (command.type === "edit") await edit(work, brief, command);
    else await approve(work, brief);
  },
});

const contentOf = async ({ tx, context }: Work, brief: LoadedBrief) => readDraft(tx, context, brief);

async function edit(
  work: Work,
  brief: LoadedBrief,
  { narrative, findingIds }: Extract<BriefCommand, { type: "edit" }>,
) {
  const { tx, now, viewer } = work;
  const { content } = await contentOf(work, brief);
  const decision = decideBrief(brief, "edit", content, now);
  const picked = new Set(await pickedIn(tx, brief.weekId));
  const unknown = findingIds.findIndex((id) => !picked.has(id.toLowerCase()));
  if (unknown >= 0) throw refuseGeneral("not-found", ["typicalFindingIds", String(unknown)]);
  const revision = brief.revision + 1;
  await tx.provincialBriefRevision.create({
    data: {
      briefId: brief.id,
      revision,
      narrative,
      findingIds: [...findingIds],
      editedAt: now,
      editedById: personIn(viewer),
    },
  });
  await write(work, brief, decision, { revision });
}

/** Settles figures and text, and keeps the files that are printed of them. */
async function approve(work: Work, brief: LoadedBrief) {
  const { tx, now, context, viewer } = work;
  const draft = await contentOf(work, brief);
  const decision = decideBrief(brief, "approve", draft.content, now);
  const [issue = 0] = await nextInSeries(tx, [`brief〔${dateOf(now).year}〕`]);
  const document = draft.compose(issue);
  const files = await context.press.print(document);
  await tx.provincialBriefFile.createMany({
    data: (["docx", "xlsx"] as const).map((format) => ({
      briefId: brief.id,
      format,
      bytes: files[format],
      sha256: new Uint8Array(createHash("sha256").update(files[format]).digest()),
    })),
  });
  await sendBrief(work, brief, document, files);
  await lockReports(work, { weekId: brief.weekId, level: "city" });
  const approvedById = personIn(viewer);
  await write(
    work,
    brief,
    decision,
    { issue, approvedById, document: JSON.parse(JSON.stringify(document)) },
    { issue },
  );
}

async function write(
  work: Work,
  brief: LoadedBrief,
  decision: BriefDecision,
  more: object = {},
  facts: Readonly<Record<string, number>> = {},
) {
  await work.tx.provincialBrief.update({
    where: { id: brief.id },
    data: { ...decision.fields, ...more, state: decision.state, version: { increment: 1 } },
  });
  tell(work, brief, decision, facts);
}

type Told = Pick<BriefDecision, "cancelTimers"> & {
  events: readonly {
    kind: BriefDecision["events"][number]["kind"] | "ProvincialBriefReminded" | "ProvincialBriefNotOut";
    facts?: object;
    occurredAt?: Date;
  }[];
};

/** Of a draft the province alone hears; of an approved brief the cities that are sent it as well. */
function tell(work: Work, brief: LoadedBrief, { events, cancelTimers }: Told, facts: object = {}) {
  const province = provinceIn(work.context);
  const cities = work.context.regions.children(province).map(({ code }) => code);
  for (const event of events) {
    const approved = event.kind === "ProvincialBriefApproved";
    announce(
      work,
      "ProvincialBrief",
      { id: brief.id, version: brief.version, cityCode: province },
      {
        state: brief.state,
        events: [{ ...event, facts: { ...event.facts, ...facts, week: brief.week.isoWeek } }],
        setTimers: [],
        cancelTimers: [],
      },
      approved ? { audienceRegions: cities } : { seal: province },
    );
  }
  if (cancelTimers.length > 0) work.cancelTimers(brief.id, cancelTimers);
}

/** What the timer of the due time brings about: the one event of its being late. */
export async function lapseProvincialBrief(work: Work, id: string): Promise<void> {
  const brief = await lockBrief(work, id);
  const decision = brief && lapseBrief(brief, work.now);
  if (decision && decision.events.length > 0) await write(work, brief, decision);
}

/** What the timer ahead of the due time brings about. */
export async function remindOfBrief(work: Work, id: string): Promise<void> {
  const brief = await lockBrief(work, id);
  if (brief?.state === "draft") note(work, brief, "ProvincialBriefReminded");
}

/** What the timer shortly before the due time brings about, where it has not reached everybody. */
export async function alarmOfBrief(work: Work, id: string): Promise<void> {
  const brief = await lockBrief(work, id);
  const letters = await work.tx.letter.findMany({
    where: { subjectId: id, purpose: "brief" },
    select: { state: true },
  });
  const reason = brief && notOut(brief.state, letters);
  if (!brief || !reason) return;
  note(work, brief, "ProvincialBriefNotOut", { reason });
  await warnOfBrief(work, brief, provinceIn(work.context));
}

/** Nothing changes: the event bears the version that is held. */
const note = (work: Work, brief: LoadedBrief, kind: "ProvincialBriefReminded" | "ProvincialBriefNotOut", facts = {}) =>
  tell(work, { ...brief, version: brief.version - 1 }, { events: [{ kind, facts }], cancelTimers: [] });

async function lockBrief(work: Work, id: string): Promise<LoadedBrief | null> {
  await lockRow(work, "ProvincialBrief", id);
  return work.tx.provincialBrief.findUnique({ where: { id }, include: briefInclude });
}
