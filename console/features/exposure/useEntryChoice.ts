import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import type { FieldOption, FieldValue } from "../../ui/fields.ts";
import { ExposureEntries_Query, ExposureEvidence_Query, ExposurePenalties_Query } from "./operations.ts";

/** Looks up what of the ledger a case can tell of, and the files of it. */
export function useEntryChoice() {
  const { t } = useText();
  const { client } = useHub();

  return {
    entriesOf: async (complex: FieldValue | undefined, typed: string): Promise<FieldOption[]> => {
      if (typeof complex !== "string") return [];
      const { data } = await client.query(ExposureEntries_Query, { complex }).toPromise();
      const company = data?.complex?.company?.id;
      const penalties = company
        ? (await client.query(ExposurePenalties_Query, { company }).toPromise()).data
        : undefined;
      const options = [
        ...(data?.findings.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: `${t("exposure.entry.finding")} · ${node.kind.title}`,
          hint: node.description,
        })),
        ...(data?.rectifications.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: `${t("exposure.entry.rectification")} · ${t(`rectification.state.${node.state}`)}`,
          hint: `${node.number} ${node.requirement}`,
        })),
        ...(penalties?.penaltyCases.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: `${t("exposure.entry.penaltyCase")} · ${node.number}`,
          hint: node.facts,
        })),
        ...(data?.exits.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: `${t("exposure.entry.exit")} · ${t(`exit.state.${node.state}`)}`,
          hint: node.number,
        })),
      ];
      return options.filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
    },

    evidenceOf: async (entry: string) => {
      const { data } = await client.query(ExposureEvidence_Query, { entry }).toPromise();
      const node = data?.node;
      if (!node) return [];
      return "inspection" in node ? node.inspection.evidence : "evidence" in node ? node.evidence : [];
    },
  };
}
