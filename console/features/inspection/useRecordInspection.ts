import { type Component, type ComputedRef, computed } from "vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { useViewer } from "../shell/viewer.ts";
import { type InspectionKind, kindsFor } from "./finding.ts";
import { RecordInspection_Mutation } from "./operations.ts";
import { type InspectionResult, useOnTheSpot } from "./useOnTheSpot.ts";

/** What is inspected, where the page says so: the complex of a complaint that is verified. */
export interface InspectionOf {
  complexId: string;
  complaintId: string;
}

/** The form by which an inspection is put on record with its evidence and what it found. */
export function useRecordInspection(icon: Component, about?: () => InspectionOf | undefined): ComputedRef<Command> {
  const { t } = useText();
  const hub = useHub();
  const { viewer } = useViewer();
  const onTheSpot = useOnTheSpot();
  const complexes = useComplexChoice();
  const kinds = kindsFor(viewer.role);

  const choices = (given: InspectionOf | undefined) =>
    [
      {
        kind: "select",
        name: "kind",
        label: t("inspection.form.kind"),
        required: true,
        options: kinds.map((value): FieldOption => ({ value, label: t(`inspection.kind.${value}`) })),
        initial: kinds.length === 1 ? kinds[0] : undefined,
        when: () => !given,
      },
      {
        kind: "select",
        name: "complexId",
        label: t("inspection.form.complex"),
        required: true,
        options: complexes,
        when: () => !given,
      },
    ] as const;

  return computed(() => {
    const given = about?.();
    return describeCommand({
      name: "RECORD_INSPECTION",
      label: t(given ? "complaint.command.RECORD_INSPECTION" : "inspection.command.RECORD"),
      tone: "primary",
      icon,
      wide: true,
      intro: t(given ? "inspection.intro.VERIFICATION" : "inspection.intro.RECORD"),
      fields: [...choices(given), ...onTheSpot.fields()],
      run: ({ kind, complexId, carriedOutAt, result, findings, evidenceIds, notes }, onProgress) =>
        withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
          const sent = await hub.send(RecordInspection_Mutation, {
            input: {
              kind: given ? "VERIFICATION" : (kind as InspectionKind),
              complexId: given?.complexId ?? complexId,
              complaintId: given?.complaintId,
              carriedOutAt,
              result: result as InspectionResult,
              evidenceIds: ids,
              notes,
              findings: onTheSpot.findingsOf(result, findings),
            },
          });
          if (!sent.done) return sent;
          const { inspection } = sent.data.recordInspection;
          // On the page of a complaint one stays there: the next step is its conclusion.
          return {
            done: true,
            to: given || !inspection ? undefined : { name: "inspection", params: { id: inspection.id } },
          };
        }),
    });
  });
}
