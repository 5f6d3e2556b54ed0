import { createHash, type Hash } from "node:crypto";
import { type DocumentNode, print } from "graphql";
import type { Viewer } from "../../schema/account/viewer.ts";
import type { HubContext } from "../../schema/context.ts";
import { refuseGeneral } from "../../schema/refusal.ts";

const longest = 200;
/** For the public the key itself is the secret that keeps others from the outcome: 128 bits take 22 characters. */
const shortestOf = ({ kind }: Viewer) => (kind === "public" ? 22 : 8);

/**
 * What an `Idempotency-Key` covers: the caller's key, and a hash of query, variables and files.
 *
 * @throws {Refusal} `idempotency/key-malformed`
 */
export async function idempotencyOf(
  key: string,
  { viewer, vault }: Pick<HubContext, "viewer" | "vault">,
  document: DocumentNode,
  variables: unknown,
): Promise<NonNullable<HubContext["idempotency"]>> {
  const min = shortestOf(viewer);
  if (key.length < min || key.length > longest || !/^[\x21-\x7e]+$/.test(key)) {
    throw refuseGeneral("idempotency/key-malformed", [], { min, max: longest });
  }
  const hash = createHash("sha256").update(print(document));
  await digest(hash, variables ?? {});
  // Under a key: of a short text, or a telephone, a bare hash could be guessed.
  return { key, field: "", bodyHash: vault.fingerprint(hash.digest("hex")) };
}

/** Feeds a value into the hash, keys in order: the same call written in another order is the same call. */
async function digest(hash: Hash, value: unknown): Promise<void> {
  if (value instanceof Blob || isFile(value)) {
    const bytes = new Uint8Array(await value.arrayBuffer());
    hash.update(`file ${bytes.length} ${createHash("sha256").update(bytes).digest("hex")} `);
  } else if (Array.isArray(value)) {
    hash.update(`[${value.length} `);
    for (const item of value) await digest(hash, item);
  } else if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, held]) => held !== undefined);
    hash.update(`{${entries.length} `);
    for (const [name, held] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${JSON.stringify(name)} `);
      await digest(hash, held);
    }
  } else hash.update(`${JSON.stringify(value) ?? "null"} `);
}

/** Files of a multipart request are not of the global class. */
const isFile = (value: unknown): value is Blob =>
  typeof value === "object" && value !== null && "arrayBuffer" in value && typeof value.arrayBuffer === "function";
