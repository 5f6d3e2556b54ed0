/** What was refused, and the numbers or names that its message tells. Never personal data. */
export type RefusalFacts = Readonly<Record<string, string | number>>;

/** One table per domain: code -> what a person reads. `{name}` is filled from the refusal's facts. */
export type RefusalTable = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/**
 * A rule's "no". Nothing has happened then.
 *
 * Programs match on `code`, which is stable; `field` is the path inside the input that caused it (empty: the
 * command as a whole); people read the message of the catalogue, see `refusals.ts`.
 */
export class Refusal<Code extends string = string> extends Error {
  override readonly name = "Refusal";
  readonly code: Code;
  readonly field: readonly string[];
  readonly facts: RefusalFacts;

  constructor(code: Code, field: readonly string[] = [], facts: RefusalFacts = {}) {
    super(code);
    this.code = code;
    this.field = field;
    this.facts = facts;
  }
}

/** What a rule says, be it a "no": for one of many that are judged each for itself. */
export function orRefusal<Result>(rule: () => Result): Result | Refusal {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The same of something that takes its time; undefined where nothing stood in the way. */
export const orRefusalOf = (rule: () => Promise<unknown>): Promise<Refusal | undefined> =>
  rule().then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Refusal) return error;
      throw error;
    },
  );

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The facts that a message tells must be given where it is refused; a message without any takes none. */
type Told<Text extends string> = [Placeholder<Text>] extends [never]
  ? [field?: readonly string[]]
  : [field: readonly string[], facts: Readonly<Record<Placeholder<Text>, string | number>>];

/**
 * The way in which one domain refuses: `throw refuse("complaint/handler-missing", ["handlerId"])`.
 * Only codes of its own table compile, with exactly the facts that their message names.
 */
export const refuser =
  <const Table extends RefusalTable>(_table: Table) =>
  <Code extends keyof Table & string>(code: Code, ...[field, facts]: Told<Table[Code]["en"]>): Refusal<Code> =>
    new Refusal(code, field, facts);

/** Codes that belong to no domain. */
export const generalRefusals = {
  "not-found": { zh: "没有找到，或者您无权查看。", en: "Not found, or not yours to see." },
  forbidden: { zh: "您的角色不能做这件事。", en: "Your role may not do this." },
  unauthenticated: { zh: "请先登录。", en: "Please sign in first." },
  "conflict/stale": {
    zh: "别人已经改过，现在是第 {currentVersion} 版，请看过后再提交。",
    en: "Somebody has changed it meanwhile; it is now version {currentVersion}. Look at it and submit again.",
  },
  "invalid/required": { zh: "这一项必须填写。", en: "This field is required." },
  "invalid/too-long": { zh: "太长了，最多 {max} 个字。", en: "Too long: at most {max} characters." },
  "invalid/too-many": { zh: "太多了，最多 {max} 项。", en: "Too many: at most {max}." },
  "invalid/out-of-range": { zh: "应在 {min} 与 {max} 之间。", en: "Must be between {min} and {max}." },
  "invalid/format": { zh: "格式不对，应为：{expected}。", en: "Wrong format, expected: {expected}." },
  "idempotency/key-reused": {
    zh: "这个 Idempotency-Key 已用于另一个请求，请换一个。",
    en: "This Idempotency-Key was used for a different request; take a new one.",
  },
  "idempotency/key-malformed": {
    zh: "Idempotency-Key 应为 {min} 到 {max} 个可打印字符。",
    en: "An Idempotency-Key has {min} to {max} printable characters.",
  },
  "rate-limited": {
    zh: "请求太频繁，请 {retryAfterSeconds} 秒后再试。",
    en: "Too many requests; try again in {retryAfterSeconds} seconds.",
  },
  "activity/cursor-foreign": {
    zh: "这个游标属于恢复之前的记录，请重新取一次快照。",
    en: "This cursor belongs to another incarnation of the log; take a fresh snapshot.",
  },
  "activity/cursor-outside-window": {
    zh: "离开超过 {days} 天，无法接续，请重新取一次快照。",
    en: "Away for more than {days} days, too long to resume; take a fresh snapshot.",
  },
  "activity/cursor-malformed": { zh: "游标无法识别。", en: "The cursor cannot be read." },
  "request/malformed": { zh: "请求无法识别：{reason}", en: "The request cannot be read: {reason}" },
  "request/syntax": { zh: "查询语法错误：{reason}", en: "The query has a syntax error: {reason}" },
  "request/invalid": { zh: "查询不符合接口定义：{reason}", en: "The query does not fit the schema: {reason}" },
  "request/too-large": {
    zh: "请求太大，最多 {kilobytes} KB。",
    en: "The request is too large: at most {kilobytes} KB.",
  },
  "request/too-complex": {
    zh: "查询太复杂（{measure} {found}，最多 {max}），请拆成几次。",
    en: "The query is too complex ({measure} {found}, at most {max}): ask in several parts.",
  },
  "request/origin-foreign": {
    zh: "使用登录会话的请求必须来自本系统的页面（Origin）。",
    en: "Requests that ride on the session cookie must come from the hub's own pages (Origin).",
  },
  "request/header-missing": { zh: "缺少请求头 {header}。", en: "The header {header} is missing." },
  "request/busy": { zh: "系统正忙，请稍后再试。", en: "The hub is busy; try again in a moment." },
  unavailable: {
    zh: "数据库暂时连接不上，请稍后再试。带同一个 Idempotency-Key 重发，不会重复办理。",
    en: "The database cannot be reached at the moment: try again shortly. Sent with the same Idempotency-Key, nothing is done twice.",
  },
  "storage-full": {
    zh: "存储空间已满，暂时无法保存，请联系系统管理员。",
    en: "The hub's storage is full and nothing can be saved: tell its administrator.",
  },
  internal: { zh: "系统出错了，没有改动任何数据。", en: "Something went wrong on our side; nothing was changed." },
} as const satisfies RefusalTable;

export const refuseGeneral = refuser(generalRefusals);

/** @throws {Refusal} `invalid/out-of-range` */
export function requireWithin(field: readonly string[], value: number, { min, max }: { min: number; max: number }) {
  if (!(value >= min && value <= max)) throw refuseGeneral("invalid/out-of-range", field, { min, max });
}
