import { inject } from "vitest";
import { type Database, openDatabase } from "../../prisma/client.ts";
import { copyTemplate } from "./cluster.ts";

export interface TestDatabase extends Pick<Database, "prisma" | "pool"> {
  url: string;
  /** Closes its connections and removes it. */
  drop(): Promise<void>;
}

/** A database of its own for one test file or test, migrated and empty unless it is a copy of another template. */
export async function createTestDatabase(template = inject("cluster").template): Promise<TestDatabase> {
  const copy = await copyTemplate({ ...inject("cluster"), template });
  const { prisma, pool, close } = openDatabase({ url: copy.url, poolSize: 5 });
  const drop = async () => {
    await close();
    await copy.drop();
  };
  return { url: copy.url, prisma, pool, drop };
}

/** With regions, campaigns and catalogues. */
export const createReferenceDatabase = () => createTestDatabase(inject("cluster").reference);
