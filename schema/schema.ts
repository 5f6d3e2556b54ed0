import "./campaign/graphql.ts";
import "./channel/graphql.ts";
import "./region/graphql.ts";
import "./violation/graphql.ts";
import { builder } from "./builder.ts";

/** The executable schema; `schema.graphql` is its print, sorted. */
export const schema = builder.toSchema({ sortSchema: true });
