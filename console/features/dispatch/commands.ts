import { CircleCheck, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { AcceptReport_Mutation, type ReportFields, ReturnReport_Mutation } from "./operations.ts";

/** What the level above does with a report, as forms; writing one is a page of its own. */
export function useReportCommands() {
  const { perform } = useHub();
  const { t } = useText();
  return {
    onReport: (report: ReportFields): readonly Command[] => {
      const subject = { id: report.id, expectedVersion: report.version };
      const differences = report.differences.length;
      return [
        describeCommand({
          name: "ACCEPT",
          label: t("dispatch.command.accept"),
          tone: "primary",
          icon: CircleCheck,
          intro: differences
            ? t("dispatch.command.acceptDiffers", { n: differences })
            : t("dispatch.command.acceptIntro"),
          fields: [],
          run: () => perform(AcceptReport_Mutation, { input: subject }),
        }),
        describeCommand({
          name: "RETURN",
          label: t("dispatch.command.return"),
          icon: Undo2,
          intro: t("dispatch.command.returnIntro"),
          fields: [
            { kind: "textarea", name: "reason", label: t("dispatch.command.reason"), required: true, maxLength: 500 },
          ],
          run: ({ reason }) => perform(ReturnReport_Mutation, { input: { ...subject, reason } }),
        }),
      ];
    },
  };
}
