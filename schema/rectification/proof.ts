import type { Inspection } from "../../prisma/generated/client.ts";
import { wallClock } from "../calendar/rules.ts";
import { refuse } from "./refusals.ts";

/**
 * What acceptance and failure rest on: an inspection on the spot of the same complex, carried out after what it judges
 * (the submission, or the deadline), that came to the same result.
 *
 * @throws {Refusal} `rectification/inspection-missing`, `rectification/inspection-unfit`, `rectification/inspection-too-early`
 */
export function requireProof(
  rectification: { complexId: string; submittedAt: Date | null; deadline: Date },
  inspection: Pick<Inspection, "complexId" | "state" | "result" | "carriedOutAt"> | null,
  command: "accept" | "fail",
  /** Where the caller said when it was carried out. */
  at: readonly string[] = ["inspectionId"],
): void {
  if (!inspection) throw refuse("rectification/inspection-missing", ["inspectionId"]);
  const result = command === "accept" ? "clean" : "problems";
  if (
    inspection.complexId !== rectification.complexId ||
    inspection.state !== "carriedOut" ||
    inspection.result !== result ||
    !inspection.carriedOutAt
  )
    throw refuse("rectification/inspection-unfit", ["inspectionId"]);
  const after = command === "accept" ? rectification.submittedAt : rectification.deadline;
  if (after && inspection.carriedOutAt < minuteOf(after))
    throw refuse("rectification/inspection-too-early", at, { after: wallClock(after) });
}

/** People tell the time of a visit to the minute: one in the minute of the submission comes after it. */
const minuteOf = (at: Date) => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
