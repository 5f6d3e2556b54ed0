/**
 * The surcharge on a fine that is paid late: 3% of what is unpaid for each day, and never above the fine (Administrative
 * Penalty Law 72). Whole fen; what is less than one is not charged. What comes in pays the fine first.
 */
import type { Temporal } from "temporal-polyfill";

const percentADay = 3n;

export interface PaidOn {
  on: Temporal.PlainDate;
  fen: bigint;
}

export interface Surcharge {
  /** Days after the last day for payment, on which something was unpaid. */
  days: number;
  /** What every further day adds, in fen; 0 once nothing more can be added. */
  dailyFen: bigint;
  fen: bigint;
  /** It has reached the fine and grows no more. */
  capped: boolean;
  /** Of the fine. */
  unpaidFen: bigint;
  /** Of fine and surcharge together. */
  outstandingFen: bigint;
}

/** How it stands at the end of a day, with the payments of that day. */
export function surchargeOn(
  fineFen: bigint,
  lastDay: Temporal.PlainDate,
  payments: readonly PaidOn[],
  on: Temporal.PlainDate,
): Surcharge {
  const made = payments.filter((payment) => payment.on.toString() <= on.toString());
  let unpaidFen = fineFen;
  let hundredths = 0n;
  let days = 0;
  let from = lastDay;
  for (const { on: until, fen } of [...made, { on, fen: 0n }]) {
    const late = Math.max(0, from.until(until).days);
    if (unpaidFen > 0n) days += late;
    hundredths += unpaidFen * percentADay * BigInt(late);
    if (late > 0) from = until;
    unpaidFen = fen < unpaidFen ? unpaidFen - fen : 0n;
  }
  const accrued = hundredths / 100n;
  const fen = accrued < fineFen ? accrued : fineFen;
  const paid = made.reduce((sum, payment) => sum + payment.fen, 0n);
  const capped = fen === fineFen;
  const dailyFen = (unpaidFen * percentADay) / 100n;
  return {
    days,
    dailyFen: dailyFen < fineFen - fen ? dailyFen : fineFen - fen,
    fen,
    capped,
    unpaidFen,
    outstandingFen: fineFen + fen - paid,
  };
}
