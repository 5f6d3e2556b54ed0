import { createFetch } from "@whatwg-node/fetch";
import type { GraphQLSchema } from "graphql";
import { createYoga } from "graphql-yoga";
import type { RequestContext } from "../context.ts";
import type { Groups } from "../feed/groups.ts";
import { useFeed } from "../feed/plugin.ts";
import type { Logger } from "../logging.ts";
import { DocumentCache, noErrors } from "./document-cache.ts";
import { useProtections } from "./protections.ts";

/** Of a multipart request: six photos of a telephone fit. */
export const uploads = { files: 6, bytesEach: 10 * 1024 * 1024, operations: 1024 * 1024 };

/**
 * GraphQL over HTTP, for the server; `getEnveloped` is how WebSockets get the same parsing, protections and errors.
 * Bodies are bounded, and callers known, before a request comes here.
 */
export function createGraphql(schema: GraphQLSchema, groups: Groups, log: Logger) {
  return createYoga<RequestContext>({
    schema,
    graphqlEndpoint: "/graphql",
    plugins: [useProtections(log), useFeed(groups)],
    // `useProtections` presents every error, in the caller's language.
    maskedErrors: false,
    logging: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    batching: false,
    maxRequestBodySize: false,
    parserAndValidationCache: { documentCache: new DocumentCache(), errorCache: noErrors },
    fetchAPI: createFetch({
      formDataLimits: {
        // The whole body is bounded before it comes here. A single file that is too large, or one file too many, is let
        // through so that the command can say at which place it stands.
        fileSize: uploads.files * uploads.bytesEach,
        files: uploads.files * 2,
        fields: 4,
        fieldSize: uploads.operations,
        parts: uploads.files * 2 + 4,
      },
    }),
  });
}

export type Graphql = ReturnType<typeof createGraphql>;
