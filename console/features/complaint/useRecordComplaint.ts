import type { Component } from "vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { useCountyOptions } from "../region/regions.ts";
import { useViolationKinds } from "../violation/useViolationKinds.ts";
import { RecordComplaint_Mutation } from "./commands.operations.ts";
import { complaintSources } from "./complaint.ts";

const named = (values: Readonly<Record<string, unknown>>) => values.anonymous !== true;

/** The form by which staff put on record what came by telephone, visit or letter. */
export function useRecordComplaint(icon: Component): Command {
  const { t } = useText();
  const { send } = useHub();
  const complexes = useComplexChoice();
  const counties = useCountyOptions();
  const { options: kinds } = useViolationKinds();
  const like = (typed: string, text: string) => text.toLowerCase().includes(typed.trim().toLowerCase());

  return describeCommand({
    name: "RECORD",
    label: t("complaint.command.RECORD"),
    tone: "primary",
    icon,
    intro: t("complaint.intro.RECORD"),
    fields: [
      {
        kind: "select",
        name: "source",
        label: t("complaint.record.source"),
        required: true,
        options: complaintSources.map((value) => ({ value, label: t(`complaint.source.${value}`) })),
      },
      {
        kind: "select",
        name: "complexId",
        label: t("complaint.record.complex"),
        hint: t("complaint.record.complexHint"),
        options: complexes,
      },
      {
        kind: "select",
        name: "county",
        label: t("complaint.record.county"),
        required: true,
        when: ({ complexId }) => !complexId,
        initial: counties.value.length === 1 ? counties.value[0]?.value : undefined,
        options: async (typed) => counties.value.filter(({ label }) => like(typed, label)),
      },
      {
        kind: "select",
        name: "kind",
        label: t("complaint.record.kind"),
        hint: t("complaint.record.kindHint"),
        options: async (typed) => kinds.value.filter(({ label }) => like(typed, label)),
      },
      { kind: "textarea", name: "text", label: t("complaint.record.text"), required: true, maxLength: 5000 },
      { kind: "check", name: "anonymous", label: t("complaint.record.anonymous") },
      { kind: "text", name: "name", label: t("complaint.record.name"), maxLength: 50, when: named },
      { kind: "text", name: "phone", label: t("complaint.record.phone"), maxLength: 30, when: named },
      { kind: "text", name: "address", label: t("complaint.record.address"), maxLength: 200, when: named },
    ],
    run: async ({ source, complexId, county, kind, text, anonymous, name, phone, address }) => {
      const sent = await send(RecordComplaint_Mutation, {
        input: {
          source: source as (typeof complaintSources)[number],
          complexId,
          county: complexId ? null : county,
          kind,
          anonymous,
          complainant: anonymous ? { text } : { name, phone, address, text },
        },
      });
      if (!sent.done) return sent;
      const { complaint, trackingCode } = sent.data.recordComplaint;
      const to = complaint ? { name: "complaint", params: { id: complaint.id } } : undefined;
      const label = t("complaint.record.code");
      const hint = t("complaint.record.codeHint");
      return { done: true, to, shown: trackingCode ? { label, value: trackingCode, hint } : undefined };
    },
  });
}
