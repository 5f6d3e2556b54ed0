/** City systems and county staff at work. */
import { violationKinds } from "../catalogues.ts";
import { regions } from "../regions.ts";
import { HubClient } from "./hub-client.ts";
import { any, type City, chance, hubNow, type Stage, say, scene, telephone, words } from "./stage.ts";

const staff = new Map<string, Promise<HubClient>>();
/** County staff sign in when they are first needed. */
function countyStaff({ hub, password }: Stage, code: string): Promise<HubClient> {
  const person = staff.get(code) ?? HubClient.signIn(hub, `county-${code}`, password);
  staff.set(code, person);
  return person;
}

/** An owner calls the city's hotline, and its system sends the complaint on. */
export async function complaintComes(_stage: Stage, { system, name }: City) {
  const { complexes } = await system.ask<Page<"complexes">>("{ complexes(first: 100) { edges { node { id name } } } }");
  const complex = any(complexes.edges)?.node;
  if (!complex) return;
  const input = {
    source: any(["HOTLINE", "MAILBOX", "WECHAT", "HOTLINE_12345"]),
    complexId: complex.id,
    kind: any(violationKinds).code,
    complainant: { name: "演示业主", phone: telephone(), text: any(words) },
  };
  if (await system.command("recordComplaint", "complaint", input)) say(`${name}：${complex.name} 收到投诉`);
}

/** One step of a case that is under way: whatever its state allows next. */
export async function caseMovesOn(stage: Stage, { system, name }: City) {
  const { complaints } = await system.ask<Page<"complaints">>(
    `{ complaints(first: 30, filter: { open: true }, orderBy: FILED_NEWEST) { edges { node { id number state region { code } complex { id } } } } }`,
  );
  const complaint = any(complaints.edges)?.node;
  if (!complaint) return;
  const { id, number, state } = complaint;
  const county = complaint.region.code.slice(0, 6);
  if (state === "RECEIVED") {
    const { handlers } = await system.ask<{ handlers: { id: string }[] }>(
      "query ($region: String!) { handlers(region: $region) { id } }",
      { region: complaint.region.code },
    );
    await system.command("assignComplaint", "complaint", { id, handlerId: any(handlers)?.id });
  } else if (state === "ASSIGNED") await system.command("startComplaintVerification", "complaint", { id });
  else if (state === "VERIFYING" && complaint.complex) await verifiedOnTheSpot(stage, county, id, complaint.complex.id);
  else if (state === "SUBSTANTIATED")
    await system.command("giveComplaintFeedback", "complaint", { id, text: "情况属实，已责令整改。" });
  else return;
  say(`${name}：投诉 ${number} 办理中`);
}

async function verifiedOnTheSpot(stage: Stage, county: string, complaintId: string, complexId: string) {
  const person = await countyStaff(stage, county);
  const { acts, code } = any(violationKinds);
  const inspected = await person.command("recordInspection", "inspection", {
    kind: "VERIFICATION",
    complexId,
    complaintId,
    result: "PROBLEMS",
    carriedOutAt: (await hubNow(stage)).toISOString(),
    evidenceIds: [await person.upload(await scene())],
    findings: [{ kind: code, acts: [any(acts).code], illegal: chance(0.2), description: any(words) }],
  });
  if (inspected) await person.command("substantiateComplaint", "complaint", { id: complaintId });
}

/** A finding is ordered to be put right, soon enough for somebody to see the minute come. */
export async function rectificationOrdered(stage: Stage, { code, name }: City) {
  const county = any(regions.filter(({ level, parentCode }) => level === "county" && parentCode === code)).code;
  const person = await countyStaff(stage, county);
  const { findings } = await person.ask<Page<"findings">>(
    `{ findings(filter: { states: [OPEN] }) { edges { node { id } } } }`,
  );
  const finding = any(findings.edges)?.node;
  if (!finding) return;
  const deadline = new Date((await hubNow(stage)).getTime() + (1 + Math.random() * 9) * 60_000);
  const input = { findingIds: [finding.id], responsiblePerson: "演示经理", requirement: "限期整改到位", deadline };
  if (await person.command("orderRectification", "rectification", input)) say(`${name}：下达整改`);
}

/** The company hands in its evidence, and the county accepts it on the spot. */
export async function rectificationAccepted(stage: Stage, { system, name }: City) {
  const { rectifications } = await system.ask<Page<"rectifications">>(
    `{ rectifications(first: 20, filter: { open: true }) { edges { node { id number state region { code } } } } }`,
  );
  const rectification = any(rectifications.edges)?.node;
  if (!rectification || chance(0.3)) return;
  const { id, number, state } = rectification;
  const person = await countyStaff(stage, rectification.region.code.slice(0, 6));
  const evidenceIds = [await person.upload(await scene())];
  if (state === "SUBMITTED")
    await person.command("acceptRectification", "rectification", {
      id,
      inspection: { carriedOutAt: (await hubNow(stage)).toISOString(), evidenceIds },
    });
  else await person.command("submitRectification", "rectification", { id, evidenceIds });
  say(`${name}：整改 ${number} ${state === "SUBMITTED" ? "验收" : "提交"}`);
}

interface Node {
  id: string;
  name: string;
  number: string;
  state: string;
  region: { code: string };
  complex: { id: string } | null;
}
type Page<Field extends string> = Record<Field, { edges: { node: Node }[] }>;
