import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { settingsSchema } from "../../schema/campaign/settings.ts";
import { realClock } from "../../schema/clock.ts";
import type { HubContext } from "../../schema/context.ts";
import { Vault } from "../../schema/privacy/vault.ts";
import { publicPage } from "../kit/filing.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { asFile, screenshot, telephonePhoto } from "../kit/pictures.ts";
import { whereInPlain } from "../kit/plaintext.ts";
import { packed, solve } from "../kit/proof.ts";
import { globalId } from "../kit/schema-walk.ts";

let hub: TestHub;
let page: ReturnType<typeof publicPage>;
let complexId: string;
let elsewhere = 0;

const owner = {
  name: "诸葛小明",
  phone: "+86 139-3456-7801",
  address: "七号楼二单元九零三",
  text: "消防通道被收费停车位长期堵死，找物业三次都不管",
};

beforeAll(async () => {
  hub = await createTestHub();
  page = publicPage(hub);
  const complex = await hub.prisma.complex.create({
    data: { name: "演示锦绣苑", cityCode: "1401", countyCode: "140105", households: 400 },
  });
  complexId = globalId("Complex", complex.id);
});
afterAll(() => hub?.drop());
afterEach(() => vi.useRealTimers());

/** A caller nobody has counted yet. */
const caller = (): Partial<HubContext> => ({ address: `198.51.100.${++elsewhere}` });
/** As the server makes it of the `Idempotency-Key` header and the request. */
const keyed = (key: string, body: string): Partial<HubContext> => ({
  ...caller(),
  idempotency: { key, field: "", bodyHash: createHash("sha256").update(body).digest() },
});
/** What somebody says who gives no name. */
const say = async (over: object = {}, from = caller()) =>
  page.file({ text: owner.text, complexId, proof: await page.proof(), ...over }, from);
const codes = ({ errors }: { errors: { code: string; path: string[] }[] }) => errors.map(({ code }) => code);
const filings = () => hub.prisma.complaint.count();
const inForce = (publicForm: object) =>
  hub.prisma.campaignSettings.create({
    data: {
      campaignCode: "property-2024",
      holdsFrom: new Date("2024-05-01"),
      values: settingsSchema.parse({ publicForm }),
      reason: "test",
    } as never,
  });

it("takes a complaint with photos in, encrypts all of it, and tells staff what they may know", async () => {
  const key = randomBytes(16).toString("base64url");
  const filed = await page.file(
    {
      ...owner,
      complexId,
      kind: "safety-and-fire",
      photos: [asFile(await telephonePhoto()), asFile(await screenshot(), "../../截屏 九零三.png", "image/png")],
      proof: await page.proof(),
    },
    keyed(key, "one"),
  );
  expect(filed.errors).toEqual([]);
  expect(filed.trackingCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/);

  const row = await hub.prisma.complaint.findFirstOrThrow({ orderBy: { filedAt: "desc" }, include: { photos: true } });
  expect(row).toMatchObject({ source: "web", state: "received", confirmed: false, anonymous: false });
  expect(row.photos.map(({ name, mediaType, subjectId }) => [name, mediaType, subjectId])).toEqual([
    ["photo-1.jpg", "image/jpeg", row.id],
    ["photo-2.webp", "image/webp", row.id],
  ]);
  for (const { id, takenAt } of row.photos) {
    expect(takenAt).toBeNull();
    const stored = hub.files.get(id) ?? Buffer.alloc(0);
    expect(stored.length).toBeGreaterThan(100);
    for (const mark of ["JFIF", "WEBP", "RIFF", "Exif", "TestPhone"]) expect(stored.includes(mark)).toBe(false);
  }

  // Neither rows, events, stored answers nor counters hold a word of it, in any form that can be searched for.
  const secrets = [owner.name, owner.address, owner.text, owner.text.slice(4, 12), "13934567801", "139-3456-7801"];
  const code = filed.trackingCode ?? "";
  for (const secret of [...secrets, code, code.replaceAll("-", ""), "九零三", key])
    expect(await whereInPlain(hub.pool, secret)).toEqual([]);
  // The search itself finds what is there.
  expect(await whereInPlain(hub.pool, "演示锦绣苑")).toEqual(["Complex.name"]);

  const event = await hub.prisma.activityEvent.findFirstOrThrow({ where: { subjectId: row.id } });
  expect(event).toMatchObject({ kind: "ComplaintFiled", actorKind: "public", actorId: null, countyCode: "140105" });
  expect(event.facts).toEqual({ source: "web", violationKind: "safety-and-fire", confirmed: false, wasOverdue: false });

  const county = await hub.person("county", "140105");
  const listed = await hub.ask<{ complaints: { edges: { node: Record<string, unknown> }[] } }>(
    county,
    `{ complaints(first: 1) { edges { node {
      number complainant { name phone address text place } evidence { name url author width }
    } } } }`,
  );
  const seen = listed.complaints.edges[0]?.node;
  expect(seen).toMatchObject({
    complainant: { name: "诸***", phone: "139****7801", place: null },
    evidence: [
      { name: "photo-1.jpg", author: null, width: 600 },
      { name: "photo-2.webp", author: null, width: 300 },
    ],
  });
  expect(JSON.stringify(seen)).not.toContain("13934567801");
});

it("keeps nothing of somebody who stays anonymous, and knows who left nothing", async () => {
  const anonymous = await page.file({ ...owner, complexId, anonymous: true, proof: await page.proof() }, caller());
  const silent = await say();
  expect([anonymous.errors, silent.errors]).toEqual([[], []]);
  const latest = { orderBy: { createdAt: "desc" }, take: 2, include: { secret: true } } as const;
  const rows = await hub.prisma.complaint.findMany(latest);
  expect(rows.map((row) => [row.anonymous, row.secret?.phoneHash])).toEqual(Array(2).fill([true, null]));
  const office = await hub.person("office", "14");
  const listed = await hub.ask<{ complaints: { edges: { node: { complainant: object } }[] } }>(
    office,
    "{ complaints(first: 2) { edges { node { complainant { name phone address } } } } }",
  );
  for (const { node } of listed.complaints.edges)
    expect(node.complainant).toEqual({ name: null, phone: null, address: null });
});

it("takes a place that is not in the ledger in the owner's words", async () => {
  const words = { text: owner.text, county: "140105", place: "平阳路口老机械厂家属院" };
  expect((await page.file({ ...words, proof: await page.proof() }, caller())).errors).toEqual([]);
  const county = await hub.person("county", "140105");
  const listed = await hub.ask<{ complaints: { edges: { node: object }[] } }>(
    county,
    "{ complaints(first: 1) { edges { node { complex { name } complainant { place } } } } }",
  );
  expect(listed.complaints.edges[0]?.node).toEqual({ complex: null, complainant: { place: words.place } });
  expect(await whereInPlain(hub.pool, "老机械厂")).toEqual([]);
});

it("files once however often a bad line makes the page ask, and answers every time with the same code", async () => {
  const key = randomBytes(16).toString("base64url");
  const input = { ...owner, complexId, photos: [asFile(await telephonePhoto())], proof: await page.proof() };
  const from = keyed(key, "same");
  const before = { filings: await filings(), files: hub.files.size };
  const together = await Promise.all([page.file(input, from), page.file(input, from)]);
  const later = await page.file(input, from);
  expect(new Set([...together, later].map(({ trackingCode }) => trackingCode)).size).toBe(1);
  expect(together[0]?.trackingCode).toBeTruthy();
  expect(await filings()).toBe(before.filings + 1);
  expect(hub.files.size).toBe(before.files + 1);
  expect(codes(await page.file({ ...input, text: "别的话" }, keyed(key, "other")))).toEqual(["idempotency/key-reused"]);
  expect(await filings()).toBe(before.filings + 1);
});

it("asks for a proof of work of its own, unchanged, in time, and once", async () => {
  const words = { text: owner.text, complexId };
  const refused = async (proof: string) => {
    const before = await filings();
    const answer = await page.file({ ...words, proof }, caller());
    expect(answer.errors.map(({ path }) => path)).toEqual([["proof"]]);
    expect(await filings()).toBe(before);
    return codes(answer)[0];
  };
  const challenge = await page.challenge();
  const { proof } = await solve(challenge);
  const { solution } = JSON.parse(Buffer.from(proof, "base64").toString("utf8"));
  for (const garbled of ["x", packed(null), packed({}), packed({ challenge, solution: {} }), "=".repeat(4000)])
    expect(await refused(garbled)).toBe("filing/proof-invalid");
  const changed = (parameters: object) =>
    packed({ challenge: { ...challenge, parameters: { ...challenge.parameters, ...parameters } }, solution });
  expect(await refused(changed({ expiresAt: Number(challenge.parameters.expiresAt) + 86_400 }))).toBe(
    "filing/proof-invalid",
  );
  expect(await refused(changed({ keyPrefix: "00" }))).toBe("filing/proof-invalid");
  expect(await refused(changed({ cost: 1 }))).toBe("filing/proof-invalid");
  expect(await refused(packed({ challenge, solution: { ...solution, counter: solution.counter - 1 } }))).toBe(
    "filing/proof-invalid",
  );
  // Another hub's challenge, correctly solved.
  const vault = new Vault({ current: "other", keys: new Map([["other", randomBytes(32)]]) });
  expect(await refused((await solve(await page.challenge({ vault }))).proof)).toBe("filing/proof-invalid");

  vi.useFakeTimers({ toFake: ["Date"], now: realClock.now().getTime() + 31 * 60_000 });
  expect(await refused(proof)).toBe("filing/proof-expired");
  vi.useRealTimers();
  // None of the refusals has used it up.
  const twice = await Promise.all([1, 2].map(() => page.file({ ...words, proof }, caller())));
  expect(twice.map(({ trackingCode }) => trackingCode !== null).sort()).toEqual([false, true]);
  expect(twice.flatMap(codes)).toEqual(["filing/proof-spent"]);
});

it("leaves nothing behind when it fails, whatever fails", async () => {
  const held = async () => [await filings(), hub.files.size, await hub.prisma.evidence.count()];
  const before = await held();
  const proof = await page.proof();
  const photo = asFile(await telephonePhoto());
  const input = { ...owner, complexId, proof };
  const html = asFile(Buffer.from("<html><script>1</script>"));
  const wrong = await page.file({ ...input, photos: [photo, html] }, caller());
  expect(wrong.errors).toMatchObject([{ code: "evidence/type-unknown", path: ["photos", "1"] }]);
  expect(codes(await page.file({ ...input, photos: [photo], kind: "no-such-kind" }, caller()))).toEqual([
    "complaint/kind-unknown",
  ]);
  // The disk fills up at the second photo.
  const { evidence } = hub.as(hub.public);
  let written = 0;
  const full = {
    ...evidence,
    write: async (id: string, bytes: Uint8Array) => {
      if (++written === 2) throw new Error("ENOSPC");
      await evidence.write(id, bytes);
    },
  };
  await expect(
    page.file({ ...input, photos: [photo, asFile(await screenshot())] }, { ...caller(), evidence: full }),
  ).rejects.toThrow("ENOSPC");
  expect(written).toBe(2);
  expect(await held()).toEqual(before);
  // And the proof is as good as before.
  expect((await page.file({ ...input, photos: [photo] }, caller())).errors).toEqual([]);
});

it("says at the field what is wrong, in both languages", async () => {
  const good = { text: owner.text, complexId, proof: "x" };
  const at = async (input: object, locale: "zh" | "en" = "zh") => {
    const { errors } = await page.file({ ...good, ...input }, { ...caller(), locale });
    return errors.map(({ code, path, message }) => [code, path.join("."), /\p{Script=Han}/u.test(message)]);
  };
  expect(await at({ text: "   " })).toEqual([["invalid/required", "text", true]]);
  expect(await at({ text: "\u200b \u202e\ufeff" })).toEqual([["invalid/required", "text", true]]);
  expect(await at({ text: "长".repeat(2001) })).toEqual([["invalid/too-long", "text", true]]);
  expect(await at({ text: "a\u0000b" }, "en")).toEqual([["invalid/format", "text", false]]);
  for (const place of [" ", "\u200b"])
    expect(await at({ complexId: null, county: "140105", place }, "en")).toEqual([
      ["filing/place-missing", "place", false],
    ]);
  expect(await at({ phone: "12345" })).toEqual([["complaint/phone-malformed", "phone", true]]);
  expect(await at({ phone: "12345", anonymous: true })).toEqual([["filing/proof-invalid", "proof", true]]);
  expect(await at({ photos: Array.from({ length: 7 }, () => asFile(new Uint8Array(1))) })).toEqual([
    ["invalid/too-many", "photos", true],
  ]);
  const proof = await page.proof();
  const unknown = globalId("Complex", "0190163d-8694-739b-aea5-966c26f8ad91");
  expect(await at({ proof, complexId: unknown }, "en")).toEqual([["complaint/complex-unknown", "complexId", false]]);
  expect(await at({ proof, complexId: null, county: "149999", place: "某处" })).toEqual([
    ["complaint/place-missing", "county", true],
  ]);
});

it("asks a caller who files much to wait, and to work harder meanwhile", async () => {
  await inForce({ filingsPerAddress: 3 });
  const from: Partial<HubContext> = { address: "2001:db8:aaaa:1:abcd::1", locale: "en" };
  const sibling: Partial<HubContext> = { address: "2001:db8:aaaa:1::2", locale: "en" };
  const { counter: easy } = await solve(await page.challenge(from));
  expect(easy).toBeLessThan(1500);
  for (let filed = 0; filed < 3; filed++) expect(codes(await say({}, from))).toEqual([]);
  const { counter: hard, proof } = await solve(await page.challenge(sibling));
  expect(hard).toBeGreaterThanOrEqual(3000);
  // One household's addresses are one address.
  const { errors } = await say({ proof }, sibling);
  expect(errors).toMatchObject([{ code: "rate-limited", path: [] }]);
  expect(errors[0]?.message).toMatch(/try again in \d{3,4} seconds/);
  expect(codes(await say({ proof }))).toEqual([]);
  for (const part of ["2001:db8", "db8:aaaa", "198.51.100"])
    expect((await whereInPlain(hub.pool, part)).filter((place) => place.startsWith("RateLimit"))).toEqual([]);
  await hub.prisma.campaignSettings.deleteMany({});
});

it("asks the next to wait when a complex is flooded, and leaves the others alone", async () => {
  await inForce({ filingsPerComplex: 1 });
  const { id } = await hub.prisma.complex.create({
    data: { name: "演示被刷苑", cityCode: "1401", countyCode: "140105", households: 10 },
  });
  const flooded = globalId("Complex", id);
  const proof = await page.proof();
  expect(codes(await say({ complexId: flooded }))).toEqual([]);
  expect(codes(await say({ complexId: flooded, proof }))).toEqual(["filing/complex-busy"]);
  expect(codes(await say({ complexId: undefined, county: "140105", place: "别处", proof }))).toEqual([]);
  await hub.prisma.campaignSettings.deleteMany({});
});

it("files as an owner for whoever happens to be signed in", async () => {
  const city = await hub.person("city", "1402");
  const answer = await hub.ask<{ fileComplaint: { errors: object[] } }>(
    city,
    "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { errors { code } } }",
    { input: { text: owner.text, complexId, proof: await page.proof() } },
    caller(),
  );
  expect(answer.fileComplaint.errors).toEqual([]);
  const event = await hub.prisma.activityEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(event).toMatchObject({ kind: "ComplaintFiled", actorKind: "public", actorId: null });
});
