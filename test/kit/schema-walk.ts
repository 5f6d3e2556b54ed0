import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** Writes documents from the executable schema, so that whatever is added to it is asked for as well. */

export const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString("base64");

export const queryFields = (schema: GraphQLSchema) => Object.values(schema.getQueryType()?.getFields() ?? {});
export const mutationFields = (schema: GraphQLSchema) => Object.values(schema.getMutationType()?.getFields() ?? {});

/** Names of the types that have a global id. */
export function nodeTypes(schema: GraphQLSchema): string[] {
  const node = schema.getType("Node");
  if (!isAbstractType(node)) throw new Error("the schema has no Node");
  return schema.getPossibleTypes(node).map(({ name }) => name);
}

/** Types of which a root field lists the rows. */
export const listedTypes = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(queryFields(schema).flatMap(({ type }) => /^(.+)Connection$/.exec(getNamedType(type).name)?.[1] ?? []));

/**
 * Everything below a type: every leaf, and objects so many levels down. A connection and its edges count as nothing; a
 * type that is already above is not entered again, and one that is in `elsewhere` gives its leaves alone.
 */
export function selection(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  depth: number,
  elsewhere: ReadonlySet<string> = new Set(),
  above: readonly string[] = [],
  alias: (field: string) => string = () => "",
): string {
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type).map((one) => {
      // Fields of one name may be of several types.
      const inner = selection(schema, one, depth, elsewhere, above, (field) => `${one.name}_${field}: `);
      return `... on ${one.name} ${inner}`;
    });
    return `{ __typename ${possible.join(" ")} }`;
  }
  if (!isObjectType(type)) return "";
  const wrapper = /(Connection|Edge)$/.test(type.name);
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const below = getNamedType(field.type);
    if (isLeafType(below)) return [alias(field.name) + field.name];
    if (above.includes(below.name) || below.name === type.name) return [];
    if ((depth <= 0 && !wrapper && !isPlain(below)) || (depth < 0 && !wrapper && isConnection(below))) return [];
    const left = wrapper || isPlain(below) ? depth : elsewhere.has(below.name) ? -1 : depth - 1;
    const inner = selection(schema, below, left, elsewhere, [...above, type.name]);
    return inner === "" ? [] : [`${alias(field.name)}${field.name} ${inner}`];
  });
  return `{ __typename ${parts.join(" ")} }`;
}

const plain = ["PageInfo", "Region"];
const isConnection = (type: GraphQLNamedOutputType) => /(Connection|Edge)$/.test(type.name);
const isPlain = (type: GraphQLNamedOutputType) => plain.includes(type.name) || isConnection(type);

/** The field asked for as deep as that, with the arguments given as literals. */
export function question(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  args: string,
  depth: number,
  elsewhere?: ReadonlySet<string>,
) {
  const type = getNamedType(field.type);
  const asked = isLeafType(type) ? "" : selection(schema, type, depth, elsewhere);
  return `{ ${field.name}${args === "" ? "" : `(${args})`} ${asked} }`;
}

/** A value of some kind for an input, `give` first: what a test cares about. Undefined where it may be left out. */
export function sampleInput(
  type: GraphQLInputType,
  name: string,
  give: (name: string, type: string) => unknown,
  all = false,
): unknown {
  if (isNonNullType(type)) return sampleInput(type.ofType, name, give, all);
  const given = give(name, getNamedType(type).name);
  if (isListType(type)) {
    const one = given ?? sampleInput(type.ofType, name, give, all);
    return one === undefined ? [] : [one];
  }
  if (given !== undefined) return given;
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (all && getNamedType(field.type).name !== "File"),
    );
    return Object.fromEntries(fields.map((field) => [field.name, sampleInput(field.type, field.name, give, all)]));
  }
  return samples[type.name];
}

const samples: Record<string, unknown> = {
  String: "说明",
  Int: 1,
  SafeInt: 1,
  Boolean: true,
  ID: globalId("Nothing", "00000000-0000-7000-8000-000000000000"),
  Date: "2024-08-20",
  DateTime: "2024-08-20T10:00:00+08:00",
  Cursor: "cursor",
};

/** Paths of the ids an input takes: which fields, and where. */
export function idFields(type: GraphQLInputType, path: readonly string[] = []): string[][] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  return Object.values(named.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (inner.name === "ID") return [[...path, field.name]];
    return path.length < 2 ? idFields(field.type, [...path, field.name]) : [];
  });
}

/** The type an id in an input is of, by its name: `complexId`, `typicalFindingIds`; plain `id` is the command's subject. */
export function typeOfId(schema: GraphQLSchema, name: string, subject: string | undefined): string[] {
  const nodes = nodeTypes(schema);
  if (name === "id" && subject) return [subject];
  const stem = name.replace(/Ids?$/, "").toLowerCase();
  const named = nodes.filter((type) => stem.endsWith(type.toLowerCase()));
  if (named.length > 0) return named;
  return stem === "handler" || stem === "owner" ? ["Person"] : nodes;
}

/** The node type a mutation's payload carries. */
export function subjectOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string | undefined {
  const payload = getNamedType(field.type) as GraphQLObjectType;
  const nodes = nodeTypes(schema);
  return Object.values(payload.getFields())
    .map((inner) => getNamedType(inner.type).name)
    .find((name) => nodes.includes(name));
}
