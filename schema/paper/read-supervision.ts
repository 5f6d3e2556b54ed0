/** Reads what one level asks of another as it stands now: the facts of its papers. */
import type { Work } from "../activity/transact.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { regionColumns } from "../region/policy.ts";
import type { Grounds } from "../supervision/grounds.ts";
import { isStep, ladder } from "../supervision/states.ts";
import { departmentBody, housingBody } from "./bodies.ts";
import { writtenDay } from "./document.ts";
import { foundFacts, foundSelect, type Read, readRectification } from "./read.ts";
import type { SupervisionFacts } from "./supervision.ts";
import type { UrgingFacts } from "./urging.ts";

const stepNames = { reminder: "发出督促提醒", interview: "进行约谈", disciplineReport: "向纪检监察机关汇报" } as const;

/** Of a report to discipline inspection the region that it is about has no part: its paper lies with the body that reports. */
export async function readUrging({ tx, context: { regions } }: Work, id: string): Promise<Read<UrgingFacts>> {
  const row = await tx.supervisionMatter.findUniqueOrThrow({ where: { id } });
  const { kind, fromCode, toCode, aboutCode, openedAt, meetsAt, venue } = row;
  const reported = kind === "disciplineReport";
  const where = { aboutCode, fromCode, settledAt: null, kind: { in: [...ladder] }, NOT: { id } };
  const before = reported ? await tx.supervisionMatter.findMany({ where, orderBy: { openedAt: "asc" } }) : [];
  const region = regions.require(aboutCode).name;
  return {
    place: regionColumns(reported ? fromCode : aboutCode),
    complexId: null,
    companyId: null,
    matter: region,
    datedOn: columnOf(dateOf(openedAt)),
    ...(reported && { department: "disciplineInspection" as const }),
    facts: {
      region,
      addressee: reported ? departmentBody(regions, toCode, "disciplineInspection") : housingBody(regions, toCode),
      text: row.text,
      grounds: row.grounds as unknown as Grounds | null,
      skipReason: row.skipReason,
      meeting: meetsAt && venue ? { at: meetsAt, venue } : null,
      due: row.dueAt,
      before: before.flatMap((one) =>
        isStep(one.kind)
          ? [{ step: stepNames[one.kind], on: writtenDay(dateOf(one.openedAt)), answer: one.answer }]
          : [],
      ),
    },
  };
}

/** Key supervision that somebody ordered: of a rectification, or of a finding that no order has taken up. */
export async function readKeySupervision(work: Work, id: string): Promise<Read<SupervisionFacts>> {
  const { tx, context } = work;
  const { rectificationId, findingId, openedAt, toCode, aboutCode, text, dueAt } =
    await tx.supervisionMatter.findUniqueOrThrow({ where: { id } });
  const { facts, ...ground } = rectificationId
    ? await readRectification(work, rectificationId)
    : await readFinding(work, findingId as string);
  const county = housingBody(context.regions, aboutCode.slice(0, 6));
  const byProvince = toCode.length === 4;
  return {
    ...ground,
    datedOn: columnOf(dateOf(openedAt)),
    facts: {
      ...facts,
      by: "province",
      addressee: housingBody(context.regions, toCode),
      copies: byProvince ? [county] : [],
      awaitingReview: false,
      ordered: { text, due: dueAt },
    },
  };
}

async function readFinding({ tx, context: { regions } }: Work, id: string) {
  const row = await tx.finding.findUniqueOrThrow({
    where: { id },
    select: {
      ...foundSelect,
      complexId: true,
      companyId: true,
      cityCode: true,
      countyCode: true,
      subdistrictCode: true,
      complex: { select: { name: true } },
      company: { select: { name: true, uscc: true } },
    },
  });
  const { complexId, companyId, cityCode, countyCode, subdistrictCode } = row;
  return {
    place: { cityCode, countyCode, subdistrictCode },
    complexId,
    companyId,
    matter: row.complex.name,
    facts: {
      number: null,
      company: row.company,
      complex: row.complex.name,
      place: regions.path(countyCode),
      findings: [foundFacts(row)],
      requirement: null,
      responsiblePerson: null,
      deadline: null,
    },
  };
}
