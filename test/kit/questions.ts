import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  print,
} from "graphql";
import type { Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { schema } from "../../schema/schema.ts";
import type { TestHub } from "./hub.ts";
import { listedTypes, nodeTypes, queryFields, question, typeOfId } from "./schema-walk.ts";

type Field = GraphQLField<unknown, unknown>;

/** What lies below a row that a list has is asked of that list. */
const listed = listedTypes(schema);
/** Answers differ by these: a place in the log, a challenge made anew. */
const restless = ["activityCursor", "filingChallenge"];

export const filterFieldsOf = (field: Field) => {
  const filter = field.args.find(({ name }) => name === "filter");
  const type = filter && getNamedType(filter.type);
  return isInputObjectType(type) ? Object.values(type.getFields()) : [];
};

/**
 * Questions that anybody may ask without knowing an id: every root field, so far down, with and without filters by
 * region.
 */
export function openQuestions(depth: number, regions: readonly string[]): ReadonlyMap<string, string> {
  const asked = new Map<string, string>();
  for (const field of queryFields(schema)) {
    if (restless.includes(field.name)) continue;
    const paged = field.args.some(({ name }) => name === "first") ? "first: 100" : "";
    if (field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)) continue;
    asked.set(field.name, question(schema, field, paged, depth, listed));
    const byRegion = filterFieldsOf(field).some(({ name }) => name === "region");
    const regionArgument = field.args.find(({ name }) => name === "region" || name === "within")?.name;
    for (const code of regions) {
      const args = byRegion ? `filter: { region: "${code}" }` : regionArgument && `${regionArgument}: "${code}"`;
      // A filter changes which rows there are, not what a row tells: these are asked for their leaves.
      const below = byRegion ? -1 : 1;
      if (args)
        asked.set(`${field.name} ${code}`, question(schema, field, [paged, args].filter(Boolean).join(", "), below));
    }
  }
  for (const code of ["1401", "1402", "140105", "140212"])
    for (const field of queryFields(schema).filter(({ name }) => name === "handlers"))
      asked.set(`${field.name} ${code}`, question(schema, field, `region: "${code}"`, 1));
  return asked;
}

interface ReadOfOne {
  field: string;
  args: string;
  /** Of the node whose id is asked for; or a number. */
  type: string;
  document: string;
}

/** Every way in which a read takes an id, a number or a code: the value is `$value`. */
export const readsOfOne = (): readonly ReadOfOne[] => queryFields(schema).flatMap(readsOf);

function readsOf(field: Field): ReadOfOne[] {
  const ids = (given: readonly { name: string; type: GraphQLInputType }[], within: (value: string) => string) =>
    given.filter(({ type }) => getNamedType(type).name === "ID").map((taken) => ({ ...taken, within }));
  const subject = getNamedType(field.type).name.replace(/Connection$/, "");
  const read = (args: string, value: string) => `query ($value: ${value}) ${question(schema, field, args, 1, listed)}`;
  const byId = [
    ...ids(field.args, (value) => value),
    ...ids(filterFieldsOf(field), (value) => `filter: { ${value} }`),
  ].flatMap(({ name, type, within }) => {
    const list = isListType(isNonNullType(type) ? type.ofType : type);
    const args = within(`${name}: ${list ? "[$value]" : "$value"}`);
    const document = read(args, "ID!");
    const types = typeOfId(schema, name, nodeTypes(schema).includes(subject) ? subject : undefined);
    return types.map((type) => ({ field: field.name, args, type, document }));
  });
  if (!field.args.some(({ name }) => name === "number")) return byId;
  const args = "number: $value";
  return [...byId, { field: field.name, args, type: "number", document: read(args, "String!") }];
}

/** The answer with what went wrong as codes, so that two answers can be compared. */
export async function answer(
  hub: TestHub,
  who: Viewer,
  document: string,
  variables?: object,
  over?: Partial<HubContext>,
): Promise<unknown> {
  try {
    return await hub.ask(who, document, variables, over);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (message.includes("is not of type")) return { refused: "id of another type" };
    if (!code) throw new Error(`${message}\n${who.role} ${who.region}\n${print(parse(document)).slice(0, 400)}`);
    return { refused: code };
  }
}

/** All that somebody is told. */
export async function told(hub: TestHub, who: Viewer, questions: ReadonlyMap<string, string>) {
  const found = new Map<string, unknown>();
  for (const [name, document] of questions) found.set(name, await answer(hub, who, document));
  return found;
}

/** The hub's clock stands still in a test while real time goes on: when a file was stored moves with the difference. */
export const timeless = (said: unknown): unknown =>
  JSON.parse(JSON.stringify(said ?? null, (key, value) => (key === "storedAt" ? null : value)));
