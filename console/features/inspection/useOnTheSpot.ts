import { wallClock } from "../../text/days.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { useViewer } from "../shell/viewer.ts";
import FindingsField from "./FindingsField.vue";
import { emptyFinding, type FindingDraft } from "./finding.ts";

const results = ["PROBLEMS", "CLEAN"] as const;
export type InspectionResult = (typeof results)[number];

/** What whoever was on the spot writes down, whatever took him there. */
export function useOnTheSpot() {
  const { t } = useText();
  const { may } = useViewer();
  const now = useNow();
  const findsOut = (result: unknown) => result === "PROBLEMS" && may("FINDING_ESTABLISH");

  return {
    fields: () =>
      [
        {
          kind: "datetime",
          name: "carriedOutAt",
          label: t("inspection.form.carriedOutAt"),
          required: true,
          initial: () => wallClock(now.value),
        },
        {
          kind: "select",
          name: "result",
          label: t("inspection.form.result"),
          required: true,
          options: results.map((value) => ({ value, label: t(`inspection.result.${value}`) })),
        },
        {
          kind: "own",
          name: "findings",
          label: t("inspection.form.findings"),
          required: true,
          component: FindingsField,
          initial: [emptyFinding] as readonly FindingDraft[],
          when: ({ result }: { result?: unknown }) => findsOut(result),
        },
        {
          kind: "files",
          name: "evidenceIds",
          label: t("inspection.form.evidence"),
          hint: t("inspection.form.evidenceHint"),
          ...evidenceLimits,
        },
        { kind: "textarea", name: "notes", label: t("inspection.form.notes"), maxLength: 5000 },
      ] as const,
    /** As the hub takes them; none where nothing was found, or where somebody else establishes it. */
    findingsOf: (result: string, findings: readonly FindingDraft[]) =>
      findsOut(result)
        ? findings.map(({ kind, ...finding }) => ({ ...finding, acts: [...finding.acts], kind: kind ?? "" }))
        : null,
  };
}
