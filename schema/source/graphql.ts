import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { queryFromInfo } from "@pothos/plugin-prisma";
import type { GraphQLResolveInfo } from "graphql";
import type PrismaTypes from "../../prisma/generated/pothos.ts";
import type { Viewer } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { CommandError, commandField, faultsOf, type InputBuilder, resultPayload } from "../command.ts";
import type { HubContext } from "../context.ts";
import { graphqlName } from "../enum.ts";
import type { Refusal } from "../refusal.ts";
import { delegateName } from "../visible-rows.ts";
import type { SourceRow } from "./rules.ts";
import { type RowOutcome, type UpsertStatus, upsertStatuses } from "./upsert.ts";

type Model = keyof PrismaTypes & string;

const descriptions: Record<UpsertStatus, string> = {
  created: "New to the hub, or new from this source.",
  updated: "Something is different now.",
  unchanged: "Says what is held already.",
  ignoredOlder: "`sourceUpdatedAt` lies before that of the row that is held: nothing was changed.",
  refused: "See `errors`; nothing was changed.",
};

const UpsertStatusEnum = builder.enumType("UpsertStatus", {
  description: "What came of one row of an upsert.",
  values: Object.fromEntries(
    upsertStatuses.map((status) => [graphqlName(status), { value: status, description: descriptions[status] }]),
  ) as Record<string, { value: UpsertStatus; description: string }>,
});

interface Subject {
  id: string;
}
/** An outcome that knows how to fetch its subject together with those of all other rows. */
interface Row extends RowOutcome {
  index: number;
  subjects(): Promise<ReadonlyMap<string, Subject>>;
}

interface UpsertField<Name extends Model, Fields extends InputFieldMap> {
  description: string;
  model: Name;
  /** Under which a row's result shows the subject. */
  field: string;
  ref: object;
  visibleTo(viewer: Viewer): PrismaTypes[Name]["Where"];
  /** What else a row's result shows. */
  more?(t: RowBuilder): object;
  /** Beside `externalId` and `sourceUpdatedAt`. */
  row(t: InputBuilder): Fields;
  run(
    context: HubContext,
    rows: readonly (InputShapeFromFields<Fields> & SourceRow)[],
    faults: ReadonlyMap<number, readonly Refusal[]>,
  ): Promise<RowOutcome[]>;
}

type RowBuilder = PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)["$inferSchemaTypes"], RowOutcome>;

export const mostUpsertRows = 1000;

/** A bulk mutation for city systems: rows keyed by the client's own names, each with its result. */
export function upsertField<Name extends Model, Fields extends InputFieldMap>(
  name: string,
  { description, model, field, ref, visibleTo, row, run, more }: UpsertField<Name, Fields>,
) {
  const RowInput = builder.inputType(`${model}Row` as string, {
    description: "A field that is left out stays as it is; null clears it.",
    fields: (t) => ({
      externalId: t.string({ required: true, description: "Your own name for it; it never changes." }),
      sourceUpdatedAt: t.field({
        type: "DateTime",
        required: true,
        description: "When your system last changed it: a row older than the one held is ignored.",
      }),
      ...(row(t) as Record<string, never>),
    }),
  });
  const RowResult = builder.objectRef<Row>(`${model}RowResult`).implement({
    description: "What came of one row.",
    fields: (t) => ({
      externalId: t.exposeString("externalId"),
      status: t.expose("status", { type: UpsertStatusEnum }),
      [field]: t.field({
        type: ref as never,
        nullable: true,
        description: "As it is held now.",
        resolve: (async ({ id, subjects }: Row) => (id ? ((await subjects()).get(id) ?? null) : null)) as never,
      } as never),
      ...more?.(t as never),
      errors: t.field({
        type: [CommandError],
        resolve: ({ errors, index }) =>
          errors.map(({ code, field: path, facts }) => ({ code, field: ["rows", String(index), ...path], facts })),
      }),
    }),
  });
  const Result = builder.objectRef<RowOutcome[]>(`${model}Upsert`).implement({
    description: "The result of each row, in the order of the rows sent.",
    fields: (t) => ({
      rows: t.field({
        type: [RowResult],
        resolve: (outcomes, _args, context, info) => {
          const subjects = once(() => visibleSubjects(outcomes, context, info));
          return outcomes.map((outcome, index) => ({ ...outcome, index, subjects }));
        },
      }),
    }),
  });

  async function visibleSubjects(outcomes: readonly RowOutcome[], context: HubContext, info: GraphQLResolveInfo) {
    const query = queryFromInfo({ context, info, path: [field], typeName: model });
    const ids = outcomes.flatMap(({ id }) => id ?? []);
    const where = { AND: [{ id: { in: ids } }, visibleTo(context.viewer) as object] };
    const found: Subject[] = await context.db[delegateName(model)].findMany({ ...query, where });
    return new Map(found.map((subject) => [subject.id, subject]));
  }

  commandField(name, {
    description: `${description} Up to ${mostUpsertRows} rows a call; they succeed independently.`,
    payload: resultPayload(`${model}UpsertPayload`, "The rows' results, or why the call as a whole was refused.", {
      type: Result,
      description: "What came of each row.",
    }),
    input: (t) => ({
      rows: t.field({ type: [RowInput], required: true, extensions: { maxItems: mostUpsertRows, apart: true } }),
    }),
    run: async (context, { rows }, info) => ({
      result: await run(context, rows as never, faultsOf(info, "rows", rows)),
    }),
  });
}

const once = <Value>(make: () => Value) => {
  let value: { made: Value } | undefined;
  return () => {
    value ??= { made: make() };
    return value.made;
  };
};
