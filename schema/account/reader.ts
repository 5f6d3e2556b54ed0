import { Refusal } from "../refusal.ts";
import type { Viewer } from "./viewer.ts";

/** Signed in, or with a key that may read: one that only writes is told nothing but what the public is told. */
export const reads = ({ kind, scopes }: Viewer): boolean =>
  kind !== "public" && (kind !== "client" || scopes.includes("read"));

/** @throws {Refusal} `unauthenticated` for the public, `forbidden` for a key without the scope `read` */
export function requireReader(viewer: Viewer): void {
  if (viewer.kind === "public") throw new Refusal("unauthenticated");
  if (!reads(viewer)) throw new Refusal("forbidden");
}
