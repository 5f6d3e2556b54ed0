import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from "@pothos/core";
import type { GraphQLFieldResolver } from "graphql";

export const completeRows = "completeRows";

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      completeRows: CompleteRows<Types>;
    }
  }
}

const complete = Symbol("complete");

/** Says of a row that it carries everything its query asks of it and of what it leads to. */
export function markComplete(row: object): void {
  (row as { [complete]?: true })[complete] = true;
}

/**
 * Fields of a complete row are read off it. For any other row Pothos looks up, field by field and row by row, whether
 * the query that loaded it carried what the field needs, which costs a page of a list more than all else together.
 */
class CompleteRows<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types["Context"], object>,
    { kind, extensions, resolve }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types["Context"], object> {
    if (kind !== "PrismaObject" || !extensions?.pothosPrismaSelect || !resolve) return resolver;
    const readOff = resolve as typeof resolver;
    return (parent, args, context, info) =>
      (parent as { [complete]?: true })[complete]
        ? readOff(parent, args, context, info)
        : resolver(parent, args, context, info);
  }
}

SchemaBuilder.registerPlugin(completeRows, CompleteRows as never);
