import { computed, counts, type EventTable, number, plain, when } from "../activity/event-kind.ts";

export const exposureEvents = {
  ExposureBatchOpened: {
    ...plain("exposure"),
    zh: "{where}[{month}月]典型案例开始编写",
    en: "Typical cases of {where}[ for month {month}] were opened",
  },
  ExposureCaseWritten: {
    ...plain("exposure"),
    zh: "{where}编写一个典型案例",
    en: "A typical case was written in {where}",
  },
  ExposureCaseRemoved: {
    ...plain("exposure"),
    zh: "{where}删除一个典型案例",
    en: "A typical case was removed in {where}",
  },
  ExposureMarkedHarmless: {
    ...plain("exposure"),
    zh: "{where}典型案例中一处内容标为无害[（{dataKind}）]",
    en: "Something in a typical case of {where} was marked as harmless[ ({dataKind})]",
  },
  ExposureSubmitted: {
    ...plain("exposure"),
    zh: "{where}典型案例送审[，曝光{exposures}个][、表扬{praises}个]",
    en: "Typical cases of {where} were submitted for approval[: {exposures} exposed][, {praises} praised]",
  },
  ExposureReturned: {
    ...plain("exposure"),
    zh: "{where}典型案例被退回修改",
    en: "Typical cases of {where} were returned",
  },
  ExposureApproved: {
    ...plain("exposure"),
    zh: "{where}典型案例审核通过",
    en: "Typical cases of {where} were approved",
  },
  ExposurePublished: {
    ...computed("exposure", ({ exposures, praises, paysLate }) => ({
      "exposure.batches": 1,
      "exposure.published": number(exposures),
      "exposure.praised": number(praises),
      "exposure.shown": number(exposures) + number(praises),
      ...when(paysLate, { "exposure.lateNow": -1 }),
    })),
    zh: "{where}发布典型案例[，曝光{exposures}个][、表扬{praises}个]",
    en: "{where} published typical cases[: {exposures} exposed][, {praises} praised]",
  },
  ExposureCaseWithdrawn: {
    ...computed("exposure", withdrawn),
    zh: "{where}撤下一个典型案例",
    en: "{where} withdrew a typical case",
  },
  ExposureWithdrawn: {
    ...computed("exposure", withdrawn),
    zh: "{where}撤下一批典型案例",
    en: "{where} withdrew its typical cases",
  },
  ExposureReopened: {
    ...plain("exposure"),
    zh: "{where}重新编写典型案例",
    en: "Typical cases of {where} are written again",
  },
  ExposureOverdue: {
    ...counts("exposure", { "exposure.late": 1, "exposure.lateNow": 1 }),
    zh: "{where}本月未曝光典型案例",
    en: "{where} has exposed no typical case this month",
  },
} as const satisfies EventTable;

function withdrawn({ exposures, praises }: Parameters<ReturnType<typeof computed>["figures"]>[0]) {
  const count = number(exposures) + number(praises);
  return { "exposure.withdrawn": count, "exposure.shown": -count };
}
