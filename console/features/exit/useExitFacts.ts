import { type ComputedRef, computed } from "vue";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import type { Fact } from "../../ui/FactList.vue";
import type { Exit } from "./exit.ts";

/** What an exit is about, for the column beside it. */
export function useExitFacts(exit: () => Exit | undefined): ComputedRef<Fact[]> {
  const { t } = useText();
  const format = useFormat();
  const company = ({ id, name }: { id: string; name: string }) => ({
    value: name,
    to: { name: "company", params: { id } },
  });

  return computed(() => {
    const one = exit();
    if (!one) return [];
    return [
      { name: t("cases.number"), value: one.number },
      { name: t("exit.field.ground"), value: t(`exit.ground.${one.ground}`) },
      { name: t("cases.complex"), value: one.complex.name, to: { name: "complex", params: { id: one.complex.id } } },
      { name: t("exit.field.company"), ...company(one.company) },
      ...(one.newCompany ? [{ name: t("exit.field.newCompany"), ...company(one.newCompany) }] : []),
      { name: t("cases.region"), value: one.region.path },
      { name: t("exit.field.guide"), value: one.guide },
      { name: t("exit.field.partner"), value: one.partner },
      { name: t("exit.field.openedAt"), value: format.minute(one.openedAt) },
      ...(one.contractEndsOn ? [{ name: t("exit.field.contractEndsOn"), value: format.date(one.contractEndsOn) }] : []),
      ...(one.handoverDue ? [{ name: t("exit.field.handoverDue"), value: format.due(one.handoverDue) }] : []),
      ...(one.takenOverOn ? [{ name: t("exit.field.takenOverOn"), value: format.date(one.takenOverOn) }] : []),
      ...one.followUps.map(({ rectification }) => ({
        name: t("exit.field.rectification"),
        value: rectification.number,
        to: { name: "rectification", params: { id: rectification.id } },
      })),
    ];
  });
}
