import SchemaBuilder, { PothosValidationError } from "@pothos/core";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin from "@pothos/plugin-relay";
import { GraphQLScalarType } from "graphql";
import { DateResolver, DateTimeResolver, JSONObjectResolver, SafeIntResolver } from "graphql-scalars";
import type PrismaTypes from "../prisma/generated/pothos.ts";
import { getDatamodel } from "../prisma/generated/pothos.ts";
import { completeRows } from "./complete-rows.ts";
import type { HubContext } from "./context.ts";
import { refuseGeneral } from "./refusal.ts";

/** The one schema builder. Civil dates are `Date` (YYYY-MM-DD), instants `DateTime` (ISO 8601 with offset). */
export const builder = new SchemaBuilder<{
  Context: HubContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: Date; Output: Date | string };
    DateTime: { Input: Date; Output: Date | string };
    SafeInt: { Input: number; Output: bigint | number };
    JSONObject: { Input: Record<string, unknown>; Output: Record<string, unknown> };
    Cursor: { Input: string; Output: string };
    File: { Input: File; Output: never };
  };
}>({
  plugins: [completeRows, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  relay: {
    // An id that is none is answered like the id of something that does not exist.
    decodeGlobalID: (id) => {
      const [, typename, rest] = /^([A-Za-z]+):(.+)$/s.exec(Buffer.from(id, "base64").toString("utf8")) ?? [];
      if (!typename || !rest) throw refuseGeneral("not-found");
      return { typename, id: rest };
    },
    nodeQueryOptions: {
      description: "Any object by its id, as far as you may see it.",
      nullable: true,
      resolve: async (_root, { id }, _context, _info, load) => {
        try {
          return (await load(id)) as never;
        } catch (error) {
          if (isAbsent(error)) return null as never;
          throw error;
        }
      },
    },
    nodesQueryOptions: false,
  },
  prisma: {
    client: (context) => context.db,
    dmmf: getDatamodel(),
    // A refusal or an unknown id is answered without asking; what is asked twice shows in the counted statements.
    onUnusedQuery: null,
    filterConnectionTotalCount: true,
  },
});

builder.addScalarType("Date", DateResolver);
builder.addScalarType("DateTime", DateTimeResolver);
// Amounts and areas are bigints here and numbers to everybody else.
builder.addScalarType(
  "SafeInt",
  new GraphQLScalarType({
    ...SafeIntResolver.toConfig(),
    serialize: (value) => SafeIntResolver.serialize(typeof value === "bigint" ? Number(value) : value),
  }),
);
builder.addScalarType("JSONObject", JSONObjectResolver);
builder.scalarType("Cursor", {
  description: "A place in the event log. Opaque: keep it and give it back, never read it.",
  serialize: String,
  parseValue: String,
});
builder.scalarType("File", {
  description: "A file of a multipart request (GraphQL multipart request specification).",
  serialize: () => {
    throw new Error("files are only sent in");
  },
  parseValue: (value) => {
    // Not of the global class: the server has its own, which bounds what it reads.
    if (typeof value === "object" && value !== null && "arrayBuffer" in value) return value as File;
    throw new TypeError("a file is sent as a part of a multipart request");
  },
});

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});

/** No such row, not this viewer's to see, or a type that has no ids: one answer for all three. */
const isAbsent = (error: unknown) =>
  error instanceof PothosValidationError || (error instanceof Error && "code" in error && error.code === "P2025");
