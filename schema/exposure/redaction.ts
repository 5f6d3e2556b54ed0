/**
 * Personal data in a text that is to be published (domain 14): found by what it looks like, and by the names that the
 * ledger entry knows. Pure: text and what is known in, places out.
 *
 * A text is looked at through views of its own length, so that every place found is a place of the text: full-width
 * letters as plain ones, and, for numbers, Chinese numerals as digits.
 */
import { expectedCheckDigit } from "../company/rules.ts";
import { namesIn } from "./redaction-names.ts";

export const dataKinds = [
  "name",
  "telephone",
  "identityNumber",
  "numberPlate",
  "houseNumber",
  "email",
  "bankCard",
] as const;
export type DataKind = (typeof dataKinds)[number];

/** What was found in a text. */
export interface Found {
  readonly kind: DataKind;
  /** Place in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** As it stands there. */
  readonly text: string;
  /** What could stand there instead. */
  readonly replacement: string;
}

export interface Known {
  /** Of people whom the ledger entry names. */
  readonly names: readonly string[];
  /** Telephones and mailboxes that are published anyway: those of the supervision channels. */
  readonly publicContacts: readonly string[];
}

/** 0351-3058021, １３８ ０００…: what people put between digits. */
const gap = "[\\s\\p{Cf}\\p{Pd}.·_/\u2212]{0,3}";
const digits = (count: number | string) => `\\d(?:${gap}\\d){${count}}`;
/** No digit stands right before, nor the year of a document's number. */
const begins = "(?<!\\d)(?<!\\d{4}-)";
const ends = "(?!\\d)";

const mobile = `${begins}(?:(?:\\+|00)?86${gap})?1${gap}[3-9]${gap}${digits(8)}${ends}`;
const landline = `${begins}[(（]?0${gap}(?:10|2${gap}\\d|[3-9]${gap}\\d${gap}\\d)[)）]?${gap}[2-9](?:${gap}\\d){6,7}${ends}`;
/** Without area code only where a word says that it is one. 400 and 800 are a company's, for everybody. */
const local = `(?<=(?:电话|手机|联系方式|座机|热线|致电|拨打|传真|[Tt][Ee][Ll]|微信|QQ|[Qq][Qq])[^\\d\\n]{0,6})(?![48]${gap}0${gap}0)[1-9](?:${gap}\\d){6,10}${ends}`;

const identity = `${begins}[1-8](?:${gap}\\d){5}${gap}(?:1${gap}[89]|2${gap}0)${gap}\\d${gap}\\d${gap}(?:0${gap}[1-9]|1${gap}[0-2])${gap}(?:0${gap}[1-9]|[12]${gap}\\d|3${gap}[01])(?:${gap}\\d){3}${gap}[\\dXx]${ends}`;
/** Of the first generation: fifteen digits, where a word says so. */
const oldIdentity = `(?<=身份证(?:号码?|号)?[^\\d\\n]{0,4})\\d(?:${gap}\\d){14}${ends}`;
const card = `${begins}${digits("15,18")}${ends}`;
const account = `(?<=(?:卡号|账号|帐号|账户|帐户)[^\\d\\n]{0,6})${digits("8,24")}${ends}`;

const plate =
  "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Za-hj-np-z][\\s·.•-]{0,2}(?=[A-Za-z]*\\d)(?:[A-HJ-NP-Za-hj-np-z\\d]{5,6}|[A-HJ-NP-Za-hj-np-z\\d]{4}[挂学警港澳])(?![A-Za-z\\d])";

const n = "[\\d十百]{1,4}";
const building = `(?:${n}[A-Za-z]?|[A-Za-z])\\s?(?:号楼|号院|#楼|#|栋|幢|座|楼)[\\s,，、-]?`;
const unit = "(?:[\\d十甲乙丙丁]{1,2}\\s?单元[\\s,，、-]?)";
const storey = "(?:[\\d十]{1,3}\\s?[层楼])";
/** What ends a flat; 三室两厅 is no flat, nor are 120户. */
const flat = "(?:室(?!\\d?[厅卫]|内)|号房|户(?!型|数|均|外|内)|房间|房(?!屋|产|地|间))";
const houses = [
  `(?<![\\d十百])${building}${unit}?${storey}?\\d[\\d十百]{0,3}[A-Za-z]?${flat}`,
  `(?<![\\d十百])(?:${building})?${unit}${storey}?\\d[\\d百]{1,3}[A-Za-z]?(?:${flat}|(?![\\d十百%％.户米元个部台]))`,
  `(?<![\\d十百])(?:[\\d]{3,4}|\\d百[\\d十]{1,3})(?:室(?!\\d?[厅卫]|内)|号房)`,
  // 3-2-501; a year stands in none of its parts.
  "(?<![\\d-])\\d{1,3}\\s?[-－—–]\\s?\\d{1,2}\\s?[-－—–]\\s?\\d{3,4}(?:室|户|号)?(?![\\d-])",
  "(?<![\\d-])\\d{1,2}\\s?[-－—–]\\s?\\d{3,4}(?=\\s?(?:室|号?住户|业主|户主))室?",
];

const mail = "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+";

const all = (pattern: string) => new RegExp(pattern, "gu");

interface Rule {
  kind: DataKind;
  patterns: readonly RegExp[];
  /** Chinese numerals count as digits. */
  numerals: boolean;
  is(match: string, contacts: ReadonlySet<string>): boolean;
  replacement: string;
}

/** The first one that claims a place has it. */
const rules: readonly Rule[] = [
  {
    kind: "email",
    patterns: [all(mail)],
    numerals: false,
    is: (match, contacts) => !contacts.has(match.toLowerCase()),
    replacement: "（邮箱略）",
  },
  {
    kind: "identityNumber",
    patterns: [all(identity), all(oldIdentity)],
    numerals: true,
    is: (match) => !isUscc(match),
    replacement: "（身份证号略）",
  },
  {
    kind: "bankCard",
    patterns: [all(account), all(card)],
    numerals: true,
    is: (match) => !isUscc(match) && (plain(match).length < 16 || plain(match).length > 19 || isLuhn(plain(match))),
    replacement: "（卡号略）",
  },
  {
    kind: "telephone",
    patterns: [all(mobile), all(landline), all(local)],
    numerals: true,
    is: (match, contacts) => !isPublic(plain(match), contacts),
    replacement: "（电话略）",
  },
  { kind: "numberPlate", patterns: [all(plate)], numerals: false, is: () => true, replacement: "（车牌号略）" },
  { kind: "houseNumber", patterns: houses.map(all), numerals: true, is: () => true, replacement: "某室" },
];

/** All personal data in a text, in the order in which it stands there. */
export function personalDataIn(text: string, { names, publicContacts }: Known): readonly Found[] {
  const letters = halfWidth(text);
  const numbers = letters.replace(/[〇○零一二三四五六七八九两]/g, (sign) => numerals[sign] as string);
  const contacts = new Set(publicContacts.flatMap((contact) => [contact.toLowerCase(), plain(contact)]));
  const found: Found[] = [];
  const claim = (kind: DataKind, start: number, end: number, replacement: string) => {
    if (found.every((other) => end <= other.start || start >= other.end))
      found.push({ kind, start, end, text: text.slice(start, end), replacement });
  };
  for (const { kind, patterns, numerals: counted, is, replacement } of rules)
    for (const pattern of patterns)
      for (const { index, 0: match } of (counted ? numbers : letters).matchAll(pattern))
        if (is(match, contacts)) claim(kind, index, index + match.length, replacement);
  for (const { start, end, replacement } of namesIn(letters, names)) claim("name", start, end, replacement);
  return found.sort((one, other) => one.start - other.start);
}

/** Enough to find it again, not enough to read it. */
export function maskedExcerpt({ kind, text }: Pick<Found, "kind" | "text">): string {
  const shown = kind === "telephone" ? 3 : 1;
  const signs = [...text];
  return `${signs.slice(0, shown).join("")}${"*".repeat(Math.max(1, signs.length - shown))}`;
}

const numerals: Readonly<Record<string, string>> = Object.fromEntries(
  [..."〇○零一二三四五六七八九两"].map((sign) => [
    sign,
    "0001234567892"["〇○零一二三四五六七八九两".indexOf(sign)] as string,
  ]),
);

/** One unit for one, so that places stay. */
const halfWidth = (text: string) =>
  text.replace(/[\uFF01-\uFF5E\u3000]/g, (sign) =>
    sign === "\u3000" ? " " : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );

const plain = (match: string) => match.replace(/\D/g, "");

/** A company's code may be eighteen digits, and is no secret. */
const isUscc = (match: string) =>
  match.length === 18 && /^[1-9]/.test(match) && expectedCheckDigit(match) === match[17];

/** The check that bank cards carry (ISO/IEC 7812-1). */
const isLuhn = (number: string) =>
  [...number].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0) %
    10 ===
  0;

/** As it is printed, without its area code, or with the country's. */
const isPublic = (number: string, contacts: ReadonlySet<string>) =>
  [...contacts].some(
    (contact) =>
      contact.length >= 7 &&
      /^\d+$/.test(contact) &&
      (contact === number || (number.length >= 7 && contact.endsWith(number))),
  );
