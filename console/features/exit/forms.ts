import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import type { Exit } from "./exit.ts";

export type CommandName = Exit["allowedCommands"][number];

/** What the forms of an exit are made of. */
export function useExitForms() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const today = () => format.date(now.value);
  return {
    t,
    hub,
    today,
    about: ({ id, version }: Exit) => ({ id, expectedVersion: version }),
    named: (name: CommandName) => ({ name, label: t(`exit.command.${name}`), intro: t(`exit.intro.${name}`) }),
    /** A day of something that has happened. */
    past: <Name extends string>(name: Name, label: string, earliest?: string | null) =>
      ({ kind: "date", name, label, required: true, latest: today(), earliest: earliest ?? undefined }) as const,
    papers: (label: string) =>
      ({ kind: "files", name: "evidenceIds", label, required: true, ...evidenceLimits }) as const,
    words: <Name extends string>(name: Name, label: string) =>
      ({ kind: "textarea", name, label, required: true, maxLength: 5000 }) as const,
  };
}
