import { readFileSync } from "node:fs";
import type { GraphQLObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { statusOf } from "../../api/answer.ts";
import { closeCodes } from "../../api/feed/socket.ts";
import { usualLimits } from "../../api/feed/websocket.ts";
import { limits } from "../../api/graphql/limits.ts";
import { mostJson, mostJsonOfClients, streamsPerAccount } from "../../api/graphql/route.ts";
import { uploads } from "../../api/graphql/yoga.ts";
import * as client from "../../docs/client/hub-client.ts";
import { accountRefusals } from "../../schema/account/refusals.ts";
import { mostBulkRows } from "../../schema/bulk.ts";
import { keyDays, mostKeys } from "../../schema/client/rules.ts";
import { mostExported } from "../../schema/export/rows.ts";
import { mostRows as mostImported } from "../../schema/import/stage.ts";
import { mostRows as mostOfPage } from "../../schema/list.ts";
import { generalRefusals } from "../../schema/refusal.ts";
import { refusalCodes } from "../../schema/refusals.ts";
import { schema } from "../../schema/schema.ts";
import { mostUpsertRows } from "../../schema/source/graphql.ts";
import { mutationFields, queryFields } from "../kit/schema-walk.ts";

const page = readFileSync("docs/integration.md", "utf8");
/** The rows of the table below a heading of columns. */
function tableOf(...columns: string[]) {
  const lines = page.split("\n");
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const first = lines.findIndex((line) => cells(line).join() === columns.join());
  const after = lines.slice(first + 2);
  return after.slice(0, after.findIndex((line) => !line.startsWith("|")) >>> 0).map(cells);
}

describe("the page for those who build on the API", () => {
  it("says every code that belongs to no domain, with its status and what a client does of it", () => {
    const codes = [...Object.keys(generalRefusals), ...Object.keys(accountRefusals)].filter(
      (code) => !code.startsWith("account/"),
    );
    const rows = tableOf("code", "status", "what to do");
    expect(rows.map(([code, status]) => [code, status])).toEqual(
      codes.map((code) => [`\`${code}\``, String(statusOf(code))]),
    );
    const told = (what: string) =>
      rows.flatMap(([code = "", , todo]) => (todo === what ? code.replaceAll("`", "") : []));
    expect(told("try again").sort()).toEqual(client.passing.filter((code) => code !== "unreachable").sort());
    expect(told("fresh snapshot")).toEqual(
      [...client.snapshotNeeded].sort((a, b) => codes.indexOf(a) - codes.indexOf(b)),
    );
  });

  it("knows where those of the domains are listed", () => {
    expect(page).toContain("`CommandError.code`");
    const listed = (schema.getType("CommandError") as GraphQLObjectType).getFields().code?.description?.split("\n");
    expect(listed).toEqual(expect.arrayContaining([...refusalCodes]));
  });

  it("says the limits that hold, and no others", () => {
    const grouped = (number: number) => number.toLocaleString("en-US");
    const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;
    expect(Object.fromEntries(tableOf("what", "at most"))).toEqual({
      "rows of a bulk call": grouped(mostUpsertRows),
      "rows of a command to many": grouped(mostBulkRows),
      "rows of a page (`first`)": grouped(mostOfPage),
      "body of a request, as JSON": `${megabytes(mostJson)}, with a key ${megabytes(mostJsonOfClients)}`,
      "a message over WebSocket": megabytes(usualLimits.messageBytes),
      "files of a request": `${uploads.files}, of ${megabytes(uploads.bytesEach)} each`,
      "rows of an import": `${grouped(mostImported)}, in ${megabytes(uploads.bytesEach)}`,
      "rows of an export": grouped(mostExported),
      "characters of a document": grouped(limits.characters),
      "tokens of a document": grouped(limits.tokens),
      "depth of a document": grouped(limits.depth),
      "aliases, directives of a document": grouped(Math.min(limits.aliases, limits.directives)),
      "fields that an answer can have": grouped(limits.cost),
      "event streams of one account": grouped(streamsPerAccount),
      "WebSockets of one account": grouped(usualLimits.socketsPerAccount),
      "operations of one WebSocket": grouped(usualLimits.operationsPerSocket),
      "keys of a client that hold": grouped(mostKeys),
      "days of a key": grouped(keyDays.max),
    });
    expect([client.mostRows, client.mostPage]).toEqual([mostUpsertRows, mostOfPage]);
  });

  it("says every close code of a WebSocket", () => {
    const told = tableOf("close code of a WebSocket", "what to do").map(([code]) => Number(code));
    expect(told).toEqual(Object.values(closeCodes).sort());
  });

  it("shows what the client can do, in its words", () => {
    const example = /```ts\n(.*?)```/s.exec(page)?.[1] ?? "";
    const methods = Object.getOwnPropertyNames(client.HubClient.prototype);
    const called = [...example.matchAll(/\bhub\.(\w+)/g)].map(([, method]) => method);
    expect(new Set(called)).toEqual(new Set(["push", "follow", "pull"]));
    expect(methods).toEqual(expect.arrayContaining(called));
  });
});

it("the page of the API names every question and command of supervision", () => {
  const api = readFileSync("docs/api.md", "utf8");
  const about = /^\[?(SupervisionMatter|RegionLadder|ProgressRanking|Bulletin)(Connection|Payload)?\b/;
  const named = [...queryFields(schema), ...mutationFields(schema)].filter(({ type }) => about.test(String(type)));
  expect(named.length).toBeGreaterThan(10);
  expect(named.map(({ name }) => name).filter((name) => !api.includes(`\`${name}\``))).toEqual([]);
});
