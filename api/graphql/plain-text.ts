import type { DocumentNode } from "graphql";
import { refuseGeneral } from "../../schema/refusal.ts";

/**
 * The NUL character is no text for the database. Commands refuse it at its place, with other control characters; what is
 * asked for in a document and in the variables of a query is looked through here.
 *
 * @throws {Refusal} `invalid/format`
 */
export function requireText({ loc }: DocumentNode, variables: Readonly<Record<string, unknown>>): void {
  const text = loc?.source.body ?? "";
  if (text.includes("\0") || /\\u(0000|\{0+\})/.test(text)) throw notText([]);
  requirePlain(variables, []);
}

function requirePlain(value: unknown, path: readonly string[]): void {
  if (typeof value === "string") {
    if (value.includes("\0")) throw notText(path);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, held] of Object.entries(value)) requirePlain(held, [...path, name]);
  }
}

const notText = (path: readonly string[]) => refuseGeneral("invalid/format", path, { expected: "text" });
