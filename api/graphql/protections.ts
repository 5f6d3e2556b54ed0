import type { ExecutionResult } from "graphql";
import { type ExecutionArgs, GraphQLError, getOperationAST } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { RequestContext } from "../context.ts";
import type { Logger } from "../logging.ts";
import { CompiledQueries } from "./compiled-queries.ts";
import { present, type Reader } from "./errors.ts";
import { idempotencyOf } from "./idempotency.ts";
import { BoundedShape, limits, requireCost } from "./limits.ts";
import { requireText } from "./plain-text.ts";
import { PublicFieldsOnly } from "./public-fields.ts";

export const readerOf = ({ viewer, locale, requestId }: RequestContext): Reader => ({
  locale,
  requestId,
  isPublic: viewer.kind === "public",
});

/**
 * What stands between a document and its execution, over HTTP and WebSocket alike: what the public may use, how much may
 * be asked, `Idempotency-Key`, and errors that say what they should and no more.
 */
export function useProtections(log: Logger): Plugin<RequestContext> {
  const presentAll = (result: ExecutionResult, context: RequestContext): ExecutionResult =>
    result.errors?.length
      ? { ...result, errors: result.errors.map((error) => present(error, readerOf(context), log)) }
      : result;
  const refused = (error: unknown, context: RequestContext): ExecutionResult => ({
    errors: [present(wrap(error), readerOf(context), log)],
  });

  const compiled = new CompiledQueries();

  return {
    onParse({ params, setParseFn, parseFn }) {
      const text = String(params.source);
      if (text.length > limits.characters) {
        throw new GraphQLError(`Syntax Error: more than ${limits.characters} characters.`);
      }
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: limits.tokens }));
    },
    onValidate({ context, addValidationRule }) {
      addValidationRule(BoundedShape);
      if (context.viewer.kind !== "public") return;
      addValidationRule(PublicFieldsOnly);
      return ({ result, setResult }) => {
        // Whoever may not ask is not told what else would be wrong with it.
        const barred = (result as readonly GraphQLError[]).find(
          ({ extensions }) => extensions.code === "unauthenticated",
        );
        if (barred) setResult([barred]);
      };
    },
    onExecute({ args, setExecuteFn, setResultAndStopExecution }) {
      const context = args.contextValue;
      const stop = (error: unknown) => {
        setResultAndStopExecution(refused(error, context));
        return undefined;
      };
      const handlers = {
        onExecuteDone: ({ result, setResult }: { result: unknown; setResult(result: ExecutionResult): void }) => {
          if (isResult(result)) setResult(presentAll(result, context));
        },
      };
      try {
        requireCost(args.schema, args.document, args.operationName, args.variableValues ?? {});
        // Commands tell it as an error of theirs, at its place.
        if (operationOf(args) !== "mutation") requireText(args.document, args.variableValues ?? {});
      } catch (error) {
        return stop(error);
      }
      const run = compiled.for(args);
      if (run) setExecuteFn(run as never);
      // Most requests carry no key and go on without waiting.
      if (!bringsKey(args)) return handlers;
      return claimKey(args).then(() => handlers, stop);
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const context = args.contextValue;
      try {
        requireCost(args.schema, args.document, args.operationName, args.variableValues ?? {});
      } catch (error) {
        setResultAndStopExecution(refused(error, context));
        return;
      }
      return {
        onSubscribeResult({ result, setResult }) {
          if (isResult(result)) setResult(presentAll(result, context));
          return {
            onNext: ({ result: event, setResult: setEvent }) => {
              if (event.errors) setEvent(presentAll(event, context));
            },
          };
        },
        onSubscribeError: ({ error, setError }) => setError(present(wrap(error), readerOf(context), log)),
      };
    },
    // Errors before any operation ran: bodies, parameters, documents.
    onResultProcess({ result, setResult, serverContext }) {
      if (isResult(result)) setResult(presentAll(result, serverContext as unknown as RequestContext));
    },
  };
}

const isResult = (result: unknown): result is ExecutionResult =>
  typeof result === "object" && result !== null && "errors" in result;

const operationOf = ({ document, operationName }: ExecutionArgs) => getOperationAST(document, operationName)?.operation;

const bringsKey = (args: ExecutionArgs) =>
  (args.contextValue as RequestContext).idempotencyKey !== undefined && operationOf(args) === "mutation";

async function claimKey({ document, variableValues, contextValue }: ExecutionArgs): Promise<void> {
  const context = contextValue as RequestContext;
  context.idempotency = await idempotencyOf(context.idempotencyKey ?? "", context, document, variableValues);
}

const wrap = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError("internal", { originalError: error instanceof Error ? error : new Error(String(error)) });
