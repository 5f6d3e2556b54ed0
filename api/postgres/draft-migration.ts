// npm run migration:draft -- NAME: writes the next migration from what the schema folder has and the migrations lack.
import { relative } from "node:path";
import { draftMigration } from "../../prisma/draft-migration.ts";
import { startTemporary } from "./temporary.ts";

const name = process.argv[2];
if (!name) {
  process.stderr.write("Usage: npm run migration:draft -- NAME\n");
  process.exit(2);
}
const server = await startTemporary();
try {
  const file = await draftMigration(server.superuserUrl, name);
  process.stdout.write(
    file
      ? `${relative(process.cwd(), file)}: read it, and add what Prisma cannot say (checks, triggers, partial indexes).\n`
      : "The migrations and the schema agree: nothing to write.\n",
  );
} finally {
  await server.stop();
}
