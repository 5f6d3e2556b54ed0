import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { type Refusal, refuseGeneral } from "../../schema/refusal.ts";

/** The most that one document may ask. Outside systems rely on these numbers: they only ever grow. */
export const limits = {
  /** Characters of the query's text; large input belongs into variables. */
  characters: 100_000,
  tokens: 10_000,
  depth: 14,
  aliases: 60,
  directives: 60,
  /** Fields that an answer can have, at the page sizes asked for. */
  cost: 60_000,
};

/** Items that a list is taken to have when it does not say how many. */
const usualList = 10;
const usualPage = 50;

const tooComplex = (measure: string, found: number, max: number): Refusal =>
  refuseGeneral("request/too-complex", [], { measure, found, max });

/** Depth, aliases and directives: the same for every run of a document, so found while it is validated. */
export function BoundedShape(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  const depths = new Map<string, number>();
  const refuse = (measure: "depth" | "aliases" | "directives", found: number) => {
    const refusal = tooComplex(measure, found, limits[measure]);
    context.reportError(new GraphQLError(refusal.code, { originalError: refusal }));
  };

  const depthOf = (set: SelectionSetNode): number =>
    set.selections.reduce((deepest, selection) => {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith("__") || !selection.selectionSet) return Math.max(deepest, 1);
        return Math.max(deepest, 1 + depthOf(selection.selectionSet));
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return Math.max(deepest, depthOf(selection.selectionSet));
      return Math.max(deepest, depthOfFragment(selection.name.value));
    }, 0);

  const depthOfFragment = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is refused by another rule; here it must only not run in circles.
    depths.set(name, 0);
    const fragment = context.getFragment(name);
    const depth = fragment ? depthOf(fragment.selectionSet) : 0;
    depths.set(name, depth);
    return depth;
  };

  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet);
      if (depth > limits.depth) refuse("depth", depth);
    },
    Field(node) {
      if (node.alias) aliases += 1;
    },
    Directive() {
      directives += 1;
    },
    Document: {
      leave() {
        if (aliases > limits.aliases) refuse("aliases", aliases);
        if (directives > limits.directives) refuse("directives", directives);
      },
    },
  };
}

/**
 * How many fields the answer to an operation can have: a page counts as many times as it has rows. With the values of the
 * variables, because a page's size usually is one.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const costs = new Map<string, number>();

  const costOfFragment = (name: string): number => {
    const known = costs.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const cost = fragment ? costOfSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : 0;
    costs.set(name, cost);
    return cost;
  };

  const costOfSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + costOfFragment(selection.name.value);
      if (selection.kind === Kind.FIELD) return sum + costOfField(selection, parent);
      const condition = selection.typeCondition?.name.value;
      return sum + costOfSet(selection.selectionSet, condition ? schema.getType(condition) : parent);
    }, 0);

  const costOfField = (node: FieldNode, parent: GraphQLNamedType | undefined): number => {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!definition || !node.selectionSet) return 1;
    return 1 + rowsOf(node, definition.type, variables) * costOfSet(node.selectionSet, getNamedType(definition.type));
  };

  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && (!operationName || definition.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return 0;
  return costOfSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

/** How many rows a field leads to. Within a connection `edges` are the rows that the connection has been counted for. */
function rowsOf(node: FieldNode, type: GraphQLOutputType, variables: Readonly<Record<string, unknown>>): number {
  const connection = getNamedType(type).name.endsWith("Connection");
  if (connection) {
    const first = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    const given =
      first?.kind === Kind.INT
        ? Number(first.value)
        : first?.kind === Kind.VARIABLE
          ? variables[first.name.value]
          : undefined;
    return typeof given === "number" ? Math.max(1, given) : usualPage;
  }
  const withinConnection = node.name.value === "edges" || node.name.value === "nodes";
  return isListType(getNullableType(type)) && !withinConnection ? usualList : 1;
}

/** @throws {Refusal} `request/too-complex` */
export function requireCost(...operation: Parameters<typeof costOf>): void {
  const cost = costOf(...operation);
  if (cost > limits.cost) throw tooComplex("fields", cost, limits.cost);
}
