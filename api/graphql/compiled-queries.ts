import { createRequire } from "node:module";
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { CompiledQuery } from "graphql-jit";

/** Compiling costs what executing a document costs some twenty times over. */
const worthCompiling = 20;
/** The time and the memory that compiling takes grow with the text. */
const mostCharacters = 8_000;

type Run = CompiledQuery["query"];
interface Document {
  asked: number;
  /** Null: it is not to be compiled. */
  run?: Run | null;
}

/**
 * Queries that are asked again and again, as functions: what the executor works out for each value of each row is then
 * worked out once. Bounded as the documents are, which `DocumentCache` holds.
 */
export class CompiledQueries {
  readonly #documents = new WeakMap<DocumentNode, Document>();

  /** What answers instead of the executor, where the document has been worth compiling; otherwise null. */
  for({ schema, document, variableValues }: ExecutionArgs): ((args: ExecutionArgs) => Promise<ExecutionResult>) | null {
    const known = this.#documents.get(document) ?? { asked: 0 };
    this.#documents.set(document, known);
    known.asked += 1;
    if (known.asked < worthCompiling) return null;
    if (known.run === undefined) known.run = compile(schema, document);
    const { run } = known;
    if (!run) return null;
    const { variableDefinitions = [] } = document.definitions.find(isOperation) ?? {};
    // The executor tells what is wrong with a variable.
    if (getVariableValues(schema, variableDefinitions, variableValues ?? {}).errors) return null;
    return async ({ rootValue, contextValue }) => run(rootValue, contextValue, variableValues);
  }
}

const isOperation = (node: { kind: Kind }): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION;

/** Read when first needed: it brings a hundred modules along, and most processes answer no query twenty times. */
const compiler = (): typeof import("graphql-jit") => createRequire(import.meta.url)("graphql-jit");

function compile(schema: GraphQLSchema, document: DocumentNode): Run | null {
  const operations = document.definitions.filter(isOperation);
  const isOneQuery = operations.length === 1 && operations[0]?.operation === OperationTypeNode.QUERY;
  if (!isOneQuery || (document.loc?.end ?? Number.POSITIVE_INFINITY) > mostCharacters) return null;
  if (leadsToAbstractType(schema, document)) return null;
  const { compileQuery, isCompiledQuery } = compiler();
  const compiled = compileQuery(schema, document);
  return isCompiledQuery(compiled) ? compiled.query : null;
}

/** Which type a node is may take a promise to tell; compiled queries cannot wait for it. */
function leadsToAbstractType(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const type = types.getType();
        if (type && isAbstractType(getNamedType(type))) found = true;
      },
    }),
  );
  return found;
}
