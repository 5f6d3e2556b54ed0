import type { Db } from "../../prisma/client.ts";
import { hubViewer, type Viewer } from "../../schema/account/viewer.ts";
import { append, type NewEvent } from "../../schema/activity/log.ts";

const someSubject = "00000000-0000-7000-8000-000000000001";

/** An event of which only what matters to the test is said. */
export const anEvent = (over: Partial<NewEvent> = {}): NewEvent => ({
  kind: "ComplaintAssigned",
  subject: { type: "Complaint", id: someSubject, version: 1 },
  region: "140105",
  ...over,
});

/** Appends to the log as a command does, in a transaction of its own. */
export const appendTo = (db: Db, events: readonly NewEvent[], viewer: Viewer = hubViewer, at = new Date()) =>
  db.$transaction((tx) => append(tx, events, viewer, at));

/** An event that is known again by its number. */
export const numbered = (version: number, over: Partial<NewEvent> = {}): NewEvent =>
  anEvent({ subject: { type: "Complaint", id: someSubject, version }, ...over });

/** Somebody of a role; the region says how deep. */
export const aViewer = (role: Viewer["role"], region: string, over: Partial<Viewer> = {}): Viewer => ({
  kind: role === "hub" || role === "public" ? role : role === "system" ? "client" : "user",
  id: `00000000-0000-7000-8000-${region.padStart(12, "0")}`,
  name: `${role} ${region}`,
  role,
  region,
  department: role === "department" ? "credit" : null,
  scopes: role === "system" ? ["read", "ledger", "cases", "reports"] : [],
  ...over,
});
