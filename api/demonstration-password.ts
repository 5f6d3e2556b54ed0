import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newPassword } from "../schema/account/password.ts";
import type { Environment } from "./environment.ts";

export interface DemonstrationPassword {
  password: string;
  /** Where it was written down; null where the operator has set it. */
  file: string | null;
}

/** `HUB_DEMO_PASSWORD`, or one that is made once and kept for the operator alone. */
export async function demonstrationPassword({
  demoPassword,
  dataDir,
}: Pick<Environment, "demoPassword" | "dataDir">): Promise<DemonstrationPassword> {
  if (demoPassword) return { password: demoPassword, file: null };
  const file = join(dataDir, "demo-password");
  await mkdir(dataDir, { recursive: true });
  // A first start that was broken off has made it already: the accounts may have it.
  await writeFile(file, `${newPassword()}\n`, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return { password: (await readFile(file, "utf8")).trim(), file };
}
