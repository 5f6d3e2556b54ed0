// npm run demo [-- --rate 30 --hub http://127.0.0.1:4000]: city systems, county staff and owners at work through the
// public API only, so many acts a minute, until stopped. The password is that of the demonstration accounts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { violationKinds } from "../catalogues.ts";
import { regions } from "../regions.ts";
import { HubClient } from "./hub-client.ts";

const { values: given } = parseArgs({
  options: {
    rate: { type: "string", default: "30" },
    hub: { type: "string", default: `http://127.0.0.1:${process.env.PORT ?? 4000}` },
  },
});
const rate = Number(given.rate);
if (!(rate > 0 && rate <= 600)) throw new Error("--rate is the number of acts a minute, 1 to 600");

const password = process.env.HUB_DEMO_PASSWORD ?? (await storedPassword());
const province = await HubClient.signIn(given.hub, "province", password);
const any = <Item>(items: readonly Item[]): Item => items[Math.floor(Math.random() * items.length)] as Item;
const cities = regions.filter(({ level }) => level === "city");

interface City {
  code: string;
  name: string;
  system: HubClient;
  clientId: string;
}

const systems: City[] = [];
for (const { code, name } of cities) {
  const made = await province.ask<{ createApiClient: { key: string; apiClient: { id: string } } }>(
    `mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { key apiClient { id } errors { code } } }`,
    {
      input: {
        name: `${name}演示系统`,
        region: code,
        scopes: ["READ", "LEDGER", "CASES", "REPORTS"],
        expiresInDays: 1,
      },
    },
  );
  const { key, apiClient } = made.createApiClient;
  systems.push({ code, name, system: province.withKey(key), clientId: apiClient.id });
}
process.stdout.write(`${systems.length} city systems are at work, ${rate} acts a minute. Ctrl-C ends it.\n`);

const staff = new Map<string, Promise<HubClient>>();
/** County staff sign in when they are first needed. */
function countyStaff(code: string): Promise<HubClient> {
  const person = staff.get(code) ?? HubClient.signIn(given.hub, `county-${code}`, password);
  staff.set(code, person);
  return person;
}

const words = [
  "电梯停运多日，无人维修",
  "楼道照明长期不亮",
  "消防通道被占用",
  "公共收益从未公示",
  "保洁一周一次",
  "门禁损坏无人管",
];

/** An owner calls the city's hotline, and its system sends the complaint on. */
async function complaintComes({ system, name }: City) {
  const { complexes } = await system.ask<Page<"complexes">>("{ complexes(first: 100) { edges { node { id name } } } }");
  const complex = any(complexes.edges)?.node;
  if (!complex) return;
  const phone = `139${String(Math.random()).slice(2, 10)}`;
  const input = {
    source: any(["HOTLINE", "MAILBOX", "WECHAT", "HOTLINE_12345"]),
    complexId: complex.id,
    kind: any(violationKinds).code,
    complainant: { name: "演示业主", phone, text: any(words) },
  };
  if (await system.command("recordComplaint", "complaint", input)) say(`${name}：${complex.name} 收到投诉`);
}

/** One step of a case that is under way: whatever its state allows next. */
async function caseMovesOn({ system, name }: City) {
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
  else if (state === "VERIFYING" && complaint.complex) await verifiedOnTheSpot(county, id, complaint.complex.id);
  else if (state === "SUBSTANTIATED")
    await system.command("giveComplaintFeedback", "complaint", { id, text: "情况属实，已责令整改。" });
  else return;
  say(`${name}：投诉 ${number} 办理中`);
}

async function verifiedOnTheSpot(county: string, complaintId: string, complexId: string) {
  const person = await countyStaff(county);
  const { acts, code } = any(violationKinds);
  const inspected = await person.command("recordInspection", "inspection", {
    kind: "VERIFICATION",
    complexId,
    complaintId,
    result: "PROBLEMS",
    carriedOutAt: (await hubNow()).toISOString(),
    evidenceIds: [await person.upload(await scene())],
    findings: [{ kind: code, acts: [any(acts).code], illegal: Math.random() < 0.2, description: any(words) }],
  });
  if (inspected) await person.command("substantiateComplaint", "complaint", { id: complaintId });
}

/** A finding is ordered to be put right, soon enough for somebody to see the minute come. */
async function rectificationOrdered({ code, name }: City) {
  const county = any(regions.filter(({ level, parentCode }) => level === "county" && parentCode === code)).code;
  const person = await countyStaff(county);
  const { findings } = await person.ask<Page<"findings">>(
    `{ findings(filter: { states: [OPEN] }) { edges { node { id } } } }`,
  );
  const finding = any(findings.edges)?.node;
  if (!finding) return;
  const deadline = new Date((await hubNow()).getTime() + (1 + Math.random() * 9) * 60_000);
  const input = { findingIds: [finding.id], responsiblePerson: "演示经理", requirement: "限期整改到位", deadline };
  if (await person.command("orderRectification", "rectification", input)) say(`${name}：下达整改`);
}

/** The company hands in its evidence, and the county accepts it on the spot. */
async function rectificationAccepted({ system, name }: City) {
  const { rectifications } = await system.ask<Page<"rectifications">>(
    `{ rectifications(first: 20, filter: { open: true }) { edges { node { id number state region { code } } } } }`,
  );
  const rectification = any(rectifications.edges)?.node;
  if (!rectification || Math.random() < 0.3) return;
  const { id, number, state } = rectification;
  const person = await countyStaff(rectification.region.code.slice(0, 6));
  const evidenceIds = [await person.upload(await scene())];
  if (state === "SUBMITTED")
    await person.command("acceptRectification", "rectification", {
      id,
      inspection: { carriedOutAt: (await hubNow()).toISOString(), evidenceIds },
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

async function hubNow(): Promise<Date> {
  const { hub } = await province.ask<{ hub: { now: string } }>("{ hub { now } }");
  return new Date(hub.now);
}

/** A small picture that is never the same twice. */
async function scene(): Promise<Uint8Array<ArrayBuffer>> {
  const [r, g, b] = [0, 0, 0].map(() => Math.floor(Math.random() * 255)) as [number, number, number];
  return new Uint8Array(
    await sharp({ create: { width: 640, height: 480, channels: 3, background: { r, g, b } } })
      .jpeg()
      .toBuffer(),
  );
}

async function storedPassword(): Promise<string> {
  const file = join(process.env.HUB_DATA_DIR ?? "var", "demo-password");
  return (
    await readFile(file, "utf8").catch(() =>
      Promise.reject(new Error(`set HUB_DEMO_PASSWORD (${file} cannot be read)`)),
    )
  ).trim();
}

const say = (line: string) => process.stdout.write(`${new Date().toLocaleTimeString("zh-CN")} ${line}\n`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    stopping = true;
  });
const acts = [
  complaintComes,
  complaintComes,
  caseMovesOn,
  caseMovesOn,
  caseMovesOn,
  rectificationOrdered,
  rectificationAccepted,
];
while (!stopping) {
  await any(acts)(any(systems)).catch((error: unknown) => say(String(error)));
  await sleep(60_000 / rate);
}
for (const { clientId } of systems) await province.command("revokeApiClient", "apiClient", { id: clientId });
