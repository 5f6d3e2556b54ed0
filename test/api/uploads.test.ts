import { connect, type Socket } from "node:net";
import type { Challenge } from "altcha-lib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { sendForm } from "../kit/multipart.ts";
import { asFile, pdf, screenshot, telephonePhoto } from "../kit/pictures.ts";
import { solve } from "../kit/proof.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let server: TestServer;
let county: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  county = await server.client("county-140105");
});
afterAll(() => server?.close());

const uploadEvidence = `mutation ($input: UploadEvidenceInput!) {
  uploadEvidence(input: $input) { evidence { id url mediaType } errors { code path } }
}`;

interface Sent {
  status: number;
  data?: { uploadEvidence: { evidence: { id: string; url: string; mediaType: string }[]; errors: object[] } };
  errors?: { extensions: { code: string } }[];
}

/** A multipart request as the specification of GraphQL uploads has it. */
async function send<Answer = Sent>(
  query: string,
  input: object,
  list: string,
  files: readonly File[],
  headers: Record<string, string> = {},
): Promise<Answer> {
  return sendForm(
    server.url,
    query,
    { ...input, [list]: files.map(() => null) },
    files.map((file, n) => [`${list}.${n}`, file]),
    headers,
  );
}

const asCounty = () => ({ ...county.headers, "x-hub-request": "1" });
const open = (url: string, headers: Record<string, string> = {}) => fetch(`${server.url}${url}`, { headers });

it("takes files of staff over HTTP and gives them back to a page, which sends no origin with a picture", async () => {
  const { data, status } = await send(
    uploadEvidence,
    {},
    "files",
    [asFile(await telephonePhoto()), asFile(pdf)],
    asCounty(),
  );
  expect([status, data?.uploadEvidence.errors]).toEqual([200, []]);
  expect(data?.uploadEvidence.evidence.map(({ mediaType }) => mediaType)).toEqual(["image/jpeg", "application/pdf"]);
  const url = data?.uploadEvidence.evidence[0]?.url ?? "";
  const { cookie = "" } = county.headers;
  const shown = await open(url, { cookie });
  expect(shown.status).toBe(200);
  expect(shown.headers.get("content-security-policy")).toBe(
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
  );
  expect(
    Buffer.from(await shown.arrayBuffer())
      .subarray(0, 2)
      .toString("hex"),
  ).toBe("ffd8");
  expect((await open(url, { cookie, origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await open(url)).status).toBe(404);
  expect((await open(url, (await server.client("city-1402")).headers)).status).toBe(404);
  expect((await open(url, { authorization: "Bearer nonsense" })).status).toBe(401);
  const { key } = await server.apiKey("1401");
  expect((await open(url, { authorization: `Bearer ${key}` })).status).toBe(404);
});

it("takes a multipart request that rides on a cookie only with the header that no form can set", async () => {
  const files = [asFile(await screenshot())];
  const answer = await send(uploadEvidence, {}, "files", files, { ...county.headers });
  expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([403, "request/header-missing"]);
});

it("refuses what is too large or too much with a code, and goes on serving", async () => {
  const large = asFile(new Uint8Array(10 * 1024 * 1024 + 1));
  const tooLarge = await send(uploadEvidence, {}, "files", [asFile(await screenshot()), large], asCounty());
  expect(tooLarge.data?.uploadEvidence).toEqual({
    evidence: [],
    errors: [{ code: "evidence/too-large", path: ["files", "1"] }],
  });
  const many = Array.from({ length: 7 }, () => asFile(new Uint8Array(1)));
  const tooMany = await send(uploadEvidence, {}, "files", many, asCounty());
  expect(tooMany.data?.uploadEvidence.errors).toEqual([{ code: "invalid/too-many", path: ["files"] }]);
  const flood = Array.from({ length: 7 }, () => asFile(new Uint8Array(10 * 1024 * 1024)));
  const flooded = await send(uploadEvidence, {}, "files", flood, asCounty()).catch(() => null);
  // Told before the body was read, or cut off while it was: never held in memory.
  if (flooded) expect([flooded.status, flooded.errors?.[0]?.extensions.code]).toEqual([413, "request/too-large"]);
  const notOne = await county.ask(uploadEvidence, { input: { files: ["/etc/passwd"] } });
  expect(notOne.errors?.[0]?.extensions.code).toBe("request/invalid");
  expect(JSON.stringify([tooLarge, tooMany, flooded, notOne])).not.toMatch(/\.ts:|node_modules|\/work\//);
  expect((await open("/healthz")).status).toBe(200);
});

/** Requests that say how much will come, and never send it. */
async function slowUploads(count: number, headers: Record<string, string> = {}): Promise<Socket[]> {
  const { port } = new URL(server.url);
  const head = ["POST /graphql HTTP/1.1", `host: 127.0.0.1:${port}`, "content-type: multipart/form-data; boundary=b"];
  const lines = [
    ...head,
    "content-length: 1000000",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const sockets = Array.from({ length: count }, () => connect(Number(port), "127.0.0.1"));
  for (const socket of sockets) {
    socket.on("error", () => {});
    socket.write(`${lines.join("\r\n")}\r\n\r\n--b\r\n`);
  }
  return sockets;
}

it("keeps a turn for staff however many of the public send slowly, and gives it back to who leaves", async () => {
  const slow = await slowUploads(12);
  const answers = slow.map(
    (socket) => new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data)))),
  );
  // All but the three that one address may have are told so at once.
  await expect.poll(() => settledOf(answers)).toBe(9);
  expect((await Promise.race(answers)).split("\r\n")[0]).toBe("HTTP/1.1 503 Service Unavailable");
  const staff = await send(uploadEvidence, {}, "files", [asFile(await screenshot())], asCounty());
  expect([staff.status, staff.data?.uploadEvidence.errors]).toEqual([200, []]);
  const filing = () => send(uploadEvidence, {}, "files", [asFile(pdf)]);
  expect((await filing()).errors?.[0]?.extensions.code).toBe("request/busy");
  for (const socket of slow) socket.destroy();
  await expect.poll(async () => (await filing()).errors?.[0]?.extensions.code).toBe("unauthenticated");
});

async function settledOf(promises: readonly Promise<unknown>[]): Promise<number> {
  const pending = Symbol();
  const states = await Promise.all(promises.map((one) => Promise.race([one, Promise.resolve(pending)])));
  return states.filter((state) => state !== pending).length;
}

it("tells a caller of a broken connection to the database, and does not break the caller's", async () => {
  const { pool } = server.hub;
  const query = pool.query.bind(pool) as (statement: { name?: string }) => unknown;
  const broken = vi.spyOn(pool, "query").mockImplementation(((statement: { name?: string }) => {
    if (statement.name !== "session-check") return query(statement);
    throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  }) as never);
  const { status, errors } = await county.ask("{ viewer { name } }");
  broken.mockRestore();
  expect([status, errors?.[0]?.extensions.code]).toEqual([503, "unavailable"]);
});

it("takes a filing with photos from the public, once under its key, and nothing else from it", async () => {
  const ask = await server.client(null);
  const { data } = await ask.ask<{ filingChallenge: Challenge }>("{ filingChallenge }");
  const { proof } = await solve(data?.filingChallenge as Challenge);
  const input = { county: "140105", place: "演示老院", text: "电梯停运", proof };
  const file = (headers: Record<string, string>) =>
    telephonePhoto().then((photo) =>
      send<{ data: { fileComplaint: { trackingCode: string; errors: object[] } } }>(
        "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { trackingCode errors { code path } } }",
        input,
        "photos",
        [asFile(photo)],
        headers,
      ),
    );
  const key = { "idempotency-key": "0123456789abcdef0123456789abcdef" };
  const first = await file(key);
  expect(first.data.fileComplaint.errors).toEqual([]);
  expect((await file(key)).data.fileComplaint).toEqual(first.data.fileComplaint);
  expect(await server.hub.db.complaint.count()).toBe(1);
  const [photo] = await server.hub.db.evidence.findMany({ where: { complaintId: { not: null } } });
  const url = `/files/${photo?.id}`;
  const { cookie = "" } = county.headers;
  expect([(await open(url)).status, (await open(url, { cookie })).status]).toEqual([404, 200]);
  const barred = await send(uploadEvidence, {}, "files", [asFile(await screenshot())]);
  expect(barred.errors?.[0]?.extensions.code).toBe("unauthenticated");
});
