import { PothosValidationError } from "@pothos/core";
import { GraphQLError } from "graphql";
import { Refusal, refuseGeneral } from "../../schema/refusal.ts";
import { message, type RefusalLocale } from "../../schema/refusals.ts";
import { refusalHeaders, statusOf } from "../answer.ts";
import type { Logger } from "../logging.ts";
import { outageIn } from "../outage.ts";

/** For whom an error is written. */
export interface Reader {
  locale: RefusalLocale;
  requestId: string;
  /** The public is told nothing of what else the schema has. */
  isPublic: boolean;
}

const presented = new WeakSet<GraphQLError>();

/**
 * The error as it leaves the hub: `extensions.code` for programs, a message in the caller's language. Whatever was not
 * meant for a caller becomes `internal`, is logged with the request's id, and says no more than that id.
 */
export function present(error: GraphQLError, reader: Reader, log: Logger): GraphQLError {
  if (presented.has(error)) return error;
  const shown = write(error, reader, log);
  presented.add(shown);
  return shown;
}

function write(error: GraphQLError, { locale, requestId, isPublic }: Reader, log: Logger): GraphQLError {
  const { nodes, path } = error;
  const cause = causeOf(error);
  if (cause instanceof Refusal) {
    const { code, field, facts } = cause;
    const extensions = {
      code,
      ...(field.length > 0 && { path: field }),
      ...(Object.keys(facts).length > 0 && { facts }),
      ...(!path && { http: { status: statusOf(code), spec: true } }),
    };
    return new GraphQLError(message(cause, locale), { nodes, path, extensions });
  }
  const code = mistakeIn(error, cause);
  if (!code) {
    log.error({ requestId, err: cause ?? error, path }, "a request failed");
    const refusal = outageIn(cause) ?? new Refusal("internal");
    const http = path ? {} : { http: { status: statusOf(refusal.code), headers: refusalHeaders(refusal) } };
    return new GraphQLError(message(refusal, locale), {
      nodes,
      path,
      extensions: { code: refusal.code, requestId, ...http },
    });
  }
  const reason = isPublic ? error.message.replace(/ Did you mean .*$/s, "") : error.message;
  // A body that cannot be read is told by the status whatever the client accepts; a bad document only to those who
  // accept `application/graphql-response+json`, as GraphQL over HTTP has it.
  const http =
    code === "request/malformed" ? { ...(error.extensions.http ?? {}), spec: undefined } : error.extensions.http;
  return new GraphQLError(message({ code, facts: { reason } }, locale), {
    nodes,
    path,
    positions: error.positions,
    source: error.source,
    extensions: { code, ...(http !== undefined && { http }) },
  });
}

/** What was thrown, below the wrappings of the executor. */
function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error.originalError;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  // An id of another type of object than the field takes: there is no such object for it.
  if (cause instanceof PothosValidationError && /is not of type/.test(cause.message)) return new Refusal("not-found");
  // Pages within a row are the builder's own, as are its sentences about them.
  if (
    cause instanceof PothosValidationError &&
    /^(Invalid cursor|Invalid base64|Cursor|Argument "(first|last)")/.test(cause.message)
  )
    return refuseGeneral("invalid/format", ["after"], { expected: "first/after, endCursor" });
  return cause;
}

/** The code of a mistake of the caller's; undefined: the mistake is ours. */
function mistakeIn(error: GraphQLError, cause: unknown): string | undefined {
  const { code } = error.extensions;
  if (code === "unauthenticated") return code;
  if (error.message.startsWith("Syntax Error")) return "request/syntax";
  if (code === "GRAPHQL_VALIDATION_FAILED") return "request/invalid";
  if (code === "REQUEST_ENTITY_TOO_LARGE") return "request/malformed";
  if (code === "BAD_REQUEST") return "request/malformed";
  // Before execution an error has no path, and speaks of what was sent: variables of a wrong type, an unknown operation.
  if (!error.path) {
    return cause === undefined || cause instanceof GraphQLError || isCoercion(error) ? "request/invalid" : undefined;
  }
  // While a field is executed the executor itself only complains about arguments, and then names the place in the
  // document; whatever else was thrown there is our own.
  return cause instanceof GraphQLError && cause.nodes ? "request/invalid" : undefined;
}

/** A scalar's own complaint about a variable is wrapped by the executor in a sentence that begins like this. */
const isCoercion = ({ message: text }: GraphQLError) => /^Variable "\$/.test(text);
