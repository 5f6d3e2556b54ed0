import { useHub } from "../../graph/hub.ts";
import { useFormat } from "../../text/format.ts";
import { useText } from "../../text/text.ts";
import { useNow } from "../../ui/clock.ts";
import type { FieldOption, FieldValues } from "../../ui/fields.ts";
import { toHundredths } from "../complex/numbers.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { type Penalty, type Provision, threatOf } from "./penalty.ts";

export type CommandName = Penalty["allowedCommands"][number];

/** What the forms of a penalty case are made of. */
export function usePenaltyForms() {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const hub = useHub();
  const today = () => format.date(now.value);
  return {
    t,
    hub,
    today,
    about: ({ id, version }: Penalty) => ({ id, expectedVersion: version }),
    named: (name: CommandName) => ({ name, label: t(`penalty.command.${name}`), intro: t(`penalty.intro.${name}`) }),
    /** A day of something that has happened; today where nobody says otherwise. */
    past: <Name extends string>(name: Name, label: string, earliest?: string | null) =>
      ({
        kind: "date",
        name,
        label,
        required: true,
        initial: today(),
        latest: today(),
        earliest: earliest ?? undefined,
      }) as const,
    papers: (label: string) =>
      ({ kind: "files", name: "evidenceIds", label, required: true, ...evidenceLimits }) as const,
    words: <Name extends string>(name: Name, label: string, hint?: string) =>
      ({ kind: "textarea", name, label, hint, required: true, maxLength: 5000 }) as const,
    short: <Name extends string>(name: Name, label: string, hint?: string) =>
      ({ kind: "text", name, label, hint, required: true, maxLength: 100 }) as const,
    money: <Name extends string>(
      name: Name,
      label: string,
      more: { hint?: string; initial?: string; when?: (values: FieldValues) => boolean } = {},
    ) => ({ kind: "number", name, label, unit: t("penalty.yuan"), required: true, min: 0, ...more }) as const,
    /** What is no number is refused as missing, at its own field. */
    fenOf: (typed: string | null) => toHundredths(typed) || 0,
    articleOptions: (provisions: readonly Provision[]): readonly FieldOption[] =>
      provisions.map((provision) => ({
        value: provision.article,
        label: t("penalty.articleOption", {
          number: provision.number,
          what: t(`penalty.article.${provision.article}`),
        }),
        hint: threatOf(provision, t),
      })),
  };
}
