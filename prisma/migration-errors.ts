/** A sentence for the operator, with what to do. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

/** The database was migrated by a later version of the hub. */
export class NewerSchema extends MigrationRefused {
  override name = "NewerSchema";
  readonly unknown: readonly string[];
  constructor(unknown: readonly string[], where: "database" | "backup" = "database") {
    super(
      `The ${where} has a newer schema than this version of the hub: it holds ${unknown.join(", ")}, which this version does not know. ` +
        "Start the version that made it, or restore a backup made before that upgrade with `npm run restore FILE`.",
    );
    this.unknown = unknown;
  }
}

/** A migration file is no longer what was applied. */
export class MigrationEdited extends MigrationRefused {
  override name = "MigrationEdited";
  readonly edited: readonly string[];
  constructor(edited: readonly string[], where: "database" | "backup" = "database") {
    super(
      `The ${where} was made from another text of ${edited.join(", ")}: this version of the hub cannot tell what it contains. ` +
        "Start the version that made it; a database that is not needed any more can be removed instead.",
    );
    this.edited = edited;
  }
}

/** A migration that PostgreSQL refused. Its transaction was rolled back: the database is as it was before it. */
export class MigrationFailed extends MigrationRefused {
  override name = "MigrationFailed";
  readonly migration: string;
  constructor(migration: string, reason: string, cause: unknown) {
    super(`Migration ${migration} failed and was rolled back, nothing of it is left: ${reason}`, { cause });
    this.migration = migration;
  }
}

/** The server cannot hold the hub. */
export class ServerUnsuitable extends MigrationRefused {
  override name = "ServerUnsuitable";
}
