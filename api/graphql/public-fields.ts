import { type ASTVisitor, GraphQLError, parse, type ValidationContext } from "graphql";

/** All that somebody may use who is not signed in and holds no key. Outside systems rely on this list. */
const publicFields: Readonly<Record<string, ReadonlySet<string>>> = {
  Query: new Set([
    "campaign",
    "regions",
    "violationKinds",
    "supervisionChannels",
    "searchComplexNames",
    "filingChallenge",
    "trackComplaint",
    "publishedCases",
  ]),
  Mutation: new Set(["fileComplaint", "answerFeedback"]),
  Subscription: new Set(),
};

/**
 * Refuses every field of the root types that is not public, wherever a fragment hides it. Introspection counts: `__schema`
 * and `__type` are fields of the root.
 */
export function PublicFieldsOnly(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const allowed = publicFields[context.getParentType()?.name ?? ""];
      const name = node.name.value;
      if (!allowed || allowed.has(name) || name === "__typename") return;
      const extensions = { code: "unauthenticated", http: { status: 401, spec: true } };
      context.reportError(new GraphQLError("unauthenticated", { nodes: node, extensions }));
    },
  };
}

/** Of these the ones whose answer is the same for everybody, and may be a minute old. */
const sharedFields = new Set(["campaign", "regions", "violationKinds", "supervisionChannels", "publishedCases"]);

/** Whether a question of the public may be answered from a cache. */
export function mayBeCached(source: string): boolean {
  try {
    return parse(source).definitions.every(
      (definition) =>
        definition.kind === "OperationDefinition" &&
        definition.operation === "query" &&
        definition.selectionSet.selections.every(
          (field) => field.kind === "Field" && sharedFields.has(field.name.value),
        ),
    );
  } catch {
    return false;
  }
}
