import { type ComputedRef, computed } from "vue";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import type { Fact } from "../../ui/FactList.vue";
import type { Penalty } from "./penalty.ts";

/** What a penalty case is about, for the column beside it. */
export function usePenaltyFacts(penalty: () => Penalty | undefined): ComputedRef<Fact[]> {
  const { t } = useText();
  const format = useFormat();

  return computed(() => {
    const one = penalty();
    if (!one) return [];
    const complexes = new Map(one.findings.map(({ complex }) => [complex.id, complex]));
    return [
      { name: t("cases.number"), value: one.number },
      { name: t("cases.company"), value: one.company.name, to: { name: "company", params: { id: one.company.id } } },
      { name: t("penalty.field.party"), value: t(`penalty.party.${one.party}`) },
      ...[...complexes.values()].map(({ id, name }) => ({
        name: t("cases.complex"),
        value: name,
        to: { name: "complex", params: { id } },
      })),
      { name: t("cases.region"), value: one.region.path },
      { name: t("penalty.field.filedAt"), value: format.minute(one.filedAt) },
      { name: t("penalty.field.actEndedOn"), value: format.date(one.actEndedOn) },
      { name: t("penalty.field.discoveredOn"), value: format.date(one.discoveredOn) },
      {
        name: t("penalty.field.limitationOn"),
        value: t("penalty.field.limitation", { day: format.date(one.limitationOn), years: one.harmed ? 5 : 2 }),
      },
      ...(one.documentNumber ? [{ name: t("penalty.field.documentNumber"), value: one.documentNumber }] : []),
      ...(one.receivedBy ? [{ name: t("penalty.field.receivedBy"), value: one.receivedBy }] : []),
      ...(one.performedOn ? [{ name: t("penalty.field.performedOn"), value: format.date(one.performedOn) }] : []),
      ...one.followUps.map(({ rectification }) => ({
        name: t("penalty.field.rectification"),
        value: rectification.number,
        to: { name: "rectification", params: { id: rectification.id } },
      })),
      ...one.creditEvents.map(({ id, documentNumber, severity }) => ({
        name: t("penalty.field.creditEvent"),
        value: `${t(`credit.severity.${severity}`)} · ${documentNumber}`,
        to: { name: "creditEvent", params: { id } },
      })),
    ];
  });
}
