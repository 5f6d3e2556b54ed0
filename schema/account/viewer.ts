import type { Department, Role } from "../../prisma/generated/enums.ts";

/** Who asks: a signed-in person, a city's system, the public, or the hub itself (timers, jobs, seeds). */
export interface Viewer {
  kind: "user" | "client" | "public" | "hub";
  /** Of the account or API client; null for the public and the hub. */
  id: string | null;
  name: string;
  role: Role | "public" | "hub";
  /** Code of the region that the viewer sees, with all below it. */
  region: string;
  /** Set for the role `department` only. */
  department: Department | null;
  /** What an API client may do; people have no scopes. */
  scopes: readonly Scope[];
  /** The key that a client came with. */
  keyId?: string;
}

export const scopes = ["read", "ledger", "cases", "reports", "webhooks"] as const;
export type Scope = (typeof scopes)[number];
export const isScope = (text: string): text is Scope => (scopes as readonly string[]).includes(text);

/** Who acts, where that is somebody: no system, and not the hub itself. */
export const personIn = ({ kind, id }: Viewer): string | null => (kind === "user" ? id : null);

export const publicViewer: Viewer = {
  kind: "public",
  id: null,
  name: "",
  role: "public",
  region: "",
  department: null,
  scopes: [],
};

/** The hub acting by itself sees everything and is named in the log as such. */
export const hubViewer: Viewer = { ...publicViewer, kind: "hub", role: "hub", name: "hub" };
