/** Reads a case as it stands now: the facts that the templates are given. */
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Department } from "../../prisma/generated/enums.ts";
import type { Work } from "../activity/transact.ts";
import { columnOf, dateEndingAt, dateOf, dateOfColumn } from "../calendar/rules.ts";
import { provisionOf } from "../penalty/ranges.ts";
import { covers, type RegionColumns } from "../region/policy.ts";
import { departmentBody, housingBody } from "./bodies.ts";
import type { DismissalFacts } from "./dismissal-notice.ts";
import type { HearingFacts } from "./hearing-notice.ts";
import type { CaseFacts, PenaltyFacts } from "./penalty-decision.ts";
import type { NoticeFacts } from "./prior-notice.ts";
import type { FoundFacts, RectificationFacts } from "./rectification-order.ts";
import type { SupervisionFacts } from "./supervision.ts";
import type { TransferFacts } from "./transfer.ts";

/** What every act says of its paper, whatever it states. */
export interface Ground {
  readonly place: RegionColumns;
  readonly complexId: string | null;
  readonly companyId: string | null;
  /** What the case is about, in a line of a list. */
  readonly matter: string;
  readonly datedOn: Date;
  /** The department that it is sent to. */
  readonly department?: Department;
}

export interface Read<Facts> extends Ground {
  readonly facts: Facts;
}

export const foundSelect = {
  description: true,
  kind: { select: { title: true } },
  acts: { select: { act: { select: { text: true } } }, orderBy: { actCode: "asc" } },
} satisfies Prisma.FindingSelect;

export const foundFacts = ({
  kind,
  acts,
  description,
}: Prisma.FindingGetPayload<{ select: typeof foundSelect }>): FoundFacts => ({
  kind: kind.title,
  acts: acts.map(({ act }) => act.text),
  // Each is a part of a sentence of the paper.
  description: description.trim().replace(/。$/, ""),
});

const party = { select: { name: true, uscc: true } } as const;

export async function readRectification({ tx, context }: Work, id: string): Promise<Read<RectificationFacts>> {
  const row = await tx.rectification.findUniqueOrThrow({
    where: { id },
    include: {
      complex: { select: { name: true } },
      company: party,
      findings: { select: foundSelect, orderBy: { foundAt: "asc" } },
    },
  });
  return {
    place: row,
    complexId: row.complexId,
    companyId: row.companyId,
    matter: row.complex.name,
    datedOn: dayOf(row.orderedAt),
    facts: {
      number: row.number,
      company: row.company,
      complex: row.complex.name,
      place: context.regions.path(row.countyCode),
      findings: row.findings.map(foundFacts),
      requirement: row.requirement,
      responsiblePerson: row.responsiblePerson,
      deadline: row.deadline,
    },
  };
}

/** @param issuer region of the body that supervises */
export async function readSupervision(work: Work, id: string, issuer: string): Promise<Read<SupervisionFacts>> {
  const { regions } = work.context;
  const { facts, ...ground } = await readRectification(work, id);
  const { awaitingReview } = await work.tx.rectification.findUniqueOrThrow({
    where: { id },
    select: { awaitingReview: true },
  });
  const { cityCode, countyCode } = ground.place;
  const county = housingBody(regions, countyCode ?? cityCode);
  const byProvince = !covers(cityCode, issuer);
  return {
    ...ground,
    datedOn: dayOf(work.now),
    facts: {
      ...facts,
      by: byProvince ? "province" : "city",
      addressee: byProvince ? housingBody(regions, cityCode) : county,
      copies: byProvince ? [county] : [],
      awaitingReview,
    },
  };
}

export async function readTransfer({ tx, context }: Work, id: string): Promise<Read<TransferFacts>> {
  const row = await tx.transfer.findUniqueOrThrow({
    where: { id },
    include: {
      complaint: { select: { number: true } },
      complaintKind: { select: { title: true } },
      findings: { select: { finding: { select: foundSelect } }, orderBy: { findingId: "asc" } },
    },
  });
  const { companyName: name, companyUscc: uscc } = row;
  return {
    place: row,
    complexId: row.complexId,
    companyId: row.companyId,
    matter: row.complexName ?? context.regions.path(row.countyCode),
    datedOn: dayOf(row.openedAt),
    department: row.department,
    facts: {
      number: row.number,
      addressee: departmentBody(context.regions, row.cityCode, row.department),
      company: name && uscc ? { name, uscc } : null,
      complex: row.complexName,
      place: context.regions.path(row.countyCode),
      complaint: row.complaint && { number: row.complaint.number, kind: row.complaintKind?.title ?? null },
      findings: row.findings.map(({ finding }) => foundFacts(finding)),
      reason: row.complaintId ? null : row.reason,
      sentAt: row.openedAt,
      acceptDue: row.state === "sent" ? row.dueAt : null,
    },
  };
}

async function penaltyCaseOf({ tx }: Work, id: string) {
  const row = await tx.penaltyCase.findUniqueOrThrow({
    where: { id },
    include: {
      company: true,
      findings: { select: { finding: { select: foundSelect } }, orderBy: { findingId: "asc" } },
    },
  });
  const { name, uscc, registeredAddress: address, legalRepresentative: representative } = row.company;
  const individual = row.party === "individual";
  const ground = { place: row, complexId: null, companyId: row.companyId, matter: name };
  return { row, ground, facts: { number: row.number, company: { name, uscc, address, representative }, individual } };
}

/** What was established, and the fine that it is to cost. */
async function establishedIn(work: Work, id: string) {
  const { row, ground, facts } = await penaltyCaseOf(work, id);
  const { article, party, actEndedOn } = row;
  const caseFacts = (amountFen: bigint | null): CaseFacts => ({
    ...facts,
    article: provisionOf(article, party, dateOfColumn(actEndedOn)).number,
    facts: row.facts,
    findings: row.findings.map(({ finding }) => foundFacts(finding)),
    amountFen: amountFen ?? 0n,
  });
  return { row, ground, caseFacts };
}

export async function readNotice(work: Work, id: string): Promise<Read<NoticeFacts>> {
  const { row, ground, caseFacts } = await establishedIn(work, id);
  return {
    ...ground,
    datedOn: row.offeredOn as Date, // the act is the notice
    facts: { ...caseFacts(row.offeredFen), askUntil: dateEndingAt(row.hearingAskDue as Date) },
  };
}

export async function readPenalty(work: Work, id: string): Promise<Read<PenaltyFacts>> {
  const { row, ground, caseFacts } = await establishedIn(work, id);
  const { decidedOn, amountFen, offeredOn, hearingAt, hearingPlace } = row;
  return {
    ...ground,
    datedOn: decidedOn as Date, // the act is the decision
    facts: {
      ...caseFacts(amountFen),
      offeredOn: offeredOn && dateOfColumn(offeredOn),
      hearing: hearingAt && { at: hearingAt, place: hearingPlace ?? "" },
      government: `${work.context.regions.path(row.cityCode)}人民政府`,
    },
  };
}

export async function readHearing(work: Work, id: string): Promise<Read<HearingFacts>> {
  const { row, ground, facts } = await penaltyCaseOf(work, id);
  return {
    ...ground,
    datedOn: row.hearingNotifiedOn as Date, // the act is the notification
    facts: {
      ...facts,
      facts: row.facts,
      askedOn: dateOfColumn(row.hearingAskedOn as Date),
      at: row.hearingAt as Date,
      place: row.hearingPlace ?? "",
    },
  };
}

export async function readDismissal({ tx, context }: Work, id: string): Promise<Read<DismissalFacts>> {
  const row = await tx.exit.findUniqueOrThrow({
    where: { id },
    include: {
      complex: { select: { name: true } },
      company: party,
      contract: { select: { endsOn: true } },
      meetings: { where: { passed: true }, orderBy: { sequence: "desc" }, take: 1 },
    },
  });
  const dismissedOn = row.dismissedOn as Date; // the act is the dismissal
  const { regions } = context;
  return {
    place: row,
    complexId: row.complexId,
    companyId: row.companyId,
    matter: row.complex.name,
    datedOn: dismissedOn,
    facts: {
      number: row.number,
      company: row.company,
      complex: row.complex.name,
      place: regions.path(row.countyCode),
      dismissedOn: dateOfColumn(dismissedOn),
      vote: row.meetings.map(voteOf)[0] ?? null,
      withoutTerm: row.contract !== null && (row.contract.endsOn === null || row.contract.endsOn < dismissedOn),
      copies: [
        housingBody(regions, row.countyCode),
        ...(row.subdistrictCode ? [regions.path(row.subdistrictCode)] : []),
      ],
    },
  };
}

/** A vote that has passed has all its counts. */
const voteOf = ({ heldOn, ...counts }: Prisma.OwnersMeetingGetPayload<object>) =>
  ({ ...counts, heldOn: dateOfColumn(heldOn as Date) }) as NonNullable<DismissalFacts["vote"]>;

const dayOf = (at: Date) => columnOf(dateOf(at));
