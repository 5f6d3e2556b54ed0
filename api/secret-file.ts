import { readFile, stat } from "node:fs/promises";
import { EnvironmentRefused } from "./environment.ts";

/**
 * What stands in a file that nobody but the hub's own user may read.
 *
 * @param variable that names the file
 * @throws {EnvironmentRefused} that says what is wrong, and never what stands in it
 */
export async function readSecretFile(path: string, variable: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentRefused(`${variable} cannot be read: ${error.message}`);
  });
  if ((found.mode & 0o077) !== 0)
    throw new EnvironmentRefused(`${variable} holds what nobody else may know: its mode must be 0600.`);
  return readFile(path, "utf8");
}
