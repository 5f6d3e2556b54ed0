import { createHash } from "node:crypto";
import { z } from "zod";

/** Raised when a reader of before could not make sense of a file any more. */
export const format = 1;

/** The first entry of an archive, so that any other file is known at once. */
export const formatEntry = "format";
export const formatLine = (version: number) => `rectification-hub backup ${version}\n`;
export const manifestEntry = "manifest.json";
export const chunkEntry = (table: string, number: number) => `tables/${table}/${String(number).padStart(6, "0")}`;
export const uploadEntry = (id: string) => `uploads/${id}`;

/** What the sum of the uploads is made from. */
export const uploadLine = (id: string, bytes: Uint8Array) =>
  `${id} ${createHash("sha256").update(bytes).digest("hex")}\n`;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

const table = z.object({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: count,
  chunks: count,
  /** Of all its chunks, one after the other. */
  sha256,
});

export const manifestSchema = z.object({
  format: z.literal(format),
  hubVersion: z.string(),
  postgresql: z.string(),
  madeAt: z.iso.datetime(),
  incarnation: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })).min(1),
  tables: z.array(table),
  /** Tables whose rows were left out on purpose. */
  leftOut: z.array(z.string()),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^\d+$/), called: z.boolean() })),
  uploads: z.object({
    files: count,
    bytes: count,
    /** Files the database speaks of that were not on disk. */
    missing: count,
    /** Of the lines `id sha256`, in the order of the archive. */
    sha256,
  }),
  /** Names of the master keys without which the personal data inside cannot be read. */
  masterKeys: z.array(z.string()),
});

/** What a backup says of itself; its last entry. */
export type Manifest = z.infer<typeof manifestSchema>;
