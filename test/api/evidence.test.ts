import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { openEvidence } from "../../schema/evidence/files.ts";
import { sweepEvidence } from "../../schema/evidence/sweep.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { asFile, pdf, screenshot, telephonePhoto, traces } from "../kit/pictures.ts";
import { statementsDuring } from "../kit/statements.ts";

let hub: TestHub;
let county: Viewer;
let complexId: string;

interface Uploaded {
  evidence: { id: string; name: string; url: string; mediaType: string; takenAt: string | null; author: string }[];
  errors: { code: string; path: string[] }[];
}

const upload = async (viewer: Viewer, files: readonly File[], over: Partial<HubContext> = {}) =>
  (
    await hub.ask<{ uploadEvidence: Uploaded }>(
      viewer,
      `mutation ($input: UploadEvidenceInput!) { uploadEvidence(input: $input) {
        evidence { id name url mediaType takenAt author } errors { code path }
      } }`,
      { input: { files } },
      over,
    )
  ).uploadEvidence;

const inspect = async (viewer: Viewer, evidenceIds: readonly string[]) =>
  (
    await hub.ask<{ recordInspection: { inspection: { id: string } | null; errors: object[] } }>(
      viewer,
      `mutation ($input: RecordInspectionInput!) { recordInspection(input: $input) {
        inspection { id evidence { name author url } } errors { code path }
      } }`,
      {
        input: {
          kind: "SCREENING",
          complexId,
          result: "CLEAN",
          carriedOutAt: "2024-08-15T08:30:00+08:00",
          evidenceIds,
        },
      },
    )
  ).recordInspection;

const uuidOf = (globalId: string) => Buffer.from(globalId, "base64").toString("utf8").split(":")[1] ?? "";
const opens = (viewer: Viewer, id: string) =>
  openEvidence(hub.as(viewer), id).then(
    () => true,
    (error: { code: string }) => error.code,
  );
const noFiles = async function* (): AsyncGenerator<string[]> {};

beforeAll(async () => {
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  const complex = await hub.prisma.complex.create({
    data: { name: "演示苑", cityCode: "1401", countyCode: "140105", households: 400 },
  });
  complexId = Buffer.from(`Complex:${complex.id}`).toString("base64");
});
afterAll(() => hub?.drop());

it("stores what staff send, re-encoded and sealed, under names that harm nobody", async () => {
  const { evidence, errors } = await upload(county, [
    asFile(await telephonePhoto(), "C:\\照片\\消防通道\u202e.html", "text/html"),
    asFile(await screenshot(), "..", "image/svg+xml"),
    asFile(pdf, "整改报告.pdf", "application/pdf"),
  ]);
  expect(errors).toEqual([]);
  expect(evidence.map(({ name, mediaType, author }) => [name, mediaType, author])).toEqual([
    ["消防通道.jpg", "image/jpeg", county.name],
    ["file.webp", "image/webp", county.name],
    ["整改报告.pdf", "application/pdf", county.name],
  ]);
  expect(new Date(evidence[0]?.takenAt ?? "").toISOString()).toBe("2024-08-14T02:00:00.000Z");
  for (const [index, { id, url }] of evidence.entries()) {
    expect(url).toBe(`/files/${uuidOf(id)}`);
    const stored = hub.files.get(uuidOf(id)) ?? Buffer.alloc(0);
    for (const mark of ["JFIF", "WEBP", "%PDF", ...traces]) expect(stored.includes(mark)).toBe(false);
    const { bytes } = await openEvidence(hub.as(county), uuidOf(id));
    expect(bytes.subarray(0, 4).toString("latin1")).toBe(["\u00ff\u00d8\u00ff\u00db", "RIFF", "%PDF"][index]);
  }
});

it("refuses at the file what may not be stored, and stores none of the others", async () => {
  const before = [await hub.prisma.evidence.count(), hub.files.size];
  const svg = asFile(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "photo.jpg");
  expect(await upload(county, [asFile(await screenshot()), svg])).toEqual({
    evidence: [],
    errors: [{ code: "evidence/type-unknown", path: ["files", "1"] }],
  });
  expect([await hub.prisma.evidence.count(), hub.files.size]).toEqual(before);
});

it.each(["leader", "discipline", "display", "administrator"] as const)("takes nothing from a %s", async (role) => {
  const viewer = await hub.person(role, "14");
  expect((await upload(viewer, [asFile(await screenshot())])).errors).toEqual([{ code: "forbidden", path: [] }]);
});

it("takes nothing from the public, and nothing that is no file", async () => {
  expect((await upload(hub.public, [asFile(await screenshot())])).errors).toEqual([{ code: "forbidden", path: [] }]);
  await expect(upload(county, ["/etc/passwd" as never])).rejects.toThrow(/multipart/);
});

it("shows a file to its author alone until it proves something, then to whoever sees what it proves", async () => {
  const people = {
    city: await hub.person("city", "1401"),
    office: await hub.person("office", "14"),
    neighbour: await hub.person("county", "140106"),
    otherCity: await hub.person("city", "1402"),
    credit: await hub.person("department", "14", { department: "credit" }),
    display: await hub.person("display", "14"),
    administrator: await hub.person("administrator", "14"),
    system: await hub.client("1401"),
    colleague: await hub.person("county", "140105"),
  };
  const [file] = (await upload(county, [asFile(await telephonePhoto(), "现场.jpg")])).evidence;
  const id = file?.id ?? "";
  expect(await opens(county, uuidOf(id))).toBe(true);
  for (const viewer of [...Object.values(people), hub.public])
    expect(await opens(viewer, uuidOf(id))).toBe("not-found");
  // Nobody gives away what is not theirs.
  expect((await inspect(people.colleague, [id])).errors).toMatchObject([{ code: "not-found" }]);
  const taken = await inspect(county, [id]);
  expect(taken).toMatchObject({ errors: [], inspection: { evidence: [{ name: "现场.jpg", author: county.name }] } });

  for (const [name, viewer] of Object.entries(people)) {
    const sees = ["city", "office", "system", "colleague"].includes(name);
    expect([name, await opens(viewer, uuidOf(id))]).toEqual([name, sees ? true : "not-found"]);
  }
  expect(await opens(hub.public, uuidOf(id))).toBe("not-found");
  // It proves one thing only.
  expect((await inspect(county, [id])).errors).toMatchObject([{ code: "not-found", path: ["evidenceIds", "0"] }]);
  for (const none of ["x", "../../etc/passwd", "0190163d-8694-739b-aea5-966c26f8ad91"])
    expect(await opens(county, none)).toBe("not-found");
});

it("is given once under one key", async () => {
  const idempotency = { key: "once-and-again", field: "", bodyHash: Buffer.alloc(32, 7) };
  const file = asFile(await screenshot());
  const first = await upload(county, [file], { idempotency });
  expect(first.errors).toEqual([]);
  const files = hub.files.size;
  expect(await upload(county, [file], { idempotency })).toEqual(first);
  expect(hub.files.size).toBe(files);
});

it("costs one statement for the files of a page, however long, and one for their authors", async () => {
  for (let n = 0; n < 4; n++) {
    const { evidence } = await upload(county, [asFile(await screenshot())]);
    await inspect(county, [evidence[0]?.id ?? ""]);
  }
  const page = (first: number) =>
    statementsDuring(hub.pool, () =>
      hub.ask(county, `{ inspections(first: ${first}) { edges { node { evidence { name author } } } } }`),
    );
  const [one, five] = [await page(1), await page(5)];
  expect(five).toHaveLength(one.length);
  expect(five.filter((text) => text.includes('"Evidence"'))).toHaveLength(1);
});

it("sweeps what proves nothing after a day, and what no row knows, and nothing else", async () => {
  const { evidence } = await upload(county, [asFile(await screenshot()), asFile(await screenshot())]);
  const [old = "", fresh = ""] = evidence.map(({ id }) => uuidOf(id));
  const attached = await hub.prisma.evidence.findMany({ where: { subjectId: { not: null } } });
  const aged = [old, ...attached.map(({ id }) => id)];
  await hub.prisma.evidence.updateMany({
    where: { id: { in: aged } },
    data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  const stranger = "0190163d-8694-739b-aea5-966c26f8ad91";
  const context = hub.as(hub.hub);
  await context.evidence.write(stranger, Buffer.from("left by a process that was killed"));
  const onDisk = async function* () {
    yield [...hub.files.keys()];
  };
  expect(await sweepEvidence(context, onDisk())).toEqual({ unattached: 1, erased: 0, unrecorded: 1 });
  expect([hub.files.has(old), hub.files.has(stranger), hub.files.has(fresh)]).toEqual([false, false, true]);
  for (const { id } of attached) expect(hub.files.has(id)).toBe(true);
  expect(await sweepEvidence(context, noFiles())).toEqual({ unattached: 0, erased: 0, unrecorded: 0 });
});
