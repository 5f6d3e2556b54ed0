/** What a case asks of the company on a day. Pure. */
import type { Temporal } from "temporal-polyfill";
import { dateEndingAt, dateOfColumn } from "../calendar/rules.ts";
import { provisionOf, rangeOf } from "./ranges.ts";
import type { PenaltyCase } from "./states.ts";
import { type Surcharge, surchargeOn } from "./surcharge.ts";

const nothingOwed: Surcharge = { days: 0, dailyFen: 0n, fen: 0n, capped: false, unpaidFen: 0n, outstandingFen: 0n };

/** Fine and surcharge at the end of a day; nothing is owed before the decision is served. */
export const outstandingOn = (
  { amountFen, paymentDue, payments }: Pick<PenaltyCase, "amountFen" | "paymentDue" | "payments">,
  on: Temporal.PlainDate,
): Surcharge =>
  amountFen === null || paymentDue === null
    ? nothingOwed
    : surchargeOn(
        amountFen,
        dateEndingAt(paymentDue),
        payments.map(({ paidOn, amountFen: fen }) => ({ on: dateOfColumn(paidOn), fen })),
        on,
      );

/** The range that its fine must lie in; null while what a share is taken of is not known. */
export function rangeOfCase({
  article,
  party,
  actEndedOn,
  basisFen,
}: Pick<PenaltyCase, "article" | "party" | "actEndedOn" | "basisFen">) {
  const provision = provisionOf(article, party, dateOfColumn(actEndedOn));
  return provision.limits.basis !== undefined && basisFen === null ? null : rangeOf(provision, basisFen);
}
