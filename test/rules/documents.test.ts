import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { coerceInputValue, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { schema } from "../../schema/schema.ts";

const root = join(import.meta.dirname, "../..");

/** What the documents tell people to send with curl. */
async function bodies(file: string): Promise<string[]> {
  const text = await readFile(join(root, file), "utf8");
  return [...text.matchAll(/ -d '([^']*)'/g)].map(([, body = ""]) => body);
}

test.each(["README.md", "docs/api.md"])("what %s tells to send can be sent", async (file) => {
  const found = await bodies(file);
  expect(found.length).toBeGreaterThan(0);
  for (const body of found) {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: { rows: unknown } };
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    const type = /\[(\w+)!\]/.exec(query)?.[1];
    const input = type ? schema.getType(type) : undefined;
    if (!input || !variables) continue;
    for (const row of variables.rows as object[]) expect(coerceInputValue(row, input as never)).toBeTypeOf("object");
  }
});
