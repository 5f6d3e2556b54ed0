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

const namedKinds = ["complex", "rectification"] as const;
type NamedKind = (typeof namedKinds)[number];
export const workKinds = ["complaint", ...namedKinds] as const;
export type WorkKind = (typeof workKinds)[number];
export const leavingReasons = ["left", "moved", "longLeave", "other"] as const;
export type LeavingReason = (typeof leavingReasons)[number];

export type Worker = Pick<User, "id" | "name" | "regionCode">;

/**
 * The rows of each kind that wait for a person. A complaint names its handler; a complex and a rectification name who
 * answers for them in words, which are this person's where nobody else of the region is called so.
 */
const openOf = (person: Worker): Record<WorkKind, object> => {
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

/** What is open of each of them, in the order in which they are asked for. */
export async function openWorkOf(
  tx: Pick<Tx, "user" | WorkKind>,
  people: readonly Worker[],
): Promise<readonly OpenWork[][]> {
  const open = people.map(openOf);
  const handled = await tx.complaint.groupBy({
    by: ["handlerId"],
    where: { OR: open.map(({ complaint }) => complaint) },
    _count: true,
  });
  const responsible = (kind: NamedKind) => byResponsible(tx, kind, { OR: open.map((of) => of[kind]) });
  const named = { complex: await responsible("complex"), rectification: await responsible("rectification") };
  const namesakes = await tx.user.findMany({
    where: { name: { in: people.map(({ name }) => name) }, disabledAt: null },
    select: { id: true, name: true, regionCode: true },
  });
  return people.map(({ id, name, regionCode }) => {
    const shared = namesakes.some(
      (other) => other.id !== id && other.name === name && covers(regionCode, other.regionCode),
    );
    const ofNamed = (kind: NamedKind) =>
      named[kind]
        .filter((group) => group.responsiblePerson === name && covers(regionCode, regionOf(group)))
        .reduce((sum, { _count }) => sum + _count, 0);
    return [
      { kind: "complaint", count: handled.find(({ handlerId }) => handlerId === id)?._count ?? 0, shared: false },
      ...namedKinds.map((kind) => ({ kind, count: ofNamed(kind), shared })),
    ];
  });
}

/** Typed as one of them, for here they are alike. */
const byResponsible = (tx: Pick<Tx, NamedKind>, kind: NamedKind, where: object) =>
  tx[kind as "complex"].groupBy({
    by: ["responsiblePerson", "cityCode", "countyCode", "subdistrictCode"],
    where,
    _count: true,
  });

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
    const open = (await openWorkOf(whole.tx, [from])).flat().filter(({ kind }) => kinds.includes(kind));
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
  for (const { kind, count, shared } of (await openWorkOf(tx, [from])).flat()) {
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
