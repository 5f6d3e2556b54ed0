import { FilePlus2, Trash2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { useComplexChoice } from "../complex/useComplexChoice.ts";
import { useCountyOptions, useRegions } from "../region/regions.ts";
import type { Mail } from "./mailbox.ts";
import { DismissMail_Mutation, FileMail_Mutation } from "./operations.ts";

/** What may be done with a mail that was set aside, as forms. */
export function useMailCommands() {
  const { t } = useText();
  const { perform } = useHub();
  const complexes = useComplexChoice();
  const counties = useCountyOptions();
  const cities = useRegions("14", "CITY");

  return (mail: Mail): readonly Command[] => {
    const about = { id: mail.id, expectedVersion: mail.version };
    const ofProvince = mail.mailbox.code.length === 2;
    return [
      describeCommand({
        name: "FILE",
        label: t("mailbox.command.FILE"),
        tone: "primary",
        icon: FilePlus2,
        intro: t("mailbox.intro.FILE"),
        fields: [
          { kind: "select", name: "complexId", label: t("complaint.record.complex"), options: complexes },
          {
            kind: "select",
            name: "county",
            label: t("complaint.record.county"),
            hint: t("mailbox.form.countyHint"),
            when: ({ complexId }) => !complexId,
            options: async (typed) => counties.value.filter(({ label }) => label.includes(typed.trim())),
          },
          {
            kind: "select",
            name: "city",
            label: t("mailbox.form.city"),
            required: true,
            when: ({ complexId, county }) => ofProvince && !complexId && !county,
            options: cities.value.map(({ code, name }) => ({ value: code, label: name })),
          },
        ],
        run: ({ complexId, county, city }) =>
          perform(FileMail_Mutation, {
            input: {
              ...about,
              complexId,
              county: complexId ? null : county,
              city: complexId || county || !ofProvince ? null : city,
            },
          }),
      }),
      describeCommand({
        name: "DISMISS",
        label: t("mailbox.command.DISMISS"),
        tone: "danger",
        icon: Trash2,
        intro: t("mailbox.intro.DISMISS"),
        fields: [],
        run: () => perform(DismissMail_Mutation, { input: about }),
      }),
    ];
  };
}
