import { CircleCheck, Pencil } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { Tone } from "../../ui/tone.ts";
import { ApproveBrief_Mutation, type BriefFields, type BriefRow, EditBrief_Mutation } from "./operations.ts";

export const briefTones: Readonly<Record<BriefRow["state"], Tone>> = { DRAFT: "info", APPROVED: "ok" };

export const letterTones: Readonly<Record<BriefFields["letters"][number]["state"], Tone>> = {
  WAITING: "info",
  FAILING: "risk",
  DELIVERED: "ok",
  DEAD: "over",
};

const sections = [
  ["overview", "OVERVIEW"],
  ["problems", "PROBLEMS"],
  ["nextSteps", "NEXT_STEPS"],
] as const;

/** What is done with a brief, as forms: the office writes it, the leading group approves it. */
export function useBriefCommands() {
  const { perform } = useHub();
  const { t } = useText();
  return {
    onBrief: ({ id, version, latest, pickedFindings, missing, standsIn }: BriefFields): readonly Command[] => {
      const subject = { id, expectedVersion: version };
      const section = (name: (typeof sections)[number][0], code: (typeof sections)[number][1]) =>
        ({
          kind: "textarea",
          name,
          label: t(`brief.section.${code}`),
          maxLength: 5000,
          initial: latest?.narrative.find((one) => one.section === code)?.text,
        }) as const;
      const approval =
        missing.length > 0
          ? t("brief.ask.missing", { what: missing.map(({ message }) => message).join(" ") })
          : [
              t("brief.ask.approveIntro"),
              ...(standsIn.length > 0
                ? [t("brief.ask.standsIn", { cities: standsIn.map(({ name }) => name).join("、") })]
                : []),
            ].join(" ");
      return [
        describeCommand({
          name: "APPROVE",
          label: t("brief.ask.approve"),
          tone: "primary",
          icon: CircleCheck,
          intro: approval,
          fields: [],
          run: () => perform(ApproveBrief_Mutation, { input: subject }),
        }),
        describeCommand({
          name: "EDIT",
          label: t("brief.ask.edit"),
          icon: Pencil,
          intro: t("brief.ask.editIntro"),
          fields: [
            section("overview", "OVERVIEW"),
            section("problems", "PROBLEMS"),
            section("nextSteps", "NEXT_STEPS"),
            {
              kind: "multiSelect",
              name: "typicalFindingIds",
              label: t("brief.ask.cases"),
              hint: t("brief.ask.casesHint"),
              initial: (latest?.typicalFindings ?? []).map((finding) => finding.id),
              options: pickedFindings.map((finding) => ({
                value: finding.id,
                label: `${finding.region.path} · ${finding.complex.name}`,
                hint: finding.kind.title,
              })),
            },
          ],
          run: ({ typicalFindingIds, ...texts }) => {
            const narrative = sections.flatMap(([name, code]) => {
              const text = texts[name]?.trim();
              return text ? [{ section: code, text }] : [];
            });
            return perform(EditBrief_Mutation, {
              input: { ...subject, narrative, typicalFindingIds: [...typicalFindingIds] },
            });
          },
        }),
      ];
    },
  };
}
