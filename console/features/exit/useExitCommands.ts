import { Ban, DoorOpen } from "@lucide/vue";
import { type ComputedRef, computed } from "vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import * as operations from "./commands.operations.ts";
import type { Exit } from "./exit.ts";
import { useExitForms } from "./forms.ts";
import { useDismissalCommands } from "./useDismissalCommands.ts";
import { useHandoverCommands } from "./useHandoverCommands.ts";

/** What may be done to an exit, each with its form; which of it may be done now the hub says. */
export function useExitCommands(exit: () => Exit | undefined): ComputedRef<readonly Command[]> {
  const { t, hub, about: aboutOf, named, words } = useExitForms();
  const { perform } = hub;
  const dismissal = useDismissalCommands();
  const handover = useHandoverCommands();

  return computed(() => {
    const subject = exit();
    if (!subject) return [];
    const about = aboutOf(subject);
    return [
      ...dismissal(subject),
      ...handover(subject),
      describeCommand({
        ...named("CLOSE"),
        icon: DoorOpen,
        tone: "primary",
        fields: [],
        run: () => perform(operations.CloseExit_Mutation, { input: about }),
      }),
      describeCommand({
        ...named("ABANDON"),
        icon: Ban,
        tone: "danger",
        confirm: t("exit.confirm.ABANDON"),
        fields: [words("reason", t("cases.reason"))],
        run: ({ reason }) => perform(operations.AbandonExit_Mutation, { input: { ...about, reason } }),
      }),
    ];
  });
}
