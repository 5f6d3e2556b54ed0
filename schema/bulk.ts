/** One command given to many subjects at once: each succeeds or is refused by itself, and nothing is lost of either. */
import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { encodeGlobalID } from "@pothos/plugin-relay";
import { openWork, transact, type Work } from "./activity/transact.ts";
import { builder } from "./builder.ts";
import { CommandError, commandField, type InputBuilder, resultPayload, told } from "./command.ts";
import type { HubContext } from "./context.ts";
import { enumOf } from "./enum.ts";
import { type Listed, rowsBehind } from "./list.ts";
import { requireUuid } from "./node.ts";
import { type Action, requireMay } from "./permissions.ts";
import { orRefusalOf, type Refusal, refuseGeneral } from "./refusal.ts";
import { delegateName } from "./visible-rows.ts";

/** Subjects of one call: what a person can look through, and what one transaction carries in some seconds. */
export const mostBulkRows = 200;

export interface BulkRow {
  id: string;
  expectedVersion?: number | null;
}

const statuses = { done: "done", refused: "refused", stale: "stale" } as const;
type Status = keyof typeof statuses;

export interface BulkOutcome {
  id: string;
  status: Status;
  errors: readonly Pick<Refusal, "code" | "field" | "facts">[];
}

/**
 * Gives a command to each row below a savepoint of its own, in one transaction with one append of events: what a rule
 * refuses is told at its row and leaves the others alone. Answers in the order of the rows.
 */
export const inBulk = (
  context: HubContext,
  rows: readonly BulkRow[],
  command: (work: Work, row: BulkRow) => Promise<unknown>,
): Promise<BulkOutcome[]> =>
  transact(context, async (whole) => {
    const outcomes = new Map<string, BulkOutcome>();
    // Locked in one order for all, so that two calls wait instead of deadlocking.
    for (const row of [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))) {
      const refusal = await underSavepoint(whole, context, (work) => command(work, row));
      const status: Status = !refusal ? "done" : refusal.code === "conflict/stale" ? "stale" : "refused";
      outcomes.set(row.id, { id: row.id, status, errors: refusal ? [told(refusal)] : [] });
    }
    return rows.map(({ id }) => outcomes.get(id) as BulkOutcome);
  });

/** A part of a command that may be refused alone. `acting` is as whom its rules are asked; the log tells who gave it. */
export const underSavepoint = (
  whole: Work,
  acting: HubContext,
  command: (work: Work) => Promise<unknown>,
): Promise<Refusal | undefined> =>
  orRefusalOf(() =>
    whole.tx.$transaction(async (inner) => {
      const { work, handOver } = openWork(inner, acting);
      await command(work);
      handOver(whole);
    }),
  );

const BulkStatus = enumOf("BulkStatus", statuses, "What came of one row of a bulk command.", {
  refused: "See `errors`; nothing was changed.",
  stale: "Somebody has changed it since: look at it and give the command again.",
});

interface Shown extends BulkOutcome {
  model: string;
  index: number;
  number: string | null;
}

const BulkRowResult = builder.objectRef<Shown>("BulkRowResult").implement({
  description: "What came of one row.",
  fields: (t) => ({
    id: t.id({ resolve: ({ model, id }) => encodeGlobalID(model, id) }),
    number: t.exposeString("number", { nullable: true, description: "Office number, where it may be seen." }),
    status: t.expose("status", { type: BulkStatus }),
    errors: t.field({
      type: [CommandError],
      resolve: ({ errors, index }) =>
        errors.map(({ field, ...rest }) => ({ ...rest, field: ["rows", String(index), ...field] })),
    }),
  }),
});

const BulkResult = builder.objectRef<{ rows: readonly Shown[] }>("BulkResult").implement({
  description: "The result of each row, in the order of the rows.",
  fields: (t) => {
    const count = (status: Status) =>
      t.int({ resolve: ({ rows }) => rows.filter((row) => row.status === status).length });
    return {
      rows: t.field({ type: [BulkRowResult], resolve: ({ rows }) => [...rows] }),
      done: count("done"),
      refused: count("refused"),
      stale: count("stale"),
    };
  },
});
const BulkPayload = resultPayload("BulkPayload", "The rows' results, or why the call as a whole was refused.", {
  type: BulkResult,
  description: "What came of each row.",
});

interface BulkField<Fields extends InputFieldMap> {
  description: string;
  action: Action;
  /** The node type whose ids name the rows. */
  ref: object;
  /** What `listField` gave: by its filter rows are named all at once. */
  list: Listed;
  input(t: InputBuilder): Fields;
  command(input: InputShapeFromFields<Fields>): (work: Work, row: BulkRow) => Promise<unknown>;
}

/** A mutation that gives one command to many rows: those named, or all that match a filter. */
export function bulkField<Fields extends InputFieldMap>(
  name: string,
  { description, action, ref, list: { field, model, filter }, input, command }: BulkField<Fields>,
) {
  const Row = builder.inputType(`${model}Chosen` as string, {
    fields: (t) => ({
      id: t.globalID({ required: true, for: [ref as never] }),
      expectedVersion: t.int({ description: "Its result is STALE when it is not the current one." }),
    }),
  });
  commandField(name, {
    description: `${description} At most ${mostBulkRows} at once; they succeed independently.`,
    payload: BulkPayload,
    input: (t) => ({
      rows: t.field({ type: [Row], extensions: { maxItems: mostBulkRows }, description: "These; or give `matching`." }),
      matching: t.field({
        type: filter as never,
        description: `All that match; refused where they are more than ${mostBulkRows}.`,
      }),
      ...(input(t) as object),
    }),
    run: async (context, given) => {
      const { rows, matching } = given as unknown as {
        rows?: readonly { id: { id: string }; expectedVersion?: number | null }[] | null;
        matching?: object | null;
      };
      requireMay(context.viewer, action);
      if ((rows == null) === (matching == null)) throw refuseGeneral("invalid/required", ["rows"]);
      const delegate = context.db[delegateName(model)];
      const named = new Map(
        rows?.map(({ id, expectedVersion }) => [requireUuid(id.id), { id: requireUuid(id.id), expectedVersion }]),
      );
      if (matching) {
        const { where } = await rowsBehind(field, matching, context);
        const found = await delegate.findMany({ where, select: { id: true }, take: mostBulkRows + 1 });
        if (found.length > mostBulkRows) throw refuseGeneral("invalid/too-many", ["matching"], { max: mostBulkRows });
        for (const { id } of found) named.set(id, { id, expectedVersion: null });
      }
      const outcomes = await inBulk(context, [...named.values()], command(given as never));
      const { where: visible } = await rowsBehind(field, {}, context);
      const where = { AND: [{ id: { in: outcomes.map(({ id }) => id) } }, visible] };
      const seen = await delegate.findMany({ where, select: { id: true, number: true } });
      const numbers = new Map(seen.map(({ id, number }) => [id, number]));
      return {
        result: {
          rows: outcomes.map((row, index) => ({ ...row, model, index, number: numbers.get(row.id) ?? null })),
        },
      };
    },
  });
}
