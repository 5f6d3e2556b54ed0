/** When a contract ends by notice (Civil Code 946 to 948), and until when everything is handed over (949). */
import { Temporal } from "temporal-polyfill";
import { type Deadline, endOf, endOfCivilPeriod } from "../calendar/rules.ts";
import type { Settings } from "../campaign/settings.ts";
import { refuse } from "./refusals.ts";

export type NoticeParty = "owners" | "company";
export type NoticeArticle = "civilCode946" | "civilCode947" | "civilCode948";

export interface Notice {
  by: NoticeParty;
  servedOn: Temporal.PlainDate;
  /** What the contract says of the period, where it says something else than the law. */
  agreedDays: number | null;
  /** The last day of the contract's term; null: without term, or no contract is on record. */
  termEndsOn: Temporal.PlainDate | null;
  /** A contract is on record. */
  recorded: boolean;
}

export interface ContractEnd extends Deadline {
  article: NoticeArticle;
  days: number;
}

/** Days of the law. */
const dismissalDays = 60;
const renewalDays = 90;
const openTermDays = 60;

/**
 * The article that a notice falls under, and the end that it leads to. A contract whose term has run out goes on without
 * term, and either side ends it by 60 days (948).
 *
 * @throws {Refusal} `exit/notice-too-late` when the company says too late that it will not renew, `exit/notice-days-fixed`
 */
export function contractEndOf(notice: Notice, { rollHolidays }: Pick<Settings["exit"], "rollHolidays">): ContractEnd {
  const { by, servedOn, agreedDays, termEndsOn, recorded } = notice;
  const inTerm = termEndsOn !== null && Temporal.PlainDate.compare(servedOn, termEndsOn) <= 0;
  if (inTerm && by === "company") return notRenewed(servedOn, termEndsOn, agreedDays ?? renewalDays);
  if (by === "owners" && (inTerm || !recorded)) {
    const days = agreedDays ?? dismissalDays;
    return { ...endOfCivilPeriod(servedOn, days, { rollHolidays }), article: "civilCode946", days };
  }
  // 948 leaves nothing to agreement.
  if (agreedDays !== null) throw refuse("exit/notice-days-fixed", ["agreedDays"], { days: openTermDays });
  const end = endOfCivilPeriod(servedOn, openTermDays, { rollHolidays });
  return { ...end, article: "civilCode948", days: openTermDays };
}

/** The last day of a period before the holiday rule: what it rolls on from, if it does. */
export const periodEndOf = (
  article: NoticeArticle,
  servedOn: Temporal.PlainDate,
  days: number,
  end: Temporal.PlainDate,
) => (article === "civilCode947" ? end : servedOn.add({ days }));

/** The company will not renew: the contract ends with its term, of which the owners hear in time (947). */
function notRenewed(servedOn: Temporal.PlainDate, termEndsOn: Temporal.PlainDate, days: number): ContractEnd {
  const latest = termEndsOn.subtract({ days });
  if (Temporal.PlainDate.compare(servedOn, latest) > 0)
    throw refuse("exit/notice-too-late", ["servedOn"], { days, latest: latest.toString(), end: termEndsOn.toString() });
  return {
    lastDay: termEndsOn,
    dueAt: endOf(termEndsOn),
    calendarPublished: true,
    calendarYears: [],
    article: "civilCode947",
    days,
  };
}

/** The handover is due on the day agreed upon, else a reasonable time after the end of the contract (949). */
export const handoverDueOf = (
  contractEndsOn: Temporal.PlainDate,
  agreedOn: Temporal.PlainDate | null,
  { handoverDays }: Pick<Settings["exit"], "handoverDays">,
): Deadline =>
  agreedOn
    ? { lastDay: agreedOn, dueAt: endOf(agreedOn), calendarPublished: true, calendarYears: [] }
    : endOfCivilPeriod(contractEndsOn, handoverDays, { rollHolidays: true });

/** What the old company may claim from the owners now. */
export type FeeClaim = "byContract" | "untilTakeOver" | "none";

/**
 * After the end it goes on serving until the next one takes over and is paid for that (950), unless it stays in breach of
 * its duty to leave and to hand over (949).
 */
export function feeClaimOf(
  exit: {
    contractEndsAt: Date | null;
    handoverDue: Date | null;
    handedOver: boolean;
    refused: boolean;
    takenOver: boolean;
  },
  now: Date,
): FeeClaim {
  if (exit.contractEndsAt === null || now < exit.contractEndsAt) return "byContract";
  if (exit.takenOver) return "none";
  const late = exit.handoverDue !== null && exit.handoverDue <= now && !exit.handedOver;
  return late || (exit.refused && !exit.handedOver) ? "none" : "untilTakeOver";
}

/** The notice of a meeting of the owners' assembly (Property Management Regulation 14): 15 days before it. */
const meetingNoticeDays = 15;

export const earliestMeeting = (announcedOn: Temporal.PlainDate) => announcedOn.add({ days: meetingNoticeDays });

/** 20% of the owners can demand a meeting (Property Management Regulation 13); 20% itself is enough. */
export const enoughDemand = (demanding: number, total: number) => 5 * demanding >= total;
