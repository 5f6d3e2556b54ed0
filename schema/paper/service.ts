/** What a case says of the service of its paper: the same fact, read where it is recorded. */
import type { NewEvent } from "../activity/log.ts";
import type { Work } from "../activity/transact.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { departmentBody, housingBody } from "./bodies.ts";
import type { Manner, Service } from "./rules.ts";

/** An event of a case, as far as a paper follows from it. */
export type Deed = Pick<NewEvent, "kind" | "facts" | "subject" | "region">;

/** How, where the command has said it; it is in the facts of its event. */
const mannerOf = ({ facts }: Deed) => (facts?.manner ?? "inPerson") as Manner;

/** A department that takes or returns a transfer in the hub has received it there; what is said for it proves nothing. */
export async function takenByDepartment(
  { tx, viewer, now, context }: Work,
  { subject }: Deed,
): Promise<Service | null> {
  if (viewer.role !== "department") return null;
  const { department, cityCode } = await tx.transfer.findUniqueOrThrow({ where: { id: subject.id } });
  return {
    servedOn: columnOf(dateOf(now)),
    manner: "electronic",
    receivedBy: departmentBody(context.regions, cityCode, department),
    note: null,
  };
}

/** A notice of a penalty case, with the day of the case on which it was received. */
export const toldOn =
  (day: "offeredOn" | "hearingNotifiedOn") =>
  async ({ tx }: Work, deed: Deed): Promise<Service> => {
    const row = await tx.penaltyCase.findUniqueOrThrow({ where: { id: deed.subject.id } });
    return given(row[day], mannerOf(deed));
  };

/** Those who were asked, where they answer themselves. */
export async function answeredHere({ tx, viewer, now, context }: Work, { subject }: Deed): Promise<Service | null> {
  const { kind, toCode } = await tx.supervisionMatter.findUniqueOrThrow({ where: { id: subject.id } });
  const reported = kind === "disciplineReport";
  if (reported !== (viewer.role === "discipline")) return null;
  const receivedBy = reported
    ? departmentBody(context.regions, toCode, "disciplineInspection")
    : housingBody(context.regions, toCode);
  return { servedOn: columnOf(dateOf(now)), manner: "electronic", receivedBy, note: null };
}

export async function decisionServed({ tx }: Work, deed: Deed): Promise<Service> {
  const { servedOn, receivedBy } = await tx.penaltyCase.findUniqueOrThrow({ where: { id: deed.subject.id } });
  return given(servedOn, mannerOf(deed), receivedBy);
}

export async function noticeGiven({ tx }: Work, deed: Deed): Promise<Service | null> {
  const { noticeServedOn, noticeBy } = await tx.exit.findUniqueOrThrow({ where: { id: deed.subject.id } });
  return noticeBy === "owners" ? given(noticeServedOn, mannerOf(deed)) : null;
}

/** The event is that it was served: its day is known. */
const given = (on: Date | null, manner: Manner, receivedBy: string | null = null): Service => ({
  servedOn: on as Date,
  manner,
  receivedBy,
  note: null,
});
