import "./account/graphql.ts";
import "./account/viewer-query.ts";
import "./activity/queries.ts";
import "./campaign/graphql.ts";
import "./channel/graphql.ts";
import "./client/graphql.ts";
import "./company/mutations.ts";
import "./company/queries.ts";
import "./complaint/mutations.ts";
import "./complaint/queries.ts";
import "./filing/graphql.ts";
import "./credit/graphql.ts";
import "./finding/graphql.ts";
import "./inspection/graphql.ts";
import "./punishment/graphql.ts";
import "./rectification/mutations.ts";
import "./rectification/queries.ts";
import "./evidence/graphql.ts";
import "./complex/mutations.ts";
import "./complex/queries.ts";
import "./contract/mutations.ts";
import "./contract/queries.ts";
import "./dispatch/queries.ts";
import "./region/graphql.ts";
import "./violation/graphql.ts";
import { builder } from "./builder.ts";

/** The executable schema; `schema.graphql` is its print, sorted. */
export const schema = builder.toSchema({ sortSchema: true });
