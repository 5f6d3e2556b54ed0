import { createHash } from "node:crypto";
import { readdir, utimes } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepUnfinished } from "../../api/evidence/unfinished.ts";
import { openHub, unfinishedFolder } from "../../api/hub.ts";
import { createLogger } from "../../api/logging.ts";
import { createHubServer } from "../../api/server.ts";
import { pdf, telephonePhoto } from "../kit/pictures.ts";
import { startTestServer, type TestClient, type TestServer } from "../kit/server.ts";

let server: TestServer;
let county: TestClient;

beforeAll(async () => {
  server = await startTestServer();
  county = await server.client("county-140105");
});
afterAll(() => server?.close());

const folder = () => unfinishedFolder(server.hub.environment);
const lying = async () => (await readdir(folder())).filter((name) => !name.endsWith(".json"));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const headersOf = ({ headers }: TestClient, more: Record<string, string> = {}) => ({
  ...headers,
  "x-hub-request": "1",
  "tus-resumable": "1.0.0",
  ...more,
});
const base64 = (text: string) => Buffer.from(text).toString("base64");

async function begin(client: TestClient, bytes: Uint8Array, said: Record<string, string> = {}, headers = {}) {
  const metadata = Object.entries({ filename: "现场.jpg", ...said }).map(([key, value]) => `${key} ${base64(value)}`);
  return fetch(`${server.url}/uploads`, {
    method: "POST",
    headers: headersOf(client, {
      "upload-length": String(bytes.length),
      "upload-metadata": metadata.join(),
      ...headers,
    }),
  });
}
const idOf = (begun: Response) => begun.headers.get("location")?.split("/").at(-1) ?? "";

const goOn = (client: TestClient, id: string, offset: number, bytes: Uint8Array, url = server.url) =>
  fetch(`${url}/uploads/${id}`, {
    method: "PATCH",
    headers: headersOf(client, {
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(offset),
      origin: url,
    }),
    body: new Uint8Array(bytes),
  });

const offsetOf = async (client: TestClient, id: string, url = server.url) => {
  // A browser sends no origin when it only asks.
  const { origin: _origin, ...headers } = headersOf(client) as Record<string, string>;
  const told = await fetch(`${url}/uploads/${id}`, { method: "HEAD", headers });
  return told.ok ? Number(told.headers.get("upload-offset")) : told.status;
};

interface Taken {
  uploadEvidence: {
    evidence: { id: string; name: string; takenAt: string; author: string; hash: string; sentHash: string }[];
    errors: { code: string; path: string[] }[];
  };
}
async function take(client: TestClient, uploads: string[], key = `key-${uploads}`) {
  const { data } = await client.ask<Taken>(
    `mutation ($input: UploadEvidenceInput!) { uploadEvidence(input: $input) {
      evidence { id name takenAt author hash sentHash } errors { code path }
    } }`,
    { input: { uploads } },
    { "idempotency-key": key },
  );
  return data?.uploadEvidence;
}

/** The line breaks in the middle of a piece. */
const breakOff = (id: string, bytes: Uint8Array, after: number) =>
  new Promise<void>((resolve) => {
    const headers = headersOf(county, {
      "content-type": "application/offset+octet-stream",
      "upload-offset": "0",
      "content-length": String(bytes.length),
    });
    const sent = request(`${server.url}/uploads/${id}`, { method: "PATCH", headers });
    sent.on("error", () => resolve());
    sent.write(bytes.subarray(0, after));
    void expect
      .poll(() => offsetNow(id))
      .toBe(after)
      .then(() => sent.destroy());
  });
const offsetNow = async (id: string) => (await server.hub.unfinished.datastore.getUpload(id)).offset;

it("goes on where the line broke, on a hub that was started anew, and is the same evidence once", async () => {
  const photo = await telephonePhoto();
  const id = idOf(await begin(county, photo, { sha256: sha256(photo) }));
  const half = Math.floor(photo.length / 2);
  await breakOff(id, photo, half);
  // Not whole: nothing to be made of it yet.
  expect((await take(county, [id]))?.errors).toEqual([{ code: "not-found", path: ["uploads", "0"] }]);

  const { environment } = server.hub;
  const hub = await openHub({ environment, databaseUrl: server.database.url, log: createLogger("silent") });
  const second = await createHubServer(hub);
  const url = await second.listen();
  await expect.poll(() => offsetOf(county, id, url)).toBe(half);
  expect((await goOn(county, id, half, photo.subarray(half), url)).status).toBe(204);
  await second.close();
  await hub.close();

  // Whether the answer to the last piece came or not: it is asked how far it is.
  expect(await offsetOf(county, id)).toBe(photo.length);
  const taken = await take(county, [id]);
  expect(taken).toMatchObject({
    errors: [],
    evidence: [
      {
        name: "现场.jpg",
        takenAt: "2024-08-14T02:00:00.000Z",
        author: "演示 county-140105",
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        sentHash: sha256(photo),
      },
    ],
  });
  expect(await lying()).toEqual([]);
  // The answer was lost: sent again it is the same file, though what it came from is gone.
  expect(await take(county, [id])).toEqual(taken);
  expect(await server.hub.db.evidence.count()).toBe(1);
  const served = await fetch(
    `${server.url}/files/${
      Buffer.from(taken?.evidence[0]?.id ?? "", "base64")
        .toString()
        .split(":")[1]
    }`,
    {
      headers: county.headers,
    },
  );
  expect(sha256(Buffer.from(await served.arrayBuffer()))).toBe(taken?.evidence[0]?.hash);
});

it("says when a file was taken that does not say it itself, by its sender's word, and never a time to come", async () => {
  const past = new Date(server.hub.clock.now().getTime() - 60_000);
  for (const [takenAt, told] of [
    [past.toISOString(), past.toISOString()],
    [new Date(past.getTime() + 3_600_000).toISOString(), null],
  ]) {
    const id = idOf(await begin(county, pdf, { takenAt: takenAt ?? "" }));
    await goOn(county, id, 0, pdf);
    expect((await take(county, [id]))?.evidence).toMatchObject([{ takenAt: told }]);
  }
});

it("looks at the content of what came in pieces as at any other file", async () => {
  const fake = Buffer.from("<svg/>");
  const [svg, other] = [idOf(await begin(county, fake)), idOf(await begin(county, pdf, { sha256: sha256(fake) }))];
  await goOn(county, svg, 0, fake);
  await goOn(county, other, 0, pdf);
  expect((await take(county, [svg]))?.errors).toEqual([{ code: "evidence/type-unknown", path: ["uploads", "0"] }]);
  expect((await take(county, [other]))?.errors).toEqual([{ code: "evidence/damaged", path: ["uploads", "0"] }]);
});

it("is its author's alone, and begun only by who may file evidence, from our own page", async () => {
  const [public_, leader, city] = await Promise.all([null, "leader", "city-1401"].map((who) => server.client(who)));
  const statusOf = async (client: TestClient | undefined, headers = {}) =>
    client && (await begin(client, pdf, {}, headers)).status;
  expect(await statusOf(public_)).toBe(401);
  expect(await statusOf(leader)).toBe(403);
  expect(await statusOf(county, { "x-hub-request": "" })).toBe(403);
  expect(await statusOf(county, { origin: "https://elsewhere.example" })).toBe(403);
  expect(await statusOf(county, { "upload-length": String(10 * 1024 * 1024 + 1) })).toBe(413);
  const id = idOf(await begin(county, pdf));
  const stranger = city as TestClient;
  expect(await offsetOf(stranger, id)).toBe(404);
  expect((await goOn(stranger, id, 0, pdf)).status).toBe(404);
  expect((await goOn(county, id, 0, pdf)).status).toBe(204);
  expect((await take(stranger, [id]))?.errors).toMatchObject([{ code: "not-found" }]);
  expect((await goOn(county, `${id}.json`, 0, pdf)).status).toBe(404);
  expect((await fetch(`${server.url}/uploads/${id}`, { headers: headersOf(county) })).status).toBe(404);
});

it("keeps twenty of one person, and none that nobody went on with for three days", async () => {
  const city = await server.client("city-1402");
  const ids: string[] = [];
  for (let n = 0; n < 21; n++) ids.push(idOf(await begin(city, pdf)));
  const kept = (await lying()).filter((id) => ids.includes(id));
  expect(kept).toHaveLength(20);
  const [old = "", ...fresh] = kept;
  await utimes(join(folder(), old), new Date(0), new Date(0));
  expect(await sweepUnfinished(folder(), 3_600)).toBe(2);
  expect((await lying()).filter((id) => ids.includes(id)).sort()).toEqual(fresh.sort());
  expect(await offsetOf(city, old)).toBe(404);
});
