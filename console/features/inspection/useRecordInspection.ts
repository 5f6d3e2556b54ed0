import { type Component, type ComputedRef, computed } from "vue";
import { useHub } from "../../graph/hub.ts";
import { wallClock } from "../../text/days.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { useViewer } from "../shell/viewer.ts";
import FindingsField from "./FindingsField.vue";
import { emptyFinding, type FindingDraft, type InspectionKind, inspectionKinds } from "./finding.ts";
import { RecordInspection_Mutation } from "./operations.ts";

/** What is inspected, where the page says so: the complex of a complaint that is verified. */
export interface InspectionOf {
  complexId: string;
  complaintId: string;
}

const results = ["PROBLEMS", "CLEAN"] as const;
type Result = (typeof results)[number];

/** Kinds that a person records directly: a verification belongs to its complaint, the province inspects by itself. */
function kindsFor(role: string): readonly InspectionKind[] {
  return inspectionKinds.filter((kind) => kind !== "VERIFICATION" && (kind === "PROVINCIAL") === (role === "OFFICE"));
}

/** The form by which an inspection is put on record with its evidence and what it found. */
export function useRecordInspection(icon: Component, about?: () => InspectionOf | undefined): ComputedRef<Command> {
  const { t } = useText();
  const hub = useHub();
  const { viewer, may } = useViewer();
  const now = useNow();
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
      fields: [
        ...choices(given),
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
          when: ({ result }) => result === "PROBLEMS" && may("FINDING_ESTABLISH"),
        },
        {
          kind: "files",
          name: "evidenceIds",
          label: t("inspection.form.evidence"),
          hint: t("inspection.form.evidenceHint"),
          ...evidenceLimits,
        },
        { kind: "textarea", name: "notes", label: t("inspection.form.notes"), maxLength: 5000 },
      ],
      run: ({ kind, complexId, carriedOutAt, result, findings, evidenceIds, notes }, onProgress) =>
        withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
          const sent = await hub.send(RecordInspection_Mutation, {
            input: {
              kind: given ? "VERIFICATION" : (kind as InspectionKind),
              complexId: given?.complexId ?? complexId,
              complaintId: given?.complaintId,
              carriedOutAt,
              result: result as Result,
              evidenceIds: ids,
              notes,
              findings:
                result === "PROBLEMS" && may("FINDING_ESTABLISH")
                  ? findings.map(({ kind: violation, ...finding }) => ({
                      ...finding,
                      acts: [...finding.acts],
                      kind: violation ?? "",
                    }))
                  : null,
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
