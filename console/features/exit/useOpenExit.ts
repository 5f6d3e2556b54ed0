import type { Component } from "vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { OpenExit_Mutation } from "./commands.operations.ts";
import { type ExitGround, exitGrounds } from "./exit.ts";

/** The form by which the guidance of a complex's owners is opened; `complex` is the one of the page, if it is one's. */
export function useOpenExit(icon: Component) {
  const { t } = useText();
  const hub = useHub();
  const complexes = useComplexChoice();

  return (complex?: string, ground?: ExitGround): Command =>
    describeCommand({
      name: "OPEN_EXIT",
      label: t("exit.command.OPEN_EXIT"),
      icon,
      tone: "primary",
      intro: t("exit.intro.OPEN_EXIT"),
      fields: [
        {
          kind: "select",
          name: "complexId",
          label: t("cases.complex"),
          required: true,
          options: complexes,
          when: () => complex === undefined,
        },
        {
          kind: "select",
          name: "ground",
          label: t("exit.ask.ground"),
          required: true,
          initial: ground,
          options: exitGrounds.map((value) => ({
            value,
            label: t(`exit.ground.${value}`),
            hint: t(`exit.groundHint.${value}`),
          })),
        },
        { kind: "text", name: "guide", label: t("exit.ask.guide"), required: true, maxLength: 50 },
        {
          kind: "text",
          name: "partner",
          label: t("exit.ask.partner"),
          hint: t("exit.ask.partnerHint"),
          required: true,
          maxLength: 50,
        },
        {
          kind: "files",
          name: "evidenceIds",
          label: t("exit.ask.request"),
          hint: t("exit.ask.requestHint"),
          ...evidenceLimits,
        },
      ],
      run: ({ complexId, ground: chosen, evidenceIds, ...people }, onProgress) =>
        withEvidence(hub, "evidenceIds", evidenceIds, onProgress, async (ids) => {
          const input = { ...people, complexId: complex ?? complexId, ground: chosen as ExitGround, evidenceIds: ids };
          const sent = await hub.send(OpenExit_Mutation, { input });
          if (!sent.done) return sent;
          const { exit } = sent.data.openExit;
          return { done: true, to: exit ? { name: "exit", params: { id: exit.id } } : undefined };
        }),
    });
}
