import type { VariablesOf } from "../../graph/graphql.ts";
import type { CommandRefusal } from "../../ui/command.ts";
import type { ChecklistAnswer, InspectionKind } from "../inspection/finding.ts";
import type { RecordInspection_Mutation } from "../inspection/operations.ts";

/** What was found of one act; an act without one was not looked at. */
export interface Item {
  answer: Exclude<ChecklistAnswer, "NOT_LOOKED_AT"> | null;
  note: string;
  illegal: boolean;
}

export const emptyItem: Item = { answer: null, note: "", illegal: false };

export interface Place {
  id: string;
  name: string;
  path: string;
}

/** A complex that was drawn and is still to be visited; nobody below the body that drew knows. */
export interface Drawn {
  id: string;
  number: string;
  place: Place;
}

/** `unanswered`: sent, and nobody knows whether it arrived; nothing of it may change until the hub has said. */
export type DraftState =
  | { is: "open" }
  | { is: "wanted" }
  | { is: "unanswered" }
  | { is: "refused"; errors: readonly CommandRefusal[] };

/** An inspection as it is written down on the spot, kept on the device until the hub has it. */
export interface Draft {
  /** Also the key under which it is sent: however often that happens, it is one inspection. */
  id: string;
  /** Whose it is: nobody else who signs in on this device is shown it. */
  person: string;
  kind: InspectionKind;
  place: Place | null;
  complaint: { id: string; number: string; kind: string | null } | null;
  /** The spot check for which the place was drawn. */
  drawn?: { id: string; number: string };
  /** By the hub's clock, in milliseconds. */
  carriedOutAt: number;
  notes: string;
  items: Readonly<Record<string, Item>>;
  state: DraftState;
  changedAt: number;
}

export interface Photo {
  id: string;
  draft: string;
  /** The act that it shows; null: the inspection as a whole. */
  act: string | null;
  file: Blob;
  name: string;
  sha256: string;
  /** By the hub's clock, in milliseconds. */
  takenAt: number;
  /** Where its sending was begun, the upload that has arrived, and the evidence that it became. */
  address?: string;
  upload?: string;
  evidence?: string;
}

export interface CatalogueKind {
  code: string;
  number: number;
  title: string;
  listedActs: readonly { code: string; text: string }[];
}

/** How far a draft is, for the bar below it. */
export function progressOf({ items }: Draft, catalogue: readonly CatalogueKind[]) {
  const acts = catalogue.flatMap(({ listedActs }) => listedActs);
  const answers = acts.map(({ code }) => items[code]?.answer);
  return {
    all: acts.length,
    looked: answers.filter(Boolean).length,
    wrong: answers.filter((answer) => answer === "NOT_IN_ORDER").length,
  };
}

type Input = VariablesOf<typeof RecordInspection_Mutation>["input"];

/** What was found, as the hub takes it once every photo has become evidence. */
export function foundIn(
  draft: Draft,
  photos: readonly Photo[],
): Pick<Input, "complexId" | "carriedOutAt" | "notes" | "evidenceIds" | "checklist"> {
  const evidenceOf = (act: string | null) =>
    photos.filter((photo) => photo.act === act).flatMap(({ evidence }) => evidence ?? []);
  const acts = new Set([...Object.keys(draft.items), ...photos.flatMap(({ act }) => act ?? [])]);
  return {
    complexId: draft.place?.id ?? "",
    carriedOutAt: new Date(draft.carriedOutAt).toISOString(),
    notes: draft.notes.trim() || null,
    evidenceIds: evidenceOf(null),
    checklist: [...acts].sort().map((act) => {
      const { answer, note, illegal } = draft.items[act] ?? emptyItem;
      return {
        act,
        answer: answer ?? "NOT_LOOKED_AT",
        note: note.trim() || null,
        illegal: answer === "NOT_IN_ORDER" && illegal,
        evidenceIds: evidenceOf(act),
      };
    }),
  };
}

/** The item that a refusal is about, by its place in what was sent. */
export function refusedAct(draft: Draft, photos: readonly Photo[], { path }: CommandRefusal): string | undefined {
  const [list, index] = path ?? [];
  return list === "checklist" ? foundIn(draft, photos).checklist?.[Number(index)]?.act : undefined;
}
