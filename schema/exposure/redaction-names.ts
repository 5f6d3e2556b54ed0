/** Names of people in a text: those that are known, and what stands beside a word that announces one. */
import { isWord, surnameOf } from "./surnames.ts";

interface Name {
  start: number;
  end: number;
  replacement: string;
}

/** 业主张三, 联系人：李四 */
const announced =
  /(?:业主|住户|户主|居民|村民|群众|租户|房东|投诉人|举报人|反映人|申请人|联系人|当事人|责任人|负责人|承办人|经办人|代表人|法人|签收人|经理|主任|保安|保洁员|员工|会计|收费员|姓名)(?<mark>\s*(?:[:：、,，]|叫|名叫|姓名|为|是)?\s*["“'(（]?)/gu;

/** 张三先生 */
const titled = /[\p{Script=Han}]{2,4}(?=(?:先生|女士|小姐|同志|老师|师傅|大爷|大妈|阿姨|经理|主任)(?!部|办|室))/gu;

/** What follows a name and is no second sign of it. */
const follows = new Set(
  "反映称说向在与和及等对于的被将已因为未不要求提投举表到来去从由给是多曾就也都住发拨致诉告现系均即则却并或拒签某处名户共认询交缴担接收报电联带出入至今自以此该各两先女",
);
/** What stands behind a surname that is all of the name that is told. */
const surnameOnly = /^(?:某|氏|先生|女士|小姐|同志|老师|师傅|大爷|大妈|阿姨|经理|主任)/u;
/** Surnames that behind 业主 are more often a word of one sign. */
const particles = new Set("和向于应时要全经连曾");
/** 由王先生, 和李女士: a word before a surname, not a surname before a name. */
const before = new Set("和向于从同时应连别任由与及对请经原受找");

export function namesIn(text: string, known: readonly string[]): readonly Name[] {
  return [...knownIn(text, known), ...announcedIn(text), ...titledIn(text)];
}

function* knownIn(text: string, known: readonly string[]): Iterable<Name> {
  for (const name of new Set(known.map((one) => one.replace(/\s/g, "")))) {
    if ([...name].length < 2 || /[某*]/.test(name)) continue;
    // 张 三 is the same name.
    const pattern = [...name].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s?");
    for (const { index, 0: match } of text.matchAll(new RegExp(pattern, "giu")))
      yield { start: index, end: index + match.length, replacement: anonymous(name) };
  }
}

function* announcedIn(text: string): Iterable<Name> {
  for (const { index, 0: match, groups } of text.matchAll(announced)) {
    const start = index + match.length;
    const rest = text.slice(start, start + 4);
    // A colon makes a name of whatever begins like one.
    const marked = /[:："“'(（叫]/.test(groups?.mark ?? "");
    const name = nameAt(rest, marked);
    if (name) yield { start, end: start + name.length, replacement: anonymous(name) };
  }
}

function* titledIn(text: string): Iterable<Name> {
  // The longest that begins with a surname: 联系王小明先生.
  for (const { index, 0: match } of text.matchAll(titled))
    for (let from = 0; from <= match.length - 2; from++) {
      const name = match.slice(from);
      const surname = surnameOf(name);
      const given = name.slice(surname.length);
      if (!surname || !given || given.length > 2 || isWord(name) || [...given].some((sign) => sign === "某")) continue;
      if (given.length === 1 && before.has(surname) && surnameOf(given)) continue;
      yield { start: index + from, end: index + match.length, replacement: anonymous(name) };
      break;
    }
}

/** The name that a text begins with, two to four characters; empty where it begins with none. */
function nameAt(text: string, marked: boolean): string {
  const surname = surnameOf(text);
  if (!surname || (!marked && (isWord(text) || particles.has(surname)))) return "";
  const rest = text.slice(surname.length);
  const [, first, second] = /^(\p{Script=Han})(\p{Script=Han})?/u.exec(rest) ?? [];
  if (!first || surnameOnly.test(rest)) return "";
  return surname + first + (second && !follows.has(second) ? second : "");
}

const anonymous = (name: string) => `${surnameOf(name) || [...name][0]}某`;
