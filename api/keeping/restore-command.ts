// npm run restore FILE: puts the hub of a backup in the place of the one there is.
import { createInterface } from "node:readline/promises";
import { readEnvironment } from "../environment.ts";
import { readCommandLine, run, say } from "./command-line.ts";
import { KeepingRefused } from "./refusal.ts";
import { restore } from "./restore.ts";

await run(async () => {
  const { file, flag: yes } = readCommandLine("restore", "yes");
  const environment = readEnvironment();
  const confirm = async (held: string) => {
    say(`This replaces ${held}. It comes back only from a backup of its own.`);
    return yes || (await typed());
  };
  await restore({ environment, file, say, confirm });
  say(
    "Restored. Everybody signs in again, and systems that follow the activity take a fresh snapshot. " +
      "Accounts and API keys are as they were at the time of the backup: revoke again what was revoked since.",
  );
});

async function typed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new KeepingRefused("Nothing was changed: say --yes to replace it.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question('Type "restore" to go on: ')).trim() === "restore";
  } finally {
    terminal.close();
  }
}
