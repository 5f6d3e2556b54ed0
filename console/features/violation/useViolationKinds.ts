import { type ComputedRef, computed, shallowRef } from "vue";
import type { ResultOf } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { ViolationKinds_Query } from "./operations.ts";

export type ViolationKind = ResultOf<typeof ViolationKinds_Query>["violationKinds"][number];

/** The catalogue of the plan: the same for the whole campaign. */
export function useViolationKinds(): {
  kinds: ComputedRef<readonly ViolationKind[]>;
  options: ComputedRef<readonly FieldOption[]>;
} {
  const { client } = useHub();
  const { t } = useText();
  const kinds = shallowRef<readonly ViolationKind[]>([]);
  void client
    .query(ViolationKinds_Query, {}, { requestPolicy: "cache-first" })
    .toPromise()
    .then(({ data }) => {
      kinds.value = data?.violationKinds ?? [];
    });
  return {
    kinds: computed(() => kinds.value),
    options: computed(() =>
      kinds.value.map(({ code, title, category }) => ({
        value: code,
        label: title,
        hint: t(`cases.category.${category}`),
      })),
    ),
  };
}
