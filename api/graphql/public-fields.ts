import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

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
