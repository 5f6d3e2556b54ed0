// npm run backup FILE: the whole hub in one file, while it runs or not.
import { stat } from "node:fs/promises";
import { readEnvironment } from "../environment.ts";
import { uploadsFolder } from "../hub.ts";
import { backUp } from "./backup.ts";
import { readCommandLine, run, say } from "./command-line.ts";
import { openSource } from "./source.ts";

await run(async () => {
  const { file, flag: force } = readCommandLine("backup", "force");
  const environment = readEnvironment();
  const source = await openSource(environment, say);
  try {
    const manifest = await backUp({ ...source, uploads: uploadsFolder(environment), file, force });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const size = ((await stat(file)).size / 1_000_000).toFixed(1);
    say(`Wrote ${file}: ${rows} rows and ${manifest.uploads.files} stored files in ${size} MB.`);
    if (manifest.uploads.missing > 0) {
      say(`WARNING: ${manifest.uploads.missing} stored files that the database speaks of were not found.`);
    }
    say(
      `The master keys are not in it, so that it can be kept where others have access: keep ${environment.secretKeyFile} apart from it. ` +
        "Without these keys nobody can read the personal data and photos in the backup. Sign-in sessions are left out.",
    );
  } finally {
    await source.close();
  }
});
