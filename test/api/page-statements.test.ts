import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { buildChain, registerSharedCompany } from "../kit/chains.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { statementsDuring } from "../kit/statements.ts";

const rows = 50;
let hub: TestHub;
let system: Viewer;
beforeAll(async () => {
  hub = await createTestHub();
  system = await hub.client("1401");
  await registerSharedCompany(hub, ["1401"]);
  await buildChain(hub, "140105");
  await copyTransfers();
  await copyPenaltyCases();
});
afterAll(() => hub?.drop());

const copies = <Row extends { id: string; number: string }>({ id: _id, ...row }: Row) =>
  Array.from({ length: rows }, (_, index) => ({ ...row, number: `${row.number}-${index}` }));

/** Of the findings in the fire brigade's hands, and of a complaint that was withdrawn again and again. */
async function copyTransfers() {
  const { transfer, transferFinding } = hub.prisma;
  const ofFindings = await transfer.findFirstOrThrow({ where: { complaintId: null }, include: { findings: true } });
  const { findings, ...row } = ofFindings;
  const made = await transfer.createManyAndReturn({ data: copies(row) });
  await transferFinding.createMany({
    data: made.flatMap(({ id }) => findings.map(({ findingId }) => ({ transferId: id, findingId }))),
  });
  const ofComplaint = await transfer.findFirstOrThrow({ where: { complaintId: { not: null } } });
  const back = { state: "withdrawn", dueAt: null, settledAt: hub.clock.now() } as const;
  await transfer.createMany({ data: copies({ ...ofComplaint, ...back }) });
}

async function copyPenaltyCases() {
  const { creditEvent, penaltyCase, penaltyCaseFinding } = hub.prisma;
  const { findings, ...row } = await penaltyCase.findFirstOrThrow({ include: { findings: true } });
  const made = await penaltyCase.createManyAndReturn({ data: copies(row) });
  await penaltyCaseFinding.createMany({
    data: made.flatMap(({ id }) => findings.map(({ findingId }) => ({ caseId: id, findingId, live: false }))),
  });
  const discredit = await creditEvent.findFirstOrThrow({ where: { ground: "finding" } });
  await creditEvent.createMany({
    data: made.map(({ id }) => ({ ...discredit, id: undefined, ground: "penalty" as const, groundId: id })),
  });
}

it.each([
  ["transfers of findings", "transfers(filter: { departments: [FIRE_RESCUE] }, first: $first)"],
  ["transfers of complaints", "transfers(filter: { departments: [MARKET_REGULATION] }, first: $first)"],
])("%s", async (_name, list) => {
  await expectConstant(`query ($first: Int!) { ${list} { edges { node {
    number reason words complex { name company { name } } company { name } complaint { number complex { name } }
    rectifications { number complex { name } } matters { description kind { code } acts { code } }
    evidence { name } matterEvidence { name } allowedCommands } } } }`);
});

it("penalty cases", () =>
  expectConstant(`query ($first: Int!) { penaltyCases(first: $first) { edges { node {
    number company { name } allowedCommands payments { amountFen } followUps { kind penaltyCase { number } }
    creditEvents { documentNumber company { name } penaltyCase { number } deliveries { state } allowedCommands }
    findings { description allowedCommands penaltyCases { number } } } } } }`));

/** What a list costs does not depend on its length. */
async function expectConstant(document: string) {
  const page = async (first: number) => {
    let answer: Record<string, { edges: object[] }> = {};
    const statements = await statementsDuring(hub.pool, async () => {
      answer = await hub.ask(system, document, { first });
    });
    expect(Object.values(answer)[0]?.edges).toHaveLength(first);
    return statements.length;
  };
  await page(1); // what is read once for a process
  expect(await page(rows)).toBe(await page(5));
}
