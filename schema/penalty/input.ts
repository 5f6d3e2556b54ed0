/** What a command to a penalty case must bring, and which days it may name. */
import { columnOf, dateEndingAt, dateOf, dateOfColumn } from "../calendar/rules.ts";
import { refuseGeneral } from "../refusal.ts";
import { inYuan } from "../yuan.ts";
import { earliestHearing } from "./clocks.ts";
import { provisionOf, requireInRange } from "./ranges.ts";
import { refuse } from "./refusals.ts";
import { outstandingOn } from "./standing.ts";
import type { Command, PenaltyCase } from "./states.ts";

/** A hundred billion yuan: beyond it somebody has mistaken the unit. */
const mostFen = 10_000_000_000_000n;

/** @throws {Refusal} at the field that is wrong */
export function checkInput(current: PenaltyCase, command: Command, now: Date): void {
  const filedOn = columnOf(dateOf(current.filedAt));
  if ("evidence" in command && command.evidence.length === 0) throw refuse("penalty/evidence-missing", ["evidenceIds"]);
  switch (command.type) {
    case "recordEvidence":
      return;
    case "offerHearing": {
      const { offeredOn, article, basisFen, amountFen } = command;
      requireBetween("offeredOn", offeredOn, filedOn, now);
      requireBounded("basisFen", basisFen);
      requireBounded("amountFen", amountFen);
      requireInRange(provisionOf(article, current.party, dateOfColumn(current.actEndedOn)), basisFen, amountFen);
      return;
    }
    case "askHearing":
      checkAsking(current, command.askedOn, now);
      return;
    case "notifyHearing":
      checkNotice(current, command, now);
      return;
    case "holdHearing":
      if (command.record.trim() === "") throw refuse("penalty/record-missing", ["record"]);
      return;
    case "decide":
      checkDecision(current, command, now);
      return;
    case "serve":
      if (command.receivedBy.trim() === "") throw refuse("penalty/receiver-missing", ["receivedBy"]);
      requireBetween("servedOn", command.servedOn, current.decidedOn, now);
      return;
    case "recordPayment":
      checkPayment(current, command, now);
      return;
    case "close":
    case "withdraw":
      if (command.reason.trim() === "") throw refuse("penalty/reason-missing", ["reason"]);
  }
}

function checkAsking({ offeredOn, hearingAskDue }: PenaltyCase, askedOn: Date, now: Date) {
  requireBetween("askedOn", askedOn, offeredOn, now);
  const last = hearingAskDue && dateEndingAt(hearingAskDue).toString();
  if (last && dateOfColumn(askedOn).toString() > last)
    throw refuse("penalty/hearing-asked-late", ["askedOn"], { last, article: 64 });
}

function checkNotice(
  { hearingAskedOn, hearingNotifiedOn }: PenaltyCase,
  { notifiedOn, hearingAt, place }: Extract<Command, { type: "notifyHearing" }>,
  now: Date,
) {
  if (place.trim() === "") throw refuse("penalty/place-missing", ["place"]);
  requireBetween("notifiedOn", notifiedOn, hearingNotifiedOn ?? hearingAskedOn, now);
  const earliest = earliestHearing(dateOfColumn(notifiedOn)).toString();
  if (dateOf(hearingAt).toString() < earliest)
    throw refuse("penalty/hearing-notice-short", ["hearingAt"], { earliest, article: 64 });
}

function checkDecision(
  current: PenaltyCase,
  { decidedOn, amountFen }: Extract<Command, { type: "decide" }>,
  now: Date,
) {
  const { article, party, actEndedOn, basisFen, offeredFen, hearingAt, hearingAskDue } = current;
  requireBounded("amountFen", amountFen);
  // After the hearing, or after the days in which one could be asked for.
  requireBetween("decidedOn", decidedOn, dayOf(hearingAt ?? hearingAskDue), now);
  requireInRange(provisionOf(article, party, dateOfColumn(actEndedOn)), basisFen, amountFen);
  if (offeredFen !== null && amountFen > offeredFen)
    throw refuse("penalty/heavier-than-offered", ["amountFen"], { offered: inYuan(offeredFen), article: 45 });
}

function checkPayment(
  current: PenaltyCase,
  { paidOn, amountFen, receipt }: Extract<Command, { type: "recordPayment" }>,
  now: Date,
) {
  if (receipt.trim() === "") throw refuse("penalty/receipt-missing", ["receipt"]);
  requireBounded("amountFen", amountFen);
  if (amountFen === 0n) throw refuse("penalty/amount-missing", ["amountFen"]);
  // Payments are entered in the order in which they came: what each leaves outstanding is what the next finds.
  requireBetween("paidOn", paidOn, current.payments.at(-1)?.paidOn ?? current.servedOn, now);
  const day = dateOfColumn(paidOn);
  const { outstandingFen } = outstandingOn(current, day);
  if (amountFen > outstandingFen)
    throw refuse("penalty/payment-above-outstanding", ["amountFen"], {
      day: day.toString(),
      outstanding: inYuan(outstandingFen),
    });
}

/** Beyond what a column or a reader of the refusal could take. */
function requireBounded(field: string, fen: bigint | null) {
  if (fen !== null && (fen < 0n || fen > mostFen))
    throw refuseGeneral("invalid/out-of-range", [field], { min: 1, max: Number(mostFen) });
}

const dayOf = (instant: Date | null) => instant && columnOf(dateOf(instant));

/** Civil dates as columns carry them. */
function requireBetween(field: string, day: Date, earliest: Date | null, now: Date) {
  if (earliest && day < earliest)
    throw refuse("penalty/date-too-early", [field], { earliest: dateOfColumn(earliest).toString() });
  const today = dateOf(now);
  if (day > columnOf(today)) throw refuse("penalty/date-in-the-future", [field], { today: today.toString() });
}
