import { type EventTable, plain } from "../activity/event-kind.ts";

export const spotCheckEvents = {
  /** Sealed, and so they count nowhere: what is carried out counts as the inspection that it is. */
  SpotCheckDrawn: {
    ...plain("inspection"),
    zh: "{where}抽签确定“四不两直”抽查[，从{frame}个小区中抽取{drawn}个]",
    en: "{where} drew complexes for a spot check[: {drawn} of {frame}]",
  },
  SpotCheckComplexCarriedOut: {
    ...plain("inspection"),
    zh: "{where}的抽签抽查已查一个小区[，还有{outstanding}个]",
    en: "A complex that {where} drew was checked[; left: {outstanding}]",
  },
  SpotCheckComplexLeftOut: {
    ...plain("inspection"),
    zh: "{where}的抽签抽查有一个小区不查[，还有{outstanding}个]",
    en: "A complex that {where} drew was left out[; left: {outstanding}]",
  },
  SpotCheckCompleted: {
    ...plain("inspection"),
    zh: "{where}的一次抽签抽查完成[，实查{carriedOut}个小区]",
    en: "A spot check that {where} drew is complete[; checked: {carriedOut}]",
  },
  SpotCheckAbandoned: {
    ...plain("inspection"),
    zh: "{where}终止一次抽签抽查[，{outstanding}个小区未查]",
    en: "{where} abandoned a spot check[; not checked: {outstanding}]",
  },
  SpotCheckOverdue: {
    ...plain("overdue"),
    zh: "{where}的一次抽签抽查期限已过[，还有{outstanding}个小区未查]",
    en: "The period of a spot check that {where} drew is over[; left: {outstanding}]",
  },
} as const satisfies EventTable;
