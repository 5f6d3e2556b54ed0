import { PackageCheck, PackageX } from "@lucide/vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import * as operations from "./commands.operations.ts";
import type { Exit, HandoverItem } from "./exit.ts";
import { useExitForms } from "./forms.ts";

/** What may be done about one item of the checklist, as forms. */
export function useItemCommands() {
  const { t, hub, about: aboutOf, named, past, papers, words } = useExitForms();
  const { perform } = hub;

  return (exit: Exit, { kind: item }: HandoverItem): readonly Command[] => {
    const about = { ...aboutOf(exit), item };
    return [
      describeCommand({
        ...named("HAND_OVER_ITEM"),
        icon: PackageCheck,
        fields: [
          past("handedOverOn", t("exit.ask.handedOverOn")),
          { kind: "text", name: "receivedBy", label: t("exit.ask.receivedBy"), required: true, maxLength: 100 },
          { kind: "textarea", name: "note", label: t("exit.ask.itemNote"), maxLength: 5000 },
          papers(t("exit.ask.receipt")),
        ],
        run: ({ evidenceIds, ...values }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.HandOverItem_Mutation, { input: { ...about, ...values, evidenceIds: ids } }),
          ),
      }),
      describeCommand({
        ...named("RECORD_MISSING"),
        icon: PackageX,
        fields: [
          words("note", t("exit.ask.missingWhy")),
          { kind: "files", name: "evidenceIds", label: t("exit.ask.proof"), ...evidenceLimits },
        ],
        run: ({ note, evidenceIds }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.RecordMissingHandoverItem_Mutation, { input: { ...about, note, evidenceIds: ids } }),
          ),
      }),
    ];
  };
}
