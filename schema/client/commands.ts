import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "../../prisma/client.ts";
import { personIn, type Scope } from "../account/viewer.ts";
import type { EventKind } from "../activity/kinds.ts";
import { lockVisible, requireVersion, transact, type Work } from "../activity/transact.ts";
import type { HubContext } from "../context.ts";
import { Refusal } from "../refusal.ts";
import { covers } from "../region/policy.ts";
import { refuse as refuseRegion } from "../region/refusals.ts";
import { visibleTo } from "./policy.ts";
import { refuseClient } from "./refusals.ts";
import { type ClientTerms, checkDays, checkMayIssue, checkTerms, holds } from "./rules.ts";

export interface NewClient extends ClientTerms {
  name: string;
  scopes: Scope[];
  expiresInDays: number;
}

/** Makes a client with its first key. */
export const createApiClient = (context: HubContext, { name, region, scopes, addresses, expiresInDays }: NewClient) =>
  transact(context, async (work) => {
    work.require("apiClient.manage");
    if (!context.regions.get(region)) throw refuseRegion("region/unknown", ["region"], { code: region });
    if (!covers(work.viewer.region, region)) throw refuseRegion("region/outside", ["region"], { code: region });
    checkTerms({ region, scopes, addresses });
    checkDays(expiresInDays);
    const { id } = await work.tx.apiClient.create({
      data: {
        name,
        regionCode: region,
        scopes: [...new Set(scopes)],
        addresses: [...new Set(addresses)],
        createdById: personIn(work.viewer),
      },
    });
    const key = await makeKey(work.tx, id, expiresInDays);
    work.record({ kind: "ApiClientCreated", subject: { type: "ApiClient", id, version: 1 }, region });
    return { id, result: { key } };
  });

/** A further key: the old one holds on until it is revoked or expires, so that a city can change over without a gap. */
export const issueApiKey = (context: HubContext, clientId: string, expiresInDays: number) =>
  transact(context, async (work) => {
    const client = await lockClient(work, clientId);
    checkDays(expiresInDays);
    checkMayIssue(client, new Date());
    const key = await makeKey(work.tx, clientId, expiresInDays);
    await note(work, client, "ApiKeyIssued");
    return { id: clientId, result: { key } };
  });

export const revokeApiKey = (context: HubContext, keyId: string) =>
  transact(context, async (work) => {
    const key = await work.tx.apiKey.findFirst({ where: { id: keyId, client: visibleTo(work.viewer) } });
    if (!key) throw new Refusal("not-found");
    const client = await lockClient(work, key.clientId);
    const realNow = new Date();
    if (!client.keys.some((one) => one.id === keyId && holds(one, realNow))) throw refuseClient("apiClient/key-ended");
    await work.tx.apiKey.update({ where: { id: keyId }, data: { revokedAt: realNow } });
    await note(work, client, "ApiKeyRevoked");
    return { id: client.id };
  });

export const revokeApiClient = (context: HubContext, clientId: string, expectedVersion?: number | null) =>
  transact(context, async (work) => {
    const client = await lockClient(work, clientId);
    requireVersion(client, expectedVersion);
    if (client.revokedAt) throw refuseClient("apiClient/revoked");
    await work.tx.apiClient.update({ where: { id: clientId }, data: { revokedAt: new Date() } });
    await note(work, client, "ApiClientRevoked");
    return { id: clientId };
  });

async function lockClient(work: Work, id: string) {
  work.require("apiClient.manage");
  const where = { AND: [{ id }, visibleTo(work.viewer)] };
  return lockVisible(work, "ApiClient", id, (tx) => tx.apiClient.findFirst({ where, include: { keys: true } }));
}

async function note(work: Work, client: { id: string; regionCode: string }, kind: EventKind) {
  const { version } = await work.tx.apiClient.update({ where: { id: client.id }, data: { version: { increment: 1 } } });
  work.record({ kind, subject: { type: "ApiClient", id: client.id, version }, region: client.regionCode });
}

/** 256 random bits. Only their hash is kept: whoever loses the key is issued another. */
async function makeKey(tx: Tx, clientId: string, expiresInDays: number): Promise<string> {
  const key = `hub_${randomBytes(32).toString("base64url")}`;
  await tx.apiKey.create({
    data: {
      clientId,
      start: key.slice(0, 10),
      hash: createHash("sha256").update(key).digest(),
      expiresAt: new Date(Date.now() + expiresInDays * 86_400_000),
    },
  });
  return key;
}
