import { readFile, writeFile } from "node:fs/promises";
import { lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "./schema.ts";

// `node schema/print.ts` writes schema.graphql; with --check it fails when the committed print is not the current one.
const file = new URL("./schema.graphql", import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
if (process.argv.includes("--check")) {
  const committed = await readFile(file, "utf8").catch(() => "");
  if (committed !== printed) {
    process.stderr.write("schema/schema.graphql is stale: run npm run schema\n");
    process.exitCode = 1;
  }
} else await writeFile(file, printed);
