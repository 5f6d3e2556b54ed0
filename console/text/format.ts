import { campaignZone } from "./language.ts";
import { useText } from "./text.ts";

type Moment = string | number | Date;

const cache = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function kept<Format extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => Format): Format {
  const known = cache.get(key) as Format | undefined;
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

function dates(name: string, language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(
    `${name} ${language}`,
    () => new Intl.DateTimeFormat(language, { timeZone: campaignZone, hourCycle: "h23", ...options }),
  );
}

/** A civil date has no zone: it is read as that day's noon in the campaign's zone, so that no zone moves it. */
function instant(moment: Moment): Date {
  return typeof moment === "string" && moment.length === 10 ? new Date(`${moment}T12:00:00+08:00`) : new Date(moment);
}

const minute = (at: Date) =>
  `${dates("date", "en-CA", {}).format(at)} ${dates("time", "en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)}`;

/** Numbers and moments as people of the campaign write them, in the language that is on. */
export function useFormat() {
  const { language } = useText();
  const on = () => (language.value === "en" ? "en-GB" : language.value);
  return {
    number: (value: number, digits = 0) =>
      kept(
        `number ${digits}`,
        () => new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
      ).format(value),
    /** One after the other, as the language does it. */
    list: (words: readonly string[]) => words.join(language.value === "en" ? ", " : "、"),
    /** 09:42 */
    time: (moment: Moment) => dates("time", "en-GB", { hour: "2-digit", minute: "2-digit" }).format(instant(moment)),
    /** 8月15日, 15 Aug */
    day: (moment: Moment) => dates("day", on(), { month: "short", day: "numeric" }).format(instant(moment)),
    /** 2024年8月, August 2024 */
    month: (moment: Moment) => dates("month", on(), { year: "numeric", month: "long" }).format(instant(moment)),
    /** 2024-08-15 */
    date: (moment: Moment) => dates("date", "en-CA", {}).format(instant(moment)),
    /** 2024-08-15 09:42 */
    minute: (moment: Moment) => minute(instant(moment)),
    /** The same of a deadline: one that ends with its day is told as 24:00 of that day, as people of offices do. */
    due: (moment: Moment) => {
      const at = instant(moment);
      const last = minute(new Date(at.getTime() - 1));
      return minute(at).endsWith("00:00") ? `${last.slice(0, 10)} 24:00` : minute(at);
    },
  };
}
