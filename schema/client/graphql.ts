import { type Scope, scopes } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { commandField, type InputBuilder, subjectPayload } from "../command.ts";
import { containing, listField } from "../list.ts";
import { isUuid, nowhere, requireUuid, visibleById } from "../node.ts";
import { may } from "../permissions.ts";
import { Region } from "../region/graphql.ts";
import { createApiClient, issueApiKey, revokeApiClient, revokeApiKey } from "./commands.ts";
import { visibleTo } from "./policy.ts";
import { holds, keyDays } from "./rules.ts";

const ScopeEnum = builder.enumType("ApiScope", {
  description:
    "What a city's system may do. Without READ it is told nothing beyond what the public is told, its own calls' results included; a command needs READ as well, to see what it is given to.",
  values: Object.fromEntries(scopes.map((scope) => [scope.toUpperCase(), { value: scope }])) as Record<
    string,
    { value: Scope }
  >,
});

const ApiKey = builder.prismaNode("ApiKey", {
  id: { field: "id" },
  findUnique: (id, { viewer }) => ({ id: isUuid(id) ? id : nowhere, client: visibleTo(viewer) }),
  nullable: true,
  description: "A key of an API client. The key itself is shown once, when it is issued.",
  fields: (t) => ({
    start: t.exposeString("start", { description: "Its first characters, to know it again." }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    expiresAt: t.expose("expiresAt", { type: "DateTime" }),
    revokedAt: t.expose("revokedAt", { type: "DateTime", nullable: true }),
    lastUsedAt: t.expose("lastUsedAt", { type: "DateTime", nullable: true, description: "To the minute." }),
    holds: t.boolean({
      description: "It can be used now (real time).",
      select: { expiresAt: true, revokedAt: true },
      resolve: (key) => holds(key, new Date()),
    }),
  }),
});

const ClientCommandEnum = builder.enumType("ApiClientCommand", {
  description: "Commands on an API client.",
  values: { ISSUE_KEY: { value: "issueKey" }, REVOKE: { value: "revoke" } },
});

export const ApiClient = builder.prismaNode("ApiClient", {
  id: { field: "id" },
  findUnique: visibleById(visibleTo),
  nullable: true,
  description: "A city's system that reads and writes over this API.",
  fields: (t) => ({
    version: t.exposeInt("version"),
    name: t.exposeString("name"),
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    scopes: t.field({ type: [ScopeEnum], resolve: (client) => client.scopes as Scope[] }),
    addresses: t.exposeStringList("addresses", { description: "Where it may call from; empty: from anywhere." }),
    createdAt: t.expose("createdAt", { type: "DateTime" }),
    revokedAt: t.expose("revokedAt", { type: "DateTime", nullable: true }),
    keys: t.relation("keys", { description: "The newest first.", query: { orderBy: { createdAt: "desc" } } }),
    allowedCommands: t.field({
      type: [ClientCommandEnum],
      description: "What you may do with it now; anything else is refused.",
      resolve: ({ revokedAt }, _args, { viewer }) =>
        !revokedAt && may(viewer, "apiClient.manage") ? (["issueKey", "revoke"] as const) : [],
    }),
  }),
});

listField("apiClients", {
  model: "ApiClient",
  ref: ApiClient,
  description: "Systems that hold keys, for those who manage them.",
  visibleTo,
  filter: (t) => ({
    search: t.string({ description: "Part of the name." }),
    region: t.string({ description: "Code of a region, with all below it." }),
    revoked: t.boolean(),
  }),
  where: ({ search, region, revoked }) => ({
    AND: [
      search ? { name: containing(search) } : {},
      region ? { regionCode: { startsWith: region } } : {},
      revoked == null ? {} : { revokedAt: revoked ? { not: null } : null },
    ],
  }),
  orders: {
    REGION: { column: "regionCode", direction: "asc", description: "By region." },
    CREATED: { column: "createdAt", direction: "desc", description: "The newest first." },
  },
});

const ClientPayload = subjectPayload("ApiClient", "apiClient", ApiClient, visibleTo);

const KeyPayload = subjectPayload("ApiClient", "apiClient", ApiClient, visibleTo, {
  name: "ApiKeyPayload",
  fields: (t) => ({
    key: t.string({
      nullable: true,
      description: "For `Authorization: Bearer <key>`: shown once, keep it safe.",
      resolve: ({ result }) => (result as { key: string } | undefined)?.key ?? null,
    }),
  }),
});

const days = (t: InputBuilder) =>
  t.int({
    required: true,
    defaultValue: keyDays.usual,
    description: `Days until the key expires, ${keyDays.min} to ${keyDays.max}.`,
  });

commandField("createApiClient", {
  description: "Makes a client for a city's system, with its first key. Emits ApiClientCreated.",
  payload: KeyPayload,
  input: (t) => ({
    name: t.string({ required: true }),
    region: t.string({ required: true, description: "Code of the province or a city." }),
    scopes: t.field({ type: [ScopeEnum], required: true }),
    addresses: t.stringList({
      required: true,
      defaultValue: [],
      description: "Addresses or blocks (`10.1.0.0/16`) from which it may call; none: from anywhere.",
    }),
    expiresInDays: days(t),
  }),
  run: (context, { name, region, scopes: granted, addresses, expiresInDays }) =>
    createApiClient(context, { name: name.trim(), region, scopes: granted, addresses, expiresInDays }),
});

commandField("issueApiKey", {
  description: "Issues a further key; the old ones hold on, so that a system can change over. Emits ApiKeyIssued.",
  payload: KeyPayload,
  input: (t) => ({ id: t.globalID({ required: true, for: [ApiClient] }), expiresInDays: days(t) }),
  run: (context, { id, expiresInDays }) => issueApiKey(context, requireUuid(id.id), expiresInDays),
});

commandField("revokeApiKey", {
  description: "Ends one key; what it has open is cut off within five seconds. Emits ApiKeyRevoked.",
  payload: ClientPayload,
  input: (t) => ({ id: t.globalID({ required: true, for: [ApiKey], description: "Of the key." }) }),
  run: (context, { id }) => revokeApiKey(context, requireUuid(id.id)),
});

commandField("revokeApiClient", {
  description: "Ends the client with all its keys. Emits ApiClientRevoked.",
  payload: ClientPayload,
  input: (t) => ({ id: t.globalID({ required: true, for: [ApiClient] }), expectedVersion: t.int() }),
  run: (context, { id, expectedVersion }) => revokeApiClient(context, requireUuid(id.id), expectedVersion),
});
