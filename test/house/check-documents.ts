// npm run check:documents: every document of the console against the printed schema. Their types alone would not tell:
// a field that does not exist is of type `unknown`.
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema, type DocumentNode, Kind, NoUnusedFragmentsRule, specifiedRules, validate } from "graphql";

const room = join(import.meta.dirname, "../../console");
const schema = buildSchema(await readFile(join(room, "../schema/schema.graphql"), "utf8"));
const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === "object" && value !== null && (value as DocumentNode).kind === Kind.DOCUMENT;
// A document that is a fragment alone is used by others.
const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

let checked = 0;
for await (const file of glob("{graph,features}/**/*operations.ts", { cwd: room })) {
  for (const [name, document] of Object.entries(await import(join(room, file)))) {
    if (!isDocument(document)) continue;
    checked += 1;
    for (const { message } of validate(schema, document, rules)) {
      process.stderr.write(`console/${file} ${name}: ${message}\n`);
      process.exitCode = 1;
    }
  }
}
process.stdout.write(`${checked} documents checked.\n`);
