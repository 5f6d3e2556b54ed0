import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import { transact } from "../../schema/activity/transact.ts";
import { type ComplaintRow, upsertComplaints } from "../../schema/complaint/upsert.ts";
import { upsertComplexes } from "../../schema/complex/commands.ts";
import type { HubContext } from "../../schema/context.ts";
import { destroyPersonalData } from "../../schema/erasure/destroy.ts";
import { give, refusals } from "../kit/commands.ts";
import { figureOf, figuresOf } from "../kit/figures.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { complexRow, monday, complaintRow as row, said, tuesday } from "../kit/ledger.ts";
import { whereInPlain } from "../kit/plaintext.ts";
import { globalId } from "../kit/schema-walk.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let taiyuan: Viewer;
let datong: Viewer;
let county: Viewer;
let next = 0;
let n: number;

beforeAll(async () => {
  hub = await createTestHub();
  taiyuan = await hub.client("1401");
  datong = await hub.client("1402");
  county = await hub.person("county", "140105");
  await upsertComplexes(hub.as(taiyuan), [complexRow(1), complexRow(2), complexRow(3, { county: "140106" })]);
});
afterAll(() => hub?.drop());
beforeEach(() => {
  n = next += 1000;
});

const upsert = (viewer: Viewer, rows: readonly ComplaintRow[], over: Partial<HubContext> = {}) =>
  upsertComplaints({ ...hub.as(viewer), ...over }, rows);
const held = (id: string | null | undefined) =>
  hub.prisma.complaint.findUniqueOrThrow({ where: { id: id ?? "" }, include: { revisions: true, secret: true } });
const figure = (name: string) => figureOf(hub, "140105", name);

interface Result {
  upsertComplaints: {
    result: {
      rows: {
        externalId: string;
        status: string;
        trackingCode: string | null;
        complaint: { externalId: string; state: string } | null;
        errors: { code: string; path: string[] }[];
      }[];
    } | null;
    errors: { code: string }[];
  };
}
const document = `mutation ($rows: [ComplaintRow!]!) { upsertComplaints(input: { rows: $rows }) {
  result { rows { externalId status trackingCode complaint { externalId state } errors { code path } } }
  errors { code } } }`;
const sent = ({ source: _source, ...rest }: ComplaintRow) => ({ ...rest, source: "HOTLINE_12345" });
const sendRows = async (...rows: ComplaintRow[]) =>
  (await hub.ask<Result>(taiyuan, document, { rows: rows.map(sent) })).upsertComplaints;

describe("new rows", () => {
  it("come in like any complaint, each with the code that its owner follows it by", async () => {
    const received = await figure("complaint.received");
    const answer = await sendRows(row(n), row(n + 1));
    expect(answer.errors).toEqual([]);
    const [first, second] = answer.result?.rows ?? [];
    expect(first).toMatchObject({
      externalId: `complaint-${n}`,
      status: "CREATED",
      complaint: { externalId: `complaint-${n}`, state: "RECEIVED" },
      errors: [],
    });
    expect(first?.trackingCode).toMatch(/^([0-9A-Z]{5}-){5}[0-9A-Z]$/);
    expect(second?.trackingCode).not.toBe(first?.trackingCode);
    const { trackComplaint } = await hub.ask<{ trackComplaint: { complaint: { state: string } } }>(
      hub.public,
      "query ($code: String!) { trackComplaint(code: $code) { complaint { state } } }",
      { code: first?.trackingCode },
    );
    expect(trackComplaint.complaint.state).toBe("RECEIVED");
    expect(await figure("complaint.received")).toBe(received + 2);

    const again = await sendRows(row(n), row(n + 1));
    expect(again.result?.rows.map(({ status, trackingCode }) => [status, trackingCode])).toEqual([
      ["UNCHANGED", null],
      ["UNCHANGED", null],
    ]);
    expect(await figure("complaint.received")).toBe(received + 2);
  });

  it("are refused one by one, each at its field, and the others come in", async () => {
    const answer = await sendRows(
      row(n),
      row(n),
      row(n + 1, { complexExternalId: "nobody's" }),
      row(n + 2, { complexExternalId: null, county: "140212" }),
      row(n + 3, { complexExternalId: null }),
      row(n + 4, { kind: "no-such-kind" }),
      row(n + 5, { filedAt: new Date("2024-09-01T00:00:00Z") }),
      row(n + 6, { complainant: { text: " " } }),
      row(n + 7, { complexExternalId: null, county: "140105", complainant: { place: "演示老院", text: "漏水" } }),
    );
    expect(
      answer.result?.rows.map(({ status, errors }) =>
        errors[0] ? `${errors[0].code} ${errors[0].path.join(".")}` : status,
      ),
    ).toEqual([
      "CREATED",
      "source/external-id-repeated rows.1.externalId",
      "complaint/complex-name-unknown rows.2.complexExternalId",
      "complaint/place-missing rows.3.county",
      "complaint/place-missing rows.4.county",
      "complaint/kind-unknown rows.5.kind",
      "complaint/filed-in-the-future rows.6.filedAt",
      "invalid/required rows.7.complainant.text",
      "CREATED",
    ]);
  });

  it("run by the time of filing that their system names, and count only when somebody was reached", async () => {
    const before = await figure("complaint.received");
    const filedAt = new Date("2024-08-01T02:00:00Z");
    const [late, silent, anonymous] = await upsert(taiyuan, [
      row(n, { filedAt }),
      row(n + 1, { confirmed: false }),
      row(n + 2, { anonymous: true }),
    ]);
    expect(await held(late?.id)).toMatchObject({ filedAt, acknowledgeDue: new Date("2024-08-05T16:00:00Z") });
    await hub.tick();
    expect(await held(late?.id)).toMatchObject({ overdueAt: new Date("2024-08-05T16:00:00Z") });
    expect((await held(silent?.id)).confirmed).toBe(false);
    const { confirmed, secret } = await held(anonymous?.id);
    expect([confirmed, secret?.phoneHash]).toEqual([false, null]);
    expect(await figure("complaint.received")).toBe(before + 1);
  });

  it("are a city's own: another client's names mean other complaints, and staff have no such door", async () => {
    const [ours] = await upsert(taiyuan, [row(n)]);
    const theirs = row(n, { complexExternalId: null, county: "140212" });
    expect(said(await upsert(datong, [theirs]))).toEqual(["created"]);
    const ask = (viewer: Viewer) =>
      hub.ask<{ complaint: { id: string } | null }>(
        viewer,
        "query ($name: String!) { complaint(externalId: $name) { id } }",
        { name: `complaint-${n}` },
      );
    expect((await ask(taiyuan)).complaint?.id).toBe(globalId("Complaint", ours?.id ?? ""));
    expect((await ask(datong)).complaint?.id).not.toBe(globalId("Complaint", ours?.id ?? ""));
    expect((await ask(county)).complaint).toBeNull();
    await expect(upsert(county, [row(n + 1)])).rejects.toMatchObject({ code: "source/client-only" });
    const narrow = await hub.client("1401", ["read", "ledger"]);
    await expect(upsert(narrow, [row(n + 1)])).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a held row that says otherwise", () => {
  it("is a correction: what it said is kept, and where it stands stays", async () => {
    const [created] = await upsert(taiyuan, [row(n)]);
    const handling = { id: globalId("Complaint", created?.id ?? ""), handlerId: globalId("Person", county.id ?? "") };
    await give(hub, county, "assignComplaint", "complaint", handling);
    const before = await held(created?.id);
    const ofKinds = () =>
      figuresOf(hub, "140105", "complaint.received/kind/safety-and-fire", "complaint.received/kind/none");
    const [safety = 0, none = 0] = await ofKinds();
    const change = row(n, {
      sourceUpdatedAt: tuesday,
      kind: null,
      complexExternalId: "complex-2",
      complainant: { name: "欧阳大明", phone: "13911112222", text: "消防通道堵死，现已三个月" },
    });
    expect(said(await upsert(taiyuan, [change]))).toEqual(["updated"]);
    const after = await held(created?.id);
    const moved = ["version", "updatedAt", "kindCode", "complexId", "companyId", "revisions", "secret"];
    const rest = (complaint: object) =>
      Object.fromEntries(Object.entries(complaint).filter(([name]) => !moved.includes(name)));
    expect(rest(after)).toEqual(rest(before));
    expect(after).toMatchObject({ state: "assigned", version: before.version + 1, kindCode: null });
    expect(await ofKinds()).toEqual([safety - 1, none + 1]);

    const event = await hub.prisma.activityEvent.findFirstOrThrow({
      where: { subjectId: created?.id ?? "" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({ kind: "ComplaintCorrected", subjectVersion: after.version, actorKind: "client" });
    expect(event.facts).toMatchObject({
      changed: ["kindCode", "complexId", "name", "phone", "text"],
      violationKindBefore: "safety-and-fire",
      violationKind: null,
    });
    const { complaint } = await hub.ask<{ complaint: object }>(
      county,
      `query ($id: ID!) { complaint(id: $id) { complainant { name phone text }
        revisions { version changed kind { code } complainant { name phone text } } } }`,
      { id: globalId("Complaint", created?.id ?? "") },
    );
    expect(complaint).toEqual({
      complainant: { name: "欧***", phone: "139****2222", text: "消防通道堵死，现已三个月" },
      revisions: [
        {
          version: before.version,
          changed: ["kindCode", "complexId", "name", "phone", "text"],
          kind: { code: "safety-and-fire" },
          complainant: { name: "欧***", phone: `139****${String(n).padStart(8, "0").slice(-4)}`, text: "消防通道堵死" },
        },
      ],
    });

    const older = row(n, { sourceUpdatedAt: monday, kind: "safety-and-fire" });
    expect(said(await upsert(taiyuan, [older, { ...change, externalId: "x", kind: "no" }]))).toEqual([
      "ignoredOlder",
      "complaint/kind-unknown",
    ]);
    expect((await held(created?.id)).version).toBe(after.version);
  });

  it("is refused where the law of the case forbids it", async () => {
    const [withdrawn, moved, refiled] = await upsert(taiyuan, [row(n), row(n + 1), row(n + 2)]);
    const id = globalId("Complaint", withdrawn?.id ?? "");
    await give(hub, county, "withdrawComplaint", "complaint", { id, reason: "演示" });
    const outcomes = await upsert(taiyuan, [
      row(n, { sourceUpdatedAt: tuesday, kind: null }),
      row(n + 1, { sourceUpdatedAt: tuesday, complexExternalId: "complex-3" }),
      row(n + 2, { sourceUpdatedAt: tuesday, filedAt: new Date("2024-08-01T00:00:00Z") }),
    ]);
    expect(said(outcomes)).toEqual(["complaint/not-in-this-state", "complaint/elsewhere", "complaint/filed-at-fixed"]);
    expect(outcomes[1]?.errors[0]?.field).toEqual(["complexExternalId"]);
    for (const one of [withdrawn, moved, refiled]) expect((await held(one?.id)).revisions).toEqual([]);
    // A refused word is not held: the same again is looked at again.
    expect(said(await upsert(taiyuan, [row(n + 1, { sourceUpdatedAt: tuesday, kind: null })]))).toEqual(["updated"]);
  });

  it("can be put right by staff as well, by the same rule", async () => {
    const [created] = await upsert(taiyuan, [row(n, { kind: null })]);
    const input = { id: globalId("Complaint", created?.id ?? ""), reason: "归类" };
    const correct = (more: object) => give(hub, county, "correctComplaint", "complaint", { ...input, ...more });
    expect(refusals(await correct({ kind: "no-such-kind" }))).toEqual(["complaint/kind-unknown at kind"]);
    expect(refusals(await correct({ reason: " ", kind: "safety-and-fire" }))).toEqual(["invalid/required at reason"]);
    expect(refusals(await correct({ kind: "safety-and-fire" }))).toEqual([]);
    expect(await held(created?.id)).toMatchObject({
      version: 2,
      kindCode: "safety-and-fire",
      revisions: [{ kindCode: null }],
    });
    expect(
      await hub.prisma.complaintNote.count({ where: { complaintId: created?.id ?? "", kind: "correction" } }),
    ).toBe(1);
  });
});

it("keeps nobody's data in plain, under a key of an idempotent call either, and forgets it with the rest", async () => {
  const who = { name: "司徒无忌", phone: "13822223333", address: "十八号楼", place: "东山旧院" };
  const secrets = { ...who, text: "独门独句的控诉" };
  const idempotency = { key: "0190163d-bulk", field: "upsertComplaints", bodyHash: createHash("sha256").digest() };
  const [created] = await upsert(taiyuan, [row(n, { complainant: secrets })], { idempotency });
  const [again] = await upsert(taiyuan, [row(n, { complainant: secrets })], { idempotency });
  expect(again).toEqual(created);
  expect(again?.given?.trackingCode).toBeTruthy();
  const word = row(n, { sourceUpdatedAt: tuesday, complainant: { ...who, text: "另一句独门的控诉" } });
  await upsert(taiyuan, [word]);
  for (const text of [...Object.values(secrets), "另一句独门", again?.given?.trackingCode as string])
    expect([text, await whereInPlain(hub.pool, text)]).toEqual([text, []]);
  const bare = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(await whereInPlain(hub.pool, bare(secrets.phone))).toEqual([]);

  await transact(hub.as(hub.hub), (work) => destroyPersonalData(work, created?.id ?? ""));
  const { revisions } = await held(created?.id);
  expect(revisions).toMatchObject([{ content: null, changed: ["text"] }]);
  const record = await hub.prisma.sourceRecord.findFirstOrThrow({ where: { subjectId: created?.id ?? "" } });
  expect(record.contentHash).toHaveLength(0);
  expect(said(await upsert(taiyuan, [word]))).toEqual(["complaint/erased"]);
});

it("takes the same statements for a few rows as for two hundred", async () => {
  const counted = async (rows: readonly ComplaintRow[]) => {
    let outcomes: readonly { status: string; errors: readonly { code: string }[] }[] = [];
    const statements = await statementsDuring(hub.pool, async () => {
      outcomes = await upsert(taiyuan, rows);
    });
    expect(new Set(said(outcomes)).size).toBe(1);
    // Prisma cuts an insert that has more values than a statement may carry.
    return { status: said(outcomes)[0], shapes: [...new Set(statements)].length, statements: statements.length };
  };
  const many = Array.from({ length: 200 }, (_, index) => row(n + index));
  const corrected = (rows: readonly ComplaintRow[]) =>
    rows.map((one) => ({ ...one, sourceUpdatedAt: tuesday, complainant: { ...one.complainant, text: "更正" } }));
  const few = [row(n + 5000), row(n + 5001)];
  const first = { few: await counted(few), many: await counted(many) };
  expect([first.few.status, first.many.status]).toEqual(["created", "created"]);
  expect(first.many.statements - first.few.statements).toBeLessThanOrEqual(2);
  const second = { few: await counted(corrected(few)), many: await counted(corrected(many)) };
  expect([second.few.status, second.many.status]).toEqual(["updated", "updated"]);
  expect(second.many.statements - second.few.statements).toBeLessThanOrEqual(2);
  expect(first.few.statements).toBeLessThanOrEqual(16);
  expect(second.few.statements).toBeLessThanOrEqual(18);
});
