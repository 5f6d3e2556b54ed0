import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./introspection.generated.d.ts";

export { type FragmentOf, type ResultOf, readFragment, type VariablesOf } from "gql.tada";

/** Writes a document, typed by the printed schema. Documents stand in `operations.ts` beside what reads them. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** "2024-08-15" */
    Date: string;
    /** ISO 8601 with zone */
    DateTime: string;
    Cursor: string;
    SafeInt: number;
    File: File;
    JSONObject: Record<string, unknown>;
  };
}>();
