import { graphql } from "graphql";
import { schema } from "../../schema/schema.ts";
import type { Acting } from "./hub.ts";
import type { TestServer } from "./server.ts";

/** Makes things happen on a running hub, past its door: for what its callers then see of them. */
export function actingOn({ hub }: TestServer): Acting {
  let people = 0;
  return {
    prisma: hub.db,
    clock: hub.clock as Acting["clock"],
    person: async (role, region, more = {}) => {
      const username = `acting-${++people}`;
      const { id, name, department } = await hub.db.user.create({
        data: { username, email: `${username}@hub.invalid`, name: `演示${people}`, role, regionCode: region, ...more },
      });
      return { kind: "user", id, name, role, region, department, scopes: [] };
    },
    ask: async (viewer, source, variableValues, over) => {
      const contextValue = { ...hub.ownContext(), viewer, ...over };
      const variables = variableValues as Record<string, unknown>;
      const result = await graphql({ schema, source, variableValues: variables, contextValue });
      if (result.errors) throw result.errors[0]?.originalError ?? result.errors[0];
      return result.data as never;
    },
  };
}
