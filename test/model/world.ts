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
  companyId: string;
  /** Place of its grade in the city's catalogue; 0: none is known. */
  grade: number;
}

export interface Complaint extends Subject {
  complexId: string;
  code: string;
  /** Ends of the clocks that ask for something; null: stopped or not begun. */
  clocks: Record<"acknowledge" | "verify" | "feedback" | "outcome", Date | null>;
  pausedAt: Date | null;
  extensions: number;
  ownerReopenings: number;
  satisfied: boolean | null;
  answerDue: Date | null;
  answeredByDepartment: boolean;
  reopenings: number;
  /** What has been done to it, whatever was undone since. */
  counts: Record<"verified" | "substantiated" | "fedBack" | "answered" | "satisfied" | "closed", number>;
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
  illegal: boolean;
  foundOn: string;
}

export interface Rectification extends Subject {
  complexId: string;
  deadline: Date;
  askedUntil: Date | null;
  extensions: number;
}

export interface FollowUp extends Subject {
  rectificationId: string;
  /** Illegal findings that owe it. */
  findingIds: readonly string[];
  kind: "gradeReview" | "penaltyOrTransfer";
}

export interface Transfer extends Subject {
  department: string;
  complaintId: string | null;
  findingIds: readonly string[];
  dueAt: Date | null;
}

export interface CreditEvent extends Subject {
  findingId: string | null;
}

export interface PenaltyCase extends Subject {
  findingId: string;
  /** Of service or payment, which alone can run out here. */
  dueAt: Date | null;
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
  penalties: PenaltyCase[];
  gradeReviews: GradeReview[];
}

export const emptyWorld = (now: Date): World => ({
  now,
  handlers: [],
  complexes: [],
  complaints: [],
  inspections: [],
  findings: [],
  rectifications: [],
  followUps: [],
  transfers: [],
  creditEvents: [],
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

/** A department holds it, or has dealt with it. */
export const standing = ({ state }: Transfer) => ["sent", "accepted", "answered"].includes(state);
/** It takes a finding until it is withdrawn: nobody is fined twice. */
export const takes = (one: PenaltyCase, findingId: string) => one.findingId === findingId && one.state !== "withdrawn";
/** Findings of a complaint that are still to be settled. */
export const pending = (world: World, complaintId: string) =>
  world.findings.some((one) => one.complaintId === complaintId && ["open", "ordered"].includes(one.state));
