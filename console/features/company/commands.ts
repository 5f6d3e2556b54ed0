import { Building2, GitMerge, Pencil } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { describeCommand } from "../../ui/command.ts";
import { ChooseCompanySource_Mutation, type CompanyFields, RegisterCompany_Mutation } from "./operations.ts";

/** What may be done about companies, as forms. */
export function useCompanyCommands() {
  const { perform } = useHub();
  const { t } = useText();

  const attributes = (company?: CompanyFields) =>
    [
      {
        kind: "text",
        name: "name",
        label: t("company.fact.name"),
        required: true,
        maxLength: 100,
        initial: company?.name,
      },
      {
        kind: "text",
        name: "legalRepresentative",
        label: t("company.fact.legalRepresentative"),
        maxLength: 50,
        initial: company?.legalRepresentative ?? undefined,
      },
      {
        kind: "text",
        name: "phone",
        label: t("company.fact.phone"),
        maxLength: 30,
        initial: company?.phone ?? undefined,
      },
      {
        kind: "text",
        name: "registeredAddress",
        label: t("company.fact.registeredAddress"),
        maxLength: 200,
        initial: company?.registeredAddress ?? undefined,
      },
    ] as const;

  return {
    register: () =>
      describeCommand({
        name: "REGISTER",
        label: t("company.command.register"),
        tone: "primary",
        icon: Building2,
        fields: [
          {
            kind: "text",
            name: "uscc",
            label: t("company.fact.uscc"),
            hint: t("company.command.usccHint"),
            required: true,
            maxLength: 18,
          },
          ...attributes(),
        ],
        run: (values) => perform(RegisterCompany_Mutation, { input: values }),
      }),

    onCompany: (company: CompanyFields) => [
      describeCommand({
        name: "CHOOSE_SOURCE",
        label: t("company.command.chooseSource"),
        icon: GitMerge,
        intro: t("company.command.chooseSourceIntro"),
        fields: [
          {
            kind: "select",
            name: "region",
            label: t("company.sources.from"),
            required: true,
            initial: company.sources.find(({ holds }) => holds)?.region.code,
            options: company.sources.map(({ region, name }) => ({
              value: region.code,
              label: region.name,
              hint: name,
            })),
          },
        ],
        run: ({ region }) =>
          perform(ChooseCompanySource_Mutation, {
            input: { id: company.id, expectedVersion: company.version, region },
          }),
      }),
      describeCommand({
        name: "REGISTER",
        label: t("company.command.change"),
        icon: Pencil,
        intro: t("company.command.changeIntro"),
        fields: attributes(company),
        run: (values) => perform(RegisterCompany_Mutation, { input: { ...values, uscc: company.uscc } }),
      }),
    ],
  };
}
