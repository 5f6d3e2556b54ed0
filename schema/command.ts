import type { InputFieldMap, InputShapeFromFields } from "@pothos/core";
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLList,
  type GraphQLResolveInfo,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type PrismaTypes from "../prisma/generated/pothos.ts";
import type { Viewer } from "./account/viewer.ts";
import { builder } from "./builder.ts";
import type { HubContext } from "./context.ts";
import { requireUuid } from "./node.ts";
import { Refusal, refuseGeneral } from "./refusal.ts";
import { message, refusalCodes } from "./refusals.ts";
import { isBlank } from "./text.ts";
import { delegateName } from "./visible-rows.ts";

type Model = keyof PrismaTypes & string;
export type InputBuilder = Parameters<Parameters<typeof builder.inputType>[1]["fields"]>[0];

/** A refusal as a plain value: whatever is an Error, graphql-js takes for the failure of the field that returns it. */
export const told = ({ code, field, facts }: Refusal): Told => ({ code, field, facts });
type Told = Pick<Refusal, "code" | "field" | "facts">;

export const CommandError = builder.objectRef<Told>("CommandError").implement({
  description: "Why a command was refused. Nothing has happened then.",
  fields: (t) => ({
    code: t.exposeString("code", {
      description: `For programs; stable. More may come. Those of today:\n${[...refusalCodes].sort().join("\n")}`,
    }),
    message: t.string({
      description: "For people, in the language of `Accept-Language`.",
      resolve: (refusal, _, { locale }) => message(refusal, locale),
    }),
    path: t.stringList({
      description: "Path of the input field that caused it, below `input`; empty: the command as a whole.",
      resolve: ({ field }) => [...field],
    }),
    currentVersion: t.int({
      nullable: true,
      description: "With `conflict/stale`: the version that is held.",
      resolve: ({ facts }) => (typeof facts.currentVersion === "number" ? facts.currentVersion : null),
    }),
  }),
});

/** What a command came to: the subject's id (and what else it gave) or the refusals. */
export interface Outcome {
  id?: string;
  result?: object;
  errors: readonly Refusal[];
}

type OutcomeBuilder = PothosSchemaTypes.ObjectFieldBuilder<(typeof builder)["$inferSchemaTypes"], Outcome>;

/** The payload that all commands on one kind of subject answer with. */
export function subjectPayload<Name extends Model>(
  model: Name,
  field: string,
  ref: object,
  visibleTo: (viewer: Viewer) => PrismaTypes[Name]["Where"],
  more: { name: string; fields: (t: OutcomeBuilder) => object } | null = null,
) {
  return builder.objectRef<Outcome>(more?.name ?? `${model}Payload`).implement({
    description: `The ${field} after the command, or why nothing happened.`,
    fields: (t) => ({
      [field]: t.prismaField({
        type: ref as never,
        nullable: true,
        resolve: (query: object, { id }: Outcome, _args: unknown, { db, viewer }: HubContext) =>
          id
            ? (db[delegateName(model)].findFirst({
                ...query,
                where: { AND: [{ id }, visibleTo(viewer) as object] },
              }) as never)
            : null,
      } as never),
      ...more?.fields(t),
      errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
    }),
  });
}

/** For commands that answer with something else than a subject: a bulk result, a key that is shown once. */
export function resultPayload(name: string, description: string, result: { type: object; description: string }) {
  return builder.objectRef<{ result?: object; errors: readonly Refusal[] }>(name).implement({
    description,
    fields: (t) => ({
      result: t.field({
        type: result.type as never,
        nullable: true,
        description: result.description,
        resolve: ({ result: value }: { result?: object }) => (value ?? null) as never,
      } as never),
      errors: t.field({ type: [CommandError], resolve: ({ errors }) => errors.map(told) }),
    }),
  });
}

interface CommandField<Fields extends InputFieldMap, Result extends { id: string } | { result: object }> {
  description: string;
  /** From `subjectPayload` or `resultPayload`. */
  payload: object;
  input(t: InputBuilder): Fields;
  run(context: HubContext, input: InputShapeFromFields<Fields>, info: GraphQLResolveInfo): Promise<Result>;
}

/**
 * A mutation with one `input`. Translates refusals into typed errors; bounds every text and list of the input before
 * anything else looks at it.
 */
export function commandField<Fields extends InputFieldMap, Result extends { id: string } | { result: object }>(
  name: string,
  { description, payload, input, run }: CommandField<Fields, Result>,
) {
  const Input = builder.inputType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, { fields: input as never });
  builder.mutationField(name, (t) =>
    t.field({
      type: payload as never,
      description,
      args: { input: t.arg({ type: Input, required: true }) },
      resolve: (async (_root: unknown, args: { input: object }, context: HubContext, info: GraphQLResolveInfo) => {
        const errors = unbounded(args.input, inputTypeOf(info));
        if (errors.length > 0) return { errors };
        try {
          return { ...(await run(forField(context, info), args.input as never, info)), errors: [] };
        } catch (error) {
          if (error instanceof Refusal) return { errors: [error] };
          throw error;
        }
      }) as never,
    }),
  );
}

interface InstructionField<Fields extends InputFieldMap, Command> {
  description: string;
  payload: object;
  /** The node type whose id names the subject. */
  subject: object;
  input?(t: InputBuilder): Fields;
  command(input: InputShapeFromFields<Fields>): Command;
  instruct(context: HubContext, id: string, command: Command, expectedVersion?: number | null): Promise<{ id: string }>;
}

/** A command to one subject: names it and, if the caller likes, the version that was looked at. */
export function instructionField<Fields extends InputFieldMap, Command>(
  name: string,
  { description, payload, subject, input, command, instruct }: InstructionField<Fields, Command>,
) {
  commandField(name, {
    description,
    payload,
    input: (t) => ({
      id: t.globalID({ required: true, for: [subject as never] }),
      expectedVersion: t.int({ description: "Refused with `conflict/stale` when it is not the current one." }),
      ...((input?.(t) ?? {}) as object),
    }),
    run: (context, given) =>
      instruct(context, requireUuid(given.id.id), command(given as never), given.expectedVersion),
  });
}

/** An idempotency key covers one field of one request: two fields of one document are two commands. */
const forField = (context: HubContext, { path }: GraphQLResolveInfo): HubContext =>
  context.idempotency ? { ...context, idempotency: { ...context.idempotency, field: String(path.key) } } : context;

const inputTypeOf = (info: GraphQLResolveInfo) =>
  getNullableType(info.parentType.getFields()[info.fieldName]?.args[0]?.type) as GraphQLInputObjectType;

/** Limits of an input field, given as its `extensions`. */
export type Bounds = {
  maxLength?: number;
  maxItems?: number;
  /** What is wrong with one item is told at that item and leaves the others alone: see `faultsOf`. */
  apart?: boolean;
};
const usual = { maxLength: 200, maxItems: 100, apart: false };
/** For what people write in sentences. */
export const prose: { extensions: Bounds } = { extensions: { maxLength: 5000 } };

/** Texts that are blank where something is required, or longer than their field allows, wherever they stand. */
export function unbounded(input: object, type: GraphQLInputObjectType, path: readonly string[] = []): Refusal[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const value = (input as Record<string, unknown>)[field.name];
    return boundsOf(value, field.type, { ...usual, ...(field.extensions as Bounds) }, [...path, field.name]);
  });
}

function boundsOf(
  value: unknown,
  type: GraphQLInputType,
  bounds: Required<Bounds>,
  path: readonly string[],
): Refusal[] {
  if (value == null) return [];
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const items = value as readonly unknown[];
    if (bounds.apart && items.length <= bounds.maxItems) return [];
    if (items.length > bounds.maxItems) return [refuseGeneral("invalid/too-many", path, { max: bounds.maxItems })];
    return items.flatMap((item, index) => boundsOf(item, inner.ofType, bounds, [...path, String(index)]));
  }
  if (isInputObjectType(inner)) return unbounded(value as object, inner, path);
  if (typeof value !== "string") return [];
  if (value.length > bounds.maxLength) return [refuseGeneral("invalid/too-long", path, { max: bounds.maxLength })];
  // Control characters (but for line ends and tabs) are never meant, and spoil documents later on.
  if (/[^\P{Cc}\t\n\r]/u.test(value)) return [refuseGeneral("invalid/format", path, { expected: "text" })];
  return isNonNullType(type) && isBlank(value) ? [refuseGeneral("invalid/required", path)] : [];
}

/** What is out of bounds in each item of a list that is looked at item by item; paths start below the item. */
export function faultsOf(info: GraphQLResolveInfo, field: string, items: readonly object[]) {
  const list = getNullableType(inputTypeOf(info).getFields()[field]?.type);
  const item = getNullableType((list as GraphQLList<GraphQLInputType>).ofType) as GraphQLInputObjectType;
  const faults = items.map((value, index) => [index, unbounded(value, item)] as const);
  return new Map(faults.filter(([, refusals]) => refusals.length > 0));
}
