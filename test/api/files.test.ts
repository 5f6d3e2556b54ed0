import { mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { diskStore, storedBefore } from "../../api/evidence/disk-store.ts";
import { createFilesRoute } from "../../api/evidence/serve.ts";
import type { Viewer } from "../../schema/account/viewer.ts";
import { storeEvidence } from "../../schema/evidence/commands.ts";
import type { EvidenceStore } from "../../schema/evidence/store.ts";
import { createTestHub, type TestHub } from "../kit/hub.ts";
import { asFile, pdf, telephonePhoto } from "../kit/pictures.ts";

const someId = "0190163d-8694-739b-aea5-966c26f8ad91";
let folder: string;
let store: EvidenceStore;
let hub: TestHub;
let county: Viewer;
let asking: Viewer;
let address: string;
let close: () => void;
let photo = "";
let document = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hub-files-"));
  store = diskStore(folder);
  hub = await createTestHub();
  county = await hub.person("county", "140105");
  const context = { ...hub.as(county), evidence: store };
  const files = [asFile(await telephonePhoto(), "现场 '一'.jpg"), asFile(pdf, "报告.pdf", "application/pdf")];
  [photo = "", document = ""] = (await storeEvidence(context, files)).result.ids;
  const serve = createFilesRoute({
    identify: async () => ({ viewer: asking, principal: null }),
    contextOf: ({ viewer }) => ({ ...hub.as(viewer), evidence: store, principal: null, requestId: "test" }) as never,
  });
  const server = createServer((request, response) => void serve(request, response, request.url ?? "", "test"));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close();
});
afterAll(async () => {
  close?.();
  await hub?.drop();
  await rm(folder, { recursive: true, force: true });
});

it("leaves nothing behind of a file that could not be written", async () => {
  // What the system would not take, as a disk that is full.
  await expect(store.write(someId, 5 as never)).rejects.toThrow();
  expect(await readdir(join(folder, someId.slice(-2)))).not.toContain(`${someId}.part`);
});

it("shows a picture to whoever may see it, as nothing but a picture", async () => {
  asking = county;
  const answer = await fetch(`${address}/files/${photo}`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-disposition": `inline; filename="__ '_'.jpg"; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%27%E4%B8%80%27.jpg`,
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-store",
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  expect(String(bytes.length)).toBe(answer.headers.get("content-length"));
  const head = await fetch(`${address}/files/${photo}`, { method: "HEAD" });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
});

it("has a document saved, never opened", async () => {
  asking = county;
  const answer = await fetch(`${address}/files/${document}`);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
});

it.each([
  ["somebody who may not see it", () => photo, "GET"],
  ["an id that is none", () => someId, "GET"],
  ["a path", () => "..%2f..%2fsecret-keys", "GET"],
  ["another method", () => photo, "POST"],
])("answers %s with not-found and nothing else", async (who, id, method) => {
  asking = who.startsWith("somebody") ? hub.public : county;
  const answer = await fetch(`${address}/files/${id()}`, { method, headers: { "accept-language": "en" } });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ code: "not-found", message: "Not found, or not yours to see." });
});

it("keeps files from everybody else on the machine, and takes no name that is not ours", async () => {
  const part = join(folder, photo.slice(-2));
  expect((await stat(part)).mode & 0o777).toBe(0o700);
  expect((await stat(join(part, photo))).mode & 0o777).toBe(0o600);
  for (const name of ["../x", "x", "", `${someId}/../x`]) {
    await expect(store.write(name, new Uint8Array(1))).rejects.toThrow("not the id");
    await expect(store.read(name)).rejects.toThrow("not the id");
  }
  await store.remove(someId);
});

it("finds what was stored before a while, and clears away what was never finished", async () => {
  const part = join(folder, someId.slice(-2));
  await store.write(someId, Buffer.from("old"));
  await writeFile(join(part, `${photo}.part`), "half");
  const yesterday = new Date(Date.now() - 86_400_000);
  for (const name of await readdir(part)) await utimes(join(part, name), yesterday, yesterday);
  const found: string[] = [];
  for await (const ids of storedBefore(folder, 3600)) found.push(...ids);
  expect(found).toEqual([someId]);
  expect(await readdir(part)).toEqual([someId]);
  for await (const _ of storedBefore(join(folder, "not there"), 0)) expect.fail("nothing is there");
});
