/** What a command to an exit must bring, and which dates it may name. */
import { columnOf, dateOf, dateOfColumn } from "../calendar/rules.ts";
import { earliestMeeting, enoughDemand } from "./notice.ts";
import { refuse } from "./refusals.ts";
import type { Command, Exit, NoticeInput } from "./states.ts";
import { nextSuitStages } from "./suit.ts";
import { requireConsistent } from "./vote.ts";

/** @throws {Refusal} at the field that is wrong */
export function checkInput(exit: Exit, command: Command, now: Date): void {
  if ("evidence" in command && command.evidence.length === 0 && command.type !== "recordMissing")
    throw refuse("exit/evidence-missing", ["evidenceIds"]);
  switch (command.type) {
    case "callMeeting":
      checkMeeting(command, now);
      return;
    case "recordVote":
      requireConsistent(command.counts);
      requireBetween("heldOn", command.heldOn, heldFrom(exit), now);
      return;
    case "dismiss":
      requireBetween("decidedOn", command.decidedOn, heldFrom(exit), now);
      return;
    case "serveNotice":
    case "receiveNotice":
      checkNotice(exit, command, now);
      return;
    case "agreeHandover":
      if (command.handoverOn < todayOf(now))
        throw refuse("exit/date-too-early", ["handoverOn"], { earliest: dateOf(now).toString() });
      return;
    case "handOverItem":
      if (stateOf(exit, command.item) === "handedOver") throw refuse("exit/item-settled", ["item"]);
      if (command.receivedBy.trim() === "") throw refuse("exit/receiver-missing", ["receivedBy"]);
      requireBetween("handedOverOn", command.handedOverOn, null, now);
      return;
    case "recordMissing":
      if (stateOf(exit, command.item) !== "owed") throw refuse("exit/item-settled", ["item"]);
      if (command.note.trim() === "") throw refuse("exit/reason-missing", ["note"]);
      return;
    case "completeHandover":
      requireBetween("handedOverOn", command.handedOverOn, null, now);
      return;
    case "determineRefusal":
      // Found after the due day: the first day is the one that begins when it is over.
      requireBetween("determinedOn", command.determinedOn, exit.handoverDue && todayOf(exit.handoverDue), now);
      return;
    case "advanceSuit":
      checkSuit(exit, command, now);
      return;
    case "takeOver":
      requireBetween("startsOn", command.startsOn, exit.contractEndsOn, now);
      return;
    case "close":
      return;
    case "abandon":
      if (command.reason.trim() === "") throw refuse("exit/reason-missing", ["reason"]);
  }
}

function checkMeeting(command: Extract<Command, { type: "callMeeting" }>, now: Date) {
  const { caller, announcedOn, meetsOn, demandingHeads, demandTotal } = command;
  requireBetween("announcedOn", announcedOn, null, now);
  const earliest = earliestMeeting(dateOfColumn(announcedOn)).toString();
  if (dateOfColumn(meetsOn).toString() < earliest) throw refuse("exit/meeting-too-soon", ["meetsOn"], { earliest });
  if (caller !== "owners") return;
  if (!demandTotal || demandingHeads === null || demandingHeads > demandTotal)
    throw refuse("exit/demand-missing", ["demandingHeads"]);
  if (!enoughDemand(demandingHeads, demandTotal))
    throw refuse("exit/demand-too-small", ["demandingHeads"], { needed: Math.ceil(demandTotal / 5) });
}

function checkNotice({ dismissedOn }: Exit, { servedOn, agreedDays }: NoticeInput, now: Date) {
  requireBetween("servedOn", servedOn, dismissedOn, now);
  if (agreedDays !== null && !(agreedDays >= 1 && agreedDays <= 365))
    throw refuse("exit/notice-days-odd", ["agreedDays"]);
}

function checkSuit({ suitStage }: Exit, command: Extract<Command, { type: "advanceSuit" }>, now: Date) {
  const { stage, court, caseNumber, happenedOn, hearingAt, result } = command;
  if (!nextSuitStages(suitStage).includes(stage)) throw refuse("exit/suit-stage-out-of-turn", ["stage"]);
  if (court.trim() === "") throw refuse("exit/court-missing", ["court"]);
  if (caseNumber.trim() === "") throw refuse("exit/case-number-missing", ["caseNumber"]);
  if (stage === "hearing" && !hearingAt) throw refuse("exit/hearing-missing", ["hearingAt"]);
  if (stage === "judged" && !result) throw refuse("exit/result-missing", ["result"]);
  requireBetween("happenedOn", happenedOn, null, now);
}

const heldFrom = ({ meeting }: Exit) => meeting?.meetsOn ?? null;
const stateOf = ({ items }: Exit, wanted: string) => items.find(({ kind }) => kind === wanted)?.state;

/** The civil date of an instant, as columns carry dates. */
const todayOf = (instant: Date) => columnOf(dateOf(instant));

/** A date of something that has happened: not after today, and not before what came before it. */
function requireBetween(field: string, day: Date, earliest: Date | null, now: Date) {
  const today = todayOf(now);
  if (day > today) throw refuse("exit/date-in-the-future", [field], { today: dateOf(now).toString() });
  if (earliest && day < earliest)
    throw refuse("exit/date-too-early", [field], { earliest: dateOfColumn(earliest).toString() });
}
