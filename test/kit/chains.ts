import { createHash } from "node:crypto";
import type { Viewer } from "../../schema/account/viewer.ts";
import { hanging } from "../../schema/complex/merge.ts";
import { localId } from "../../schema/node.ts";
import { carriedOut } from "./commands.ts";
import { storedFile } from "./evidence.ts";
import type { Acting } from "./hub.ts";
import { uscc } from "./ledger.ts";
import { anEvent, appendTo } from "./log.ts";
import { globalId } from "./schema-walk.ts";

/** Stands in every text that is written in a county, so that it can be found wherever it turns up. */
export const markOf = (county: string) => `〔${createHash("sha256").update(county).digest("hex").slice(0, 10)}〕`;

/** Numbers of the companies: the first works everywhere, each county has another one of its own. */
const everywhere = 1;
const ownCompany = (county: string) => Number(county);

/** The company that works in every city given, known to all of them from the start. */
export async function registerSharedCompany(hub: Acting, cities: readonly string[]): Promise<void> {
  for (const code of cities) {
    const city = await hub.person("city", code, { name: `演示市局${code}` });
    await carriedOut(hub, city, "registerCompany", "company", { uscc: uscc(everywhere), name: "演示全省物业公司" });
  }
}

/** Everything that can happen in a county, through the commands of those who do it. */
export async function buildChain(hub: Acting, countyCode: string): Promise<void> {
  const mark = markOf(countyCode);
  const cityCode = countyCode.slice(0, 4);
  const county = await hub.person("county", countyCode, { name: `县员${mark}` });
  const city = await hub.person("city", cityCode, { name: `市员${mark}` });
  const subdistrict = await hub.prisma.region.findFirstOrThrow({
    where: { parentCode: countyCode },
    orderBy: { code: "asc" },
  });
  await carriedOut(hub, city, "registerCompany", "company", {
    uscc: uscc(ownCompany(countyCode)),
    name: `县内物业${mark}`,
  });
  const register = (name: string) =>
    carriedOut(hub, county, "registerComplex", "complex", {
      name: `${name}${mark}`,
      county: countyCode,
      households: 300,
    });
  const complexId = await register("甲苑");
  const otherComplexId = await register("乙苑");
  await carriedOut(hub, city, "recordServiceContract", "serviceContract", {
    complexId,
    uscc: uscc(everywhere),
    kind: "OWNERS",
    startsOn: "2023-01-01",
  });
  await carriedOut(hub, city, "recordServiceContract", "serviceContract", {
    complexId: otherComplexId,
    uscc: uscc(ownCompany(countyCode)),
    kind: "OWNERS",
    startsOn: "2023-01-01",
  });
  const complain = (complex: string) =>
    carriedOut(hub, county, "recordComplaint", "complaint", {
      source: "HOTLINE",
      complexId: complex,
      kind: "services-not-as-contracted",
      complainant: { name: `业主${mark}`, phone: "138-0013-8000", text: `电梯坏了${mark}` },
    });
  const complaintId = await complain(complexId);
  await carriedOut(hub, county, "assignComplaint", "complaint", {
    id: complaintId,
    handlerId: globalId("Person", county.id ?? ""),
  });
  await carriedOut(hub, county, "startComplaintVerification", "complaint", { id: complaintId });
  const inspect = (complex: string, over: object) =>
    photograph(hub, county, mark).then((evidenceId) =>
      carriedOut(hub, county, "recordInspection", "inspection", {
        complexId: complex,
        result: "PROBLEMS",
        carriedOutAt: hub.clock.now().toISOString(),
        evidenceIds: [evidenceId],
        notes: `现场${mark}`,
        findings: [
          {
            kind: "services-not-as-contracted",
            acts: ["services-not-as-contracted/upkeep"],
            illegal: true,
            description: `停运${mark}`,
          },
        ],
        ...over,
      }),
    );
  await inspect(complexId, { kind: "VERIFICATION", complaintId });
  await inspect(otherComplexId, { kind: "SCREENING" });
  await carriedOut(hub, county, "substantiateComplaint", "complaint", { id: complaintId });
  await carriedOut(hub, county, "giveComplaintFeedback", "complaint", { id: complaintId, text: `属实${mark}` });

  const findings = await hub.prisma.finding.findMany({ where: { countyCode }, orderBy: { id: "asc" } });
  const deadline = new Date(hub.clock.now().getTime() + 5 * 24 * 3600 * 1000).toISOString();
  const ordered: string[] = [];
  for (const { id } of findings)
    ordered.push(
      await carriedOut(hub, county, "orderRectification", "rectification", {
        findingIds: [globalId("Finding", id)],
        responsiblePerson: `经理${mark}`,
        requirement: `修复${mark}`,
        deadline,
      }),
    );
  await carriedOut(hub, county, "refuseRectification", "rectification", {
    id: ordered[1],
    evidenceIds: [await photograph(hub, county, mark)],
  });
  await lowerGrade(hub, city, county, ordered[1] ?? "", mark);
  const transferred = await complain(otherComplexId);
  await carriedOut(hub, county, "assignComplaint", "complaint", {
    id: transferred,
    handlerId: globalId("Person", county.id ?? ""),
  });
  await carriedOut(hub, county, "startComplaintVerification", "complaint", { id: transferred });
  const papers = { department: "MARKET_REGULATION", evidenceIds: [await photograph(hub, county, mark)] };
  const sent = { complaintId: transferred, withWords: true, reason: `价格${mark}`, ...papers };
  await carriedOut(hub, county, "sendTransfer", "transfer", sent);
  const illegal = { findingIds: [globalId("Finding", findings[0]?.id ?? "")], reason: `处罚${mark}` };
  await carriedOut(hub, county, "sendTransfer", "transfer", { ...illegal, department: "FIRE_RESCUE" });
  const company = await hub.prisma.company.findUniqueOrThrow({ where: { uscc: uscc(everywhere) } });
  const creditEventId = await carriedOut(hub, city, "recordCreditEvent", "creditEvent", {
    companyId: globalId("Company", company.id),
    findingId: globalId("Finding", findings[0]?.id ?? ""),
    severity: "GENERAL",
    ground: "FINDING",
    description: `拒不整改${mark}`,
    documentNumber: `罚${mark}`,
    determinedOn: "2024-08-15",
  });
  await carriedOut(hub, city, "openJointPunishment", "jointPunishment", {
    creditEventId,
    reason: `惩戒${mark}`,
    startsOn: "2024-08-16",
    endsOn: "2025-02-16",
    departments: await measures(hub, city),
  });
  await penalise(hub, city, globalId("Finding", findings[0]?.id ?? ""), mark);
  await refuseHandover(hub, county, otherComplexId, mark);
  const exposed = await hub.prisma.finding.findFirstOrThrow({
    where: { complexId: localId("Complex", otherComplexId) },
  });
  await carriedOut(hub, city, "addExposureCase", "exposureBatch", {
    ...{ month: "2024-08-15", kind: "EXPOSURE", title: `停运${mark}`, text: `拒不整改${mark}`, pictureIds: [] },
    entry: globalId("Finding", exposed.id),
  });
  await tellThePublic(hub, county, { complexId: otherComplexId, complaintId }, mark);
  await supervise(hub, city, county, globalId("Finding", exposed.id), mark);
  for (const seal of ["14", cityCode])
    await appendTo(hub.prisma, [anEvent({ region: countyCode, seal })], county, hub.clock.now());
  await placeInSubdistrict(hub, otherComplexId, subdistrict.code);
}

/** The grade of the complex whose rectification was refused, proposed and not confirmed yet. */
async function lowerGrade(hub: Acting, city: Viewer, county: Viewer, rectificationId: string, mark: string) {
  // The catalogue is the whole city's: it says nothing of a county.
  const grades = [180, 140].map((chargeFen, index) => ({ name: `${index + 1}级`, chargeFen, standard: "按规范" }));
  const { setServiceGrades } = await hub.ask<{ setServiceGrades: { errors: object[] } }>(
    city,
    "mutation ($input: SetServiceGradesInput!) { setServiceGrades(input: $input) { errors { code } } }",
    { input: { grades } },
  );
  if (setServiceGrades.errors.length > 0) throw new Error(JSON.stringify(setServiceGrades.errors));
  const proposal = { rectificationId, grade: "2级", reason: `拒不整改${mark}` };
  await carriedOut(hub, county, "openGradeReview", "gradeReview", proposal);
}

/** A penalty case up to the notice of its hearing. */
async function penalise(hub: Acting, city: Viewer, findingId: string, mark: string): Promise<void> {
  const today = "2024-08-15";
  const article = "PROPERTY_REGULATION_63";
  const opening = { findingIds: [findingId], article, party: "UNIT", actEndedOn: today, harmed: false };
  const id = await carriedOut(hub, city, "openPenaltyCase", "penaltyCase", { ...opening, facts: `擅自经营${mark}` });
  const step = (field: string, input: object) => carriedOut(hub, city, field, "penaltyCase", { id, ...input });
  await step("recordPenaltyEvidence", { evidenceIds: [await photograph(hub, city, mark)] });
  await step("offerPenaltyHearing", { offeredOn: today, article, amountFen: 5_000_000 });
  await step("recordPenaltyHearingRequest", { askedOn: today });
  const hearing = { notifiedOn: today, hearingAt: "2024-09-02T09:00:00+08:00", place: `听证室${mark}` };
  await step("notifyPenaltyHearing", hearing);
}

/** An exit up to the refusal of the handover, which market regulation is told of: all of it long ago, noted today. */
async function refuseHandover(hub: Acting, county: Viewer, complexId: string, mark: string): Promise<void> {
  const paper = async () => ({ evidenceIds: [await photograph(hub, county, mark)] });
  const people = { guide: `引导${mark}`, partner: `街办${mark}` };
  const opening = { complexId, ground: "OWNERS_ASKED", ...people, ...(await paper()) };
  const id = await carriedOut(hub, county, "openExit", "exit", opening);
  const step = async (field: string, input: object) => carriedOut(hub, county, field, "exit", { id, ...input });
  const meeting = { caller: "SUBDISTRICT", announcedOn: "2024-05-01", meetsOn: "2024-05-16" };
  await step("callOwnersMeeting", meeting);
  const counts = {
    totalArea: 300,
    totalHeads: 3,
    participatingArea: 300,
    participatingHeads: 3,
    yesArea: 200,
    yesHeads: 2,
  };
  await step("recordOwnersVote", { heldOn: "2024-05-16", counts, ...(await paper()) });
  await step("dismissCompany", { decidedOn: "2024-05-17", ...(await paper()) });
  await step("serveExitNotice", { servedOn: "2024-05-18", ...(await paper()) });
  const item = { item: "FUNDS", handedOverOn: "2024-06-01", receivedBy: `委员${mark}`, ...(await paper()) };
  await step("handOverItem", item);
  await step("determineHandoverRefusal", {
    refusal: "LEAVE",
    severity: "SEVERE",
    description: `拒不退出${mark}`,
    documentNumber: `认${mark}`,
    determinedOn: "2024-08-15",
    ...(await paper()),
  });
  const suit = { stage: "ACCEPTED", court: `法院${mark}`, caseNumber: `民初${mark}`, happenedOn: "2024-08-15" };
  await step("advanceSuit", suit);
}

/** The city asks for an answer about a finding; the county asks for one about what it cannot solve alone, and has it. */
async function supervise(hub: Acting, city: Viewer, county: Viewer, findingId: string, mark: string) {
  const matter = "matter";
  await carriedOut(hub, city, "orderKeySupervision", matter, { findingId, text: `督办${mark}` });
  const id = await carriedOut(hub, county, "raiseDifficulty", matter, { text: `困难${mark}` });
  await carriedOut(hub, city, "answerSupervision", matter, { id, answer: `答复${mark}` });
}

/** A document to the sub-districts, an incident that is being handled, and a publication. */
async function tellThePublic(
  hub: Acting,
  county: Viewer,
  about: { complexId: string; complaintId: string },
  mark: string,
) {
  await carriedOut(hub, county, "issuePolicyDocument", "policyDocument", {
    documentNumber: `文${mark}`,
    title: `通知${mark}`,
    issuingBody: `住建局${mark}`,
    inForceOn: "2024-09-01",
    text: `正文${mark}`,
    evidenceIds: [await photograph(hub, county, mark)],
    downTo: "SUBDISTRICT",
  });
  const id = await carriedOut(hub, county, "reportOpinion", "opinionIncident", {
    title: `视频${mark}`,
    summary: `电梯${mark}`,
    medium: "DOUYIN",
    seenAt: hub.clock.now().toISOString(),
    heat: "LOW",
    complexId: about.complexId,
    complaintIds: [about.complaintId],
    ownerId: globalId("Person", county.id ?? ""),
    evidenceIds: [await photograph(hub, county, mark)],
  });
  await carriedOut(hub, county, "handleOpinion", "opinionIncident", { id, measures: `抢修${mark}` });
  await carriedOut(hub, county, "recordPublicity", "publicityItem", {
    medium: "NEWSPAPER",
    outlet: `日报${mark}`,
    title: `成效${mark}`,
    publishedOn: "2024-08-15",
    about: "CAMPAIGN",
  });
}

export const photograph = (hub: Acting, author: Viewer, mark: string) => storedFile(hub, author, `现场${mark}.jpg`);

async function measures(hub: Acting, city: Viewer) {
  const { punishmentMeasures } = await hub.ask<{ punishmentMeasures: { code: string; department: string }[] }>(
    city,
    "{ punishmentMeasures { code department } }",
  );
  return ["CREDIT", "MARKET_REGULATION"].map((department) => ({
    department,
    measures: punishmentMeasures.filter((measure) => measure.department === department).map(({ code }) => code),
  }));
}

/** What lies in the complex is placed with it, for those who see a sub-district alone. */
async function placeInSubdistrict(hub: Acting, complex: string, subdistrictCode: string): Promise<void> {
  const complexId = localId("Complex", complex);
  await hub.prisma.complex.update({ where: { id: complexId }, data: { subdistrictCode } });
  // An exposure is its body's, wherever the case lies.
  for (const table of [...hanging, "ServiceContract"].filter((name) => name !== "ExposureCase"))
    await hub.prisma.$executeRawUnsafe(
      `update "${table}" set "subdistrictCode" = $2 where "complexId" = $1::uuid`,
      complexId,
      subdistrictCode,
    );
}
