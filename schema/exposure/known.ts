/** The names of people whom a case's ledger entry knows, for finding them in what is written of it. */
import type { Tx } from "../../prisma/client.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { openPersonalData } from "../complaint/personal-data.ts";
import type { HubContext } from "../context.ts";
import type { Known } from "./redaction.ts";

type Entry = Pick<
  Prisma.ExposureCaseUncheckedCreateInput,
  "companyId" | "complexId" | "findingId" | "rectificationId" | "penaltyCaseId" | "exitId"
>;

/** What is on the annex of the plan is published anyway. */
export async function publicContacts(tx: Pick<Tx, "supervisionChannel">): Promise<string[]> {
  const channels = await tx.supervisionChannel.findMany({ select: { phone: true, contact: true } });
  return channels.flatMap(({ phone, contact }) => [phone, contact]);
}

export async function knownOf(
  tx: Tx,
  { vault }: Pick<HubContext, "vault">,
  entry: Entry,
  contacts: readonly string[],
): Promise<Known> {
  const names = [
    ...(await namesOfEntry(tx, entry)),
    ...(await namesOfComplaints(tx, vault, await findingsOf(tx, entry))),
  ];
  return { names: [...new Set(names.filter((name): name is string => !!name?.trim()))], publicContacts: contacts };
}

type Names = (string | null | undefined)[];

async function namesOfEntry(
  tx: Tx,
  { companyId, complexId, rectificationId, penaltyCaseId, exitId }: Entry,
): Promise<Names> {
  const company = await tx.company.findUnique({
    where: { id: companyId },
    select: { legalRepresentative: true, sources: { select: { legalRepresentative: true } } },
  });
  const complex = complexId ? await tx.complex.findUnique({ where: { id: complexId } }) : null;
  const rectification = rectificationId ? await tx.rectification.findUnique({ where: { id: rectificationId } }) : null;
  const penalty = penaltyCaseId ? await tx.penaltyCase.findUnique({ where: { id: penaltyCaseId } }) : null;
  const exit = exitId ? await tx.exit.findUnique({ where: { id: exitId }, include: { items: true } }) : null;
  return [
    company?.legalRepresentative,
    ...(company?.sources ?? []).map(({ legalRepresentative }) => legalRepresentative),
    complex?.responsiblePerson,
    rectification?.responsiblePerson,
    penalty?.receivedBy,
    exit?.guide,
    exit?.partner,
    ...(exit?.items ?? []).map(({ receivedBy }) => receivedBy),
  ];
}

/** The findings that an entry tells of, with who answers for putting them right. */
const findingsOf = (tx: Tx, { findingId, rectificationId, penaltyCaseId, exitId, complexId }: Entry) => {
  const any: Prisma.FindingWhereInput[] = [
    ...(findingId ? [{ id: findingId }] : []),
    ...(rectificationId ? [{ rectificationId }] : []),
    ...(penaltyCaseId ? [{ penaltyCases: { some: { caseId: penaltyCaseId } } }] : []),
    ...(exitId && complexId ? [{ complexId }] : []),
  ];
  return tx.finding.findMany({
    where: { OR: any },
    select: {
      complaintId: true,
      rectification: { select: { responsiblePerson: true } },
      inspection: { select: { complaintId: true, inspector: { select: { name: true } } } },
    },
  });
};

/** Of everybody who complained of it, those who only joined included, and of who handled it. */
async function namesOfComplaints(
  tx: Tx,
  vault: HubContext["vault"],
  findings: Awaited<ReturnType<typeof findingsOf>>,
): Promise<Names> {
  const ids = findings.flatMap(({ complaintId, inspection }) =>
    [complaintId, inspection.complaintId].filter((id): id is string => id !== null),
  );
  const complaints = await tx.complaint.findMany({
    where: { OR: [{ id: { in: ids } }, { primaryId: { in: ids } }] },
    select: { handler: { select: { name: true } }, secret: true },
  });
  return [
    ...findings.flatMap(({ rectification, inspection }) => [
      rectification?.responsiblePerson,
      inspection.inspector?.name,
    ]),
    ...complaints.flatMap(({ handler, secret }) => [handler?.name, secret && openPersonalData(vault, secret)?.name]),
  ];
}
