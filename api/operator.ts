import { MigrationRefused } from "../prisma/migration-errors.ts";
import { EnvironmentRefused } from "./environment.ts";
import { KeepingRefused } from "./keeping/refusal.ts";
import { EmbeddedRefusal } from "./postgres/refusal.ts";

/** Errors whose message is a sentence for the operator, with what to do. */
export function isForOperator(error: unknown): error is Error {
  if (error instanceof EnvironmentRefused || error instanceof MigrationRefused || error instanceof EmbeddedRefusal) {
    return true;
  }
  return error instanceof StartRefused || error instanceof KeepingRefused;
}

/** The hub cannot start as things are. */
export class StartRefused extends Error {
  override name = "StartRefused";
}
