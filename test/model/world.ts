/** What the model knows of a hub, and nothing that it was not told by its own statement of the rules. */
import type { Viewer } from "../../schema/account/viewer.ts";

export interface Subject {
  id: string;
  /** Code of the county it lies in, or of the city. */
  place: string;
  state: string;
  version: number;
}

export interface Complex extends Subject {
  households: number;
  /** Who serves it, by the contract that began last. */
  companyId: string;
  /** Last day of that contract, as `2024-08-15`; null: it has no term. */
  endsOn: string | null;
  /** Place of its grade in the city's catalogue; 0: none is known. */
  grade: number;
}

export interface Complaint extends Subject {
  complexId: string;
  code: string;
  /** Of somebody anonymous none is kept. */
  phone: string | null;
  filedAt: Date;
  /** It counts. */
  confirmed: boolean;
  handlerId: string | null;
  /** The one whose matter it is as well. */
  primaryId: string | null;
  /** Of the last verification that was done here and by no department. */
  wasSubstantiated: boolean;
  /** Ends of the clocks that ask for something; null: stopped or not begun. */
  clocks: Record<"acknowledge" | "verify" | "feedback" | "outcome", Date | null>;
  pausedAt: Date | null;
  extensions: number;
  ownerReopenings: number;
  satisfied: boolean | null;
  answerDue: Date | null;
  answeredByDepartment: boolean;
  reopenings: number;
}

export interface Inspection extends Subject {
  complexId: string;
  kind: string;
  /** An acceptance or a failure rests on it. */
  proof: boolean;
}

export interface Finding extends Subject {
  complexId: string;
  inspectionId: string;
  complaintId: string | null;
  rectificationId: string | null;
  companyId: string;
  illegal: boolean;
  foundOn: string;
}

export interface Rectification extends Subject {
  complexId: string;
  companyId: string;
  deadline: Date;
  /** The deadline that was missed last, and how many steps were taken because of it. */
  missed: Date | null;
  escalations: number;
  askedUntil: Date | null;
  extensions: number;
}

export interface FollowUp extends Subject {
  rectificationId: string;
  /** Illegal findings that owe it. */
  findingIds: readonly string[];
  kind: "gradeReview" | "penaltyOrTransfer" | "exitGuidance";
  /** Of guidance alone. */
  dueAt: Date | null;
}

export interface Transfer extends Subject {
  department: string;
  complaintId: string | null;
  findingIds: readonly string[];
  dueAt: Date | null;
  missed: Date | null;
}

export interface CreditEvent extends Subject {
  companyId: string;
  /** Finding or penalty case. */
  groundId: string | null;
  severity: string;
  determinedOn: string;
}

export interface Punishment extends Subject {
  creditEventId: string;
  begins: Date;
  ends: Date;
  departments: { name: string; confirmed: boolean; reported: boolean }[];
}

export interface SpotCheck extends Subject {
  begins: Date;
  dueAt: Date;
  drawn: { complexId: string; state: "drawn" | "carriedOut" | "leftOut" }[];
  /** Complexes of the frame with their weights. */
  frame: ReadonlyMap<string, number>;
}

export interface Exit extends Subject {
  complexId: string;
  companyId: string;
  meetsOn: string;
  passed: boolean;
  /** Of the contract, and the first moment after it. */
  lastDay: string;
  endsAt: Date | null;
  agreedOn: string | null;
  handoverDue: Date | null;
  items: Record<string, "owed" | "handedOver" | "missing">;
  suitStage: string | null;
  refused: boolean;
}

export interface PenaltyCase extends Subject {
  findingId: string;
  companyId: string;
  closedAfterDecision: boolean;
  /** Of decision, service or payment. */
  dueAt: Date | null;
  missed: Date | null;
  askDue: Date | null;
  hearingAt: Date | null;
  unpaidFen: number;
}

export interface GradeReview extends Subject {
  rectificationId: string;
  complexId: string;
  /** Place in the catalogue that is proposed. */
  grade: number;
  chargedFrom: Date | null;
  paysDebt: boolean;
}

export interface World {
  now: Date;
  /** What has happened that no row remembers; of a complaint it counts once that counts. */
  told: { figure: string; place: string; complaintId: string | null }[];
  companies: { id: string; city: string }[];
  /** Who may be named as the handler of a complaint. */
  handlers: readonly Actor[];
  complexes: Complex[];
  complaints: Complaint[];
  inspections: Inspection[];
  findings: Finding[];
  rectifications: Rectification[];
  followUps: FollowUp[];
  transfers: Transfer[];
  creditEvents: CreditEvent[];
  punishments: Punishment[];
  spotChecks: SpotCheck[];
  exits: Exit[];
  penalties: PenaltyCase[];
  gradeReviews: GradeReview[];
}

export const emptyWorld = (now: Date): World => ({
  now,
  told: [],
  companies: [],
  handlers: [],
  complexes: [],
  complaints: [],
  inspections: [],
  findings: [],
  rectifications: [],
  followUps: [],
  transfers: [],
  creditEvents: [],
  punishments: [],
  spotChecks: [],
  exits: [],
  penalties: [],
  gradeReviews: [],
});

export type Actor = Viewer;

/** Those who work on cases see what lies in their region; the others only what is addressed to them (domain 15). */
export const sees = ({ role, region }: Actor, { place }: Pick<Subject, "place">): boolean =>
  ["leader", "office", "city", "county", "system"].includes(role) && place.startsWith(region);

export const byId = <S extends { id: string }>(subjects: readonly S[], id: string | null): S => {
  const found = subjects.find((one) => one.id === id);
  if (!found) throw new Error(`the model knows no ${id}`);
  return found;
};

/** Counts something that no row remembers. */
export const count = (world: World, { place }: { place: string }, figure: string, complaintId: string | null = null) =>
  void world.told.push({ figure, place, complaintId });

/** Whether a clock has run out that had not when it was asked last. */
export function runsOut(one: { missed: Date | null }, due: Date | null, { now }: World): boolean {
  if (!due || due > now || one.missed?.getTime() === due.getTime()) return false;
  one.missed = due;
  return true;
}

/** A department holds it, or has dealt with it. */
export const standing = ({ state }: Transfer) => ["sent", "accepted", "answered"].includes(state);
/** It takes a finding until it is withdrawn: nobody is fined twice. */
export const takes = (one: PenaltyCase, findingId: string) => one.findingId === findingId && one.state !== "withdrawn";
/** Findings of a complaint that are still to be settled. */
export const pending = (world: World, complaintId: string) =>
  world.findings.some((one) => one.complaintId === complaintId && ["open", "ordered"].includes(one.state));
