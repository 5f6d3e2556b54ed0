/** A leaver's work goes to another in one act (domain 6): whatever is open and names them. */
import type { Tx } from "../../prisma/client.ts";
import type { User } from "../../prisma/generated/client.ts";
import { transact, type Work } from "../activity/transact.ts";
import { mostBulkRows, underSavepoint } from "../bulk.ts";
import { instructComplaint } from "../complaint/commands.ts";
import { instructComplex } from "../complex/commands.ts";
import { inLedger } from "../complex/policy.ts";
import type { HubContext } from "../context.ts";
import { requireMay } from "../permissions.ts";
import { instructRectification } from "../rectification/commands.ts";
import { refuseGeneral } from "../refusal.ts";
import { covers, regionOf, regionSelect, within } from "../region/policy.ts";
import { refuseAccount } from "./refusals.ts";
import { hubViewer } from "./viewer.ts";

export const workKinds = ["complaint", "complex", "rectification"] as const;
export type WorkKind = (typeof workKinds)[number];
export const leavingReasons = ["left", "moved", "longLeave", "other"] as const;
export type LeavingReason = (typeof leavingReasons)[number];

/**
 * The rows of each kind that wait for a person. A complaint names its handler; a complex and a rectification name who
 * answers for them in words, which are this person's where nobody else of the region is called so.
 */
const openOf = (person: Pick<User, "id" | "name" | "regionCode">): Record<WorkKind, object> => {
  const named = { ...within(person.regionCode), responsiblePerson: person.name };
  return {
    complaint: { handlerId: person.id, closedAt: null },
    complex: { ...named, ...inLedger },
    rectification: { ...named, settledAt: null },
  };
};

/** Typed as one of them, for here they are all alike. */
const rowsOf = (tx: Pick<Tx, WorkKind>, kind: WorkKind) => tx[kind as "complaint"];

export interface OpenWork {
  kind: WorkKind;
  count: number;
  /** Somebody else of the region has the same name: whose it is the hub cannot tell, and leaves it. */
  shared: boolean;
}

export async function openWorkOf(tx: Pick<Tx, "user" | WorkKind>, person: User): Promise<OpenWork[]> {
  const shared = await sharesName(tx, person);
  const open = openOf(person);
  const work: OpenWork[] = [];
  for (const kind of workKinds)
    work.push({
      kind,
      count: await rowsOf(tx, kind).count({ where: open[kind] }),
      shared: shared && kind !== "complaint",
    });
  return work;
}

const sharesName = async (tx: Pick<Tx, "user">, { id, name, regionCode }: User) =>
  (await tx.user.count({
    where: { name, id: { not: id }, disabledAt: null, regionCode: { startsWith: regionCode } },
  })) > 0;

/** Those whose work the viewer may hand on: of one's own region and below. */
export async function leaverOf({ viewer, db }: HubContext, id: string): Promise<User> {
  requireMay(viewer, "account.reassign");
  const person = await db.user.findFirst({ where: { id, regionCode: { startsWith: viewer.region } } });
  if (!person) throw refuseGeneral("not-found", ["fromId"]);
  return person;
}

export interface Reassignment {
  fromId: string;
  toId: string;
  kinds: readonly WorkKind[];
  reason: LeavingReason;
}
export interface Reassigned {
  moved: Record<WorkKind, number>;
  /** By the code of the refusal. */
  refused: Record<string, number>;
  left: number;
}

/**
 * Hands open work on, at most so many cases a call: whoever calls again goes on with what is left. One event for each
 * case, and one for the whole. Case by case the rules of the case hold; who gives the order need not see it.
 *
 * @throws {Refusal} `forbidden`, `not-found`, `account/successor-unfit`
 */
export async function reassignWork(context: HubContext, { fromId, toId, kinds, reason }: Reassignment) {
  const from = await leaverOf(context, fromId);
  const result = await transact(context, async (whole): Promise<Reassigned> => {
    const to = await successor(whole, toId, from);
    const moved: Record<WorkKind, number> = { complaint: 0, complex: 0, rectification: 0 };
    const refused: Record<string, number> = {};
    for (const { kind, id, region } of await batchOf(whole.tx, from, kinds)) {
      const refusal = await underSavepoint(whole, { ...context, viewer: hubViewer }, async (work) => {
        if (!covers(to.regionCode, region)) throw refuseAccount("account/successor-unfit", ["toId"]);
        await handOn[kind](work, id, to);
      });
      if (refusal) refused[refusal.code] = (refused[refusal.code] ?? 0) + 1;
      else moved[kind]++;
    }
    const open = (await openWorkOf(whole.tx, from)).filter(({ kind }) => kinds.includes(kind));
    whole.record({
      kind: "WorkReassigned",
      subject: { type: "User", id: from.id, version: from.version },
      region: from.regionCode,
      facts: { to: to.id, reason, ...moved },
    });
    return { moved, refused, left: open.reduce((sum, { count }) => sum + count, 0) };
  });
  return { result };
}

async function successor({ tx, viewer }: Work, id: string, from: User): Promise<User> {
  const to = await tx.user.findFirst({ where: { id, regionCode: { startsWith: viewer.region } } });
  if (!to) throw refuseGeneral("not-found", ["toId"]);
  const works = to.role === "city" || to.role === "county" || to.role === "subdistrict";
  if (to.id === from.id || to.disabledAt || !works) throw refuseAccount("account/successor-unfit", ["toId"]);
  return to;
}

interface Case {
  kind: WorkKind;
  id: string;
  region: string;
}

async function batchOf(tx: Tx, from: User, kinds: readonly WorkKind[]): Promise<Case[]> {
  const open = openOf(from);
  // What follows another complaint goes with that one.
  const leading = { OR: [{ primaryId: null }, { primary: { handlerId: { not: from.id } } }] };
  const cases: Case[] = [];
  for (const { kind, count, shared } of await openWorkOf(tx, from)) {
    if (shared || count === 0 || !kinds.includes(kind)) continue;
    const rows = await rowsOf(tx, kind).findMany({
      where: kind === "complaint" ? { ...open[kind], ...leading } : open[kind],
      select: { id: true, ...regionSelect },
      orderBy: { id: "asc" },
      take: mostBulkRows - cases.length,
    });
    cases.push(...rows.map((row) => ({ kind, id: row.id, region: regionOf(row) })));
  }
  return cases;
}

const handOn: Record<WorkKind, (work: Work, id: string, to: User) => Promise<unknown>> = {
  complaint: (work, id, to) => instructComplaint.within(work, id, { type: "assign", handlerId: to.id }),
  complex: (work, id, to) =>
    instructComplex.within(work, id, { type: "assignResponsible", responsiblePerson: to.name }),
  rectification: (work, id, to) =>
    instructRectification.within(work, id, { type: "nameResponsible", responsiblePerson: to.name }),
};
