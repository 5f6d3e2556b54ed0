import { FilePlus2, HousePlus, Merge, Pencil, UserCheck } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { describeCommand } from "../../ui/command.ts";
import { type FieldOption, reasonField } from "../../ui/fields.ts";
import { fromHundredths, toHundredths } from "./numbers.ts";
import {
  AssignComplexResponsible_Mutation,
  ChangeComplex_Mutation,
  ChangeServiceContract_Mutation,
  type ComplexFields,
  ComplexHandlers_Query,
  ContractCompanies_Query,
  MergeComplex_Mutation,
  RecordServiceContract_Mutation,
  RegisterComplex_Mutation,
} from "./operations.ts";
import { useComplexChoice } from "./useComplexChoice.ts";

interface Contract {
  id: string;
  version: number;
  kind: "OWNERS" | "PRELIMINARY";
  startsOn: string;
  endsOn: string | null;
  serviceGrade: string | null;
  chargeFen: number | null;
  company: { uscc: string };
}

const contractKinds = ["OWNERS", "PRELIMINARY"] as const;

/** What may be done in the ledger, as forms. */
export function useComplexCommands() {
  const { client, perform } = useHub();
  const choose = useComplexChoice();
  const { t } = useText();

  const facts = (complex?: ComplexFields) =>
    [
      {
        kind: "text",
        name: "name",
        label: t("complex.command.name"),
        required: true,
        maxLength: 100,
        initial: complex?.name,
      },
      {
        kind: "text",
        name: "address",
        label: t("complex.command.address"),
        maxLength: 200,
        initial: complex?.address ?? undefined,
      },
      {
        kind: "number",
        name: "households",
        label: t("complex.command.households"),
        unit: t("complex.command.householdsUnit"),
        required: true,
        min: 1,
        initial: complex && String(complex.households),
      },
      {
        kind: "number",
        name: "areaHundredths",
        label: t("complex.command.area"),
        unit: t("complex.command.areaUnit"),
        min: 0,
        initial: fromHundredths(complex?.areaHundredths),
      },
      {
        kind: "text",
        name: "serviceGrade",
        label: t("complex.command.grade"),
        maxLength: 20,
        initial: complex?.serviceGrade ?? undefined,
      },
      {
        kind: "number",
        name: "chargeFen",
        label: t("complex.command.charge"),
        unit: t("complex.command.chargeUnit"),
        min: 0,
        initial: fromHundredths(complex?.chargeFen),
      },
      { kind: "check", name: "guidedPrice", label: t("complex.command.guidedPrice"), initial: complex?.guidedPrice },
    ] as const;

  const countyField = (counties: readonly FieldOption[], initial?: string) =>
    ({
      kind: "select",
      name: "county",
      label: t("complex.command.county"),
      required: true,
      options: counties,
      initial,
    }) as const;

  const contractFields = (contract?: Contract) =>
    [
      {
        kind: "select",
        name: "uscc",
        label: t("complex.command.company"),
        hint: t("complex.command.companyHint"),
        required: true,
        initial: contract?.company.uscc,
        options: async (search: string) => {
          const { data } = await client.query(ContractCompanies_Query, { search }).toPromise();
          return (data?.companies.edges ?? []).map(({ node }) => ({
            value: node.uscc,
            label: node.name,
            hint: node.uscc,
          }));
        },
      },
      {
        kind: "select",
        name: "kind",
        label: t("complex.command.kind"),
        required: true,
        initial: contract?.kind,
        options: contractKinds.map((value) => ({ value, label: t(`complex.contracts.${value}`) })),
      },
      {
        kind: "date",
        name: "startsOn",
        label: t("complex.command.startsOn"),
        required: true,
        initial: contract?.startsOn,
      },
      {
        kind: "date",
        name: "endsOn",
        label: t("complex.command.endsOn"),
        hint: t("complex.command.endsHint"),
        initial: contract?.endsOn ?? undefined,
      },
      {
        kind: "text",
        name: "serviceGrade",
        label: t("complex.command.grade"),
        maxLength: 20,
        initial: contract?.serviceGrade ?? undefined,
      },
      {
        kind: "number",
        name: "chargeFen",
        label: t("complex.command.charge"),
        unit: t("complex.command.chargeUnit"),
        min: 0,
        initial: fromHundredths(contract?.chargeFen),
      },
    ] as const;

  return {
    register: (counties: readonly FieldOption[]) =>
      describeCommand({
        name: "REGISTER",
        label: t("complex.command.register"),
        tone: "primary",
        icon: HousePlus,
        fields: [countyField(counties, counties.length === 1 ? counties[0]?.value : undefined), ...facts()],
        run: (values) =>
          perform(RegisterComplex_Mutation, {
            input: {
              ...values,
              households: Number(values.households),
              areaHundredths: toHundredths(values.areaHundredths),
              chargeFen: toHundredths(values.chargeFen),
            },
          }),
      }),

    onComplex: (complex: ComplexFields, counties: readonly FieldOption[]) => [
      describeCommand({
        name: "ASSIGN_RESPONSIBLE",
        label: t("complex.command.assignResponsible"),
        tone: "primary",
        icon: UserCheck,
        intro: t("complex.command.responsibleIntro"),
        fields: [
          {
            kind: "person",
            name: "responsiblePerson",
            label: t("complex.command.responsible"),
            required: true,
            initial: complex.responsiblePerson ?? undefined,
            options: async (typed) => {
              const { data } = await client.query(ComplexHandlers_Query, { region: complex.region.code }).toPromise();
              return (data?.handlers ?? [])
                .filter(({ name }) => name.includes(typed))
                .map(({ name, region }) => ({ value: name, label: name, hint: region.name }));
            },
          },
        ],
        run: ({ responsiblePerson }) =>
          perform(AssignComplexResponsible_Mutation, {
            input: { id: complex.id, expectedVersion: complex.version, responsiblePerson },
          }),
      }),
      describeCommand({
        name: "CHANGE",
        label: t("complex.command.change"),
        icon: Pencil,
        fields: [countyField(counties, complex.county.code), ...facts(complex)],
        run: (values) =>
          perform(ChangeComplex_Mutation, {
            input: {
              ...values,
              id: complex.id,
              expectedVersion: complex.version,
              households: Number(values.households),
              areaHundredths: toHundredths(values.areaHundredths),
              chargeFen: toHundredths(values.chargeFen),
            },
          }),
      }),
    ],

    recordContract: (complex: ComplexFields) =>
      describeCommand({
        name: "RECORD",
        label: t("complex.command.recordContract"),
        icon: FilePlus2,
        fields: contractFields(),
        run: (values) =>
          perform(RecordServiceContract_Mutation, {
            input: {
              ...values,
              kind: values.kind as Contract["kind"],
              chargeFen: toHundredths(values.chargeFen),
              complexId: complex.id,
            },
          }),
      }),

    merge: (complex: ComplexFields) =>
      describeCommand({
        name: "MERGE",
        label: t("complex.command.merge"),
        tone: "danger",
        icon: Merge,
        intro: t("complex.command.mergeIntro", { name: complex.name }),
        confirm: t("complex.command.mergeConfirm"),
        fields: [
          {
            kind: "select",
            name: "into",
            label: t("complex.command.mergeInto"),
            required: true,
            options: async (search: string) => {
              const proposed = complex.likelyDuplicates.map(({ id, name, region }) => ({
                value: id,
                label: name,
                hint: region.path,
              }));
              const found = search || proposed.length === 0 ? await choose(search) : proposed;
              return found.filter(({ value }) => value !== complex.id);
            },
          },
          reasonField(t("complex.command.mergeReason")),
        ],
        run: ({ into, reason }) =>
          perform(MergeComplex_Mutation, {
            input: { id: complex.id, expectedVersion: complex.version, into, reason },
          }),
      }),

    changeContract: (contract: Contract) =>
      describeCommand({
        name: "CHANGE",
        label: t("complex.command.changeContract"),
        icon: Pencil,
        fields: contractFields(contract),
        run: (values) =>
          perform(ChangeServiceContract_Mutation, {
            input: {
              ...values,
              kind: values.kind as Contract["kind"],
              chargeFen: toHundredths(values.chargeFen),
              id: contract.id,
              expectedVersion: contract.version,
            },
          }),
      }),
  };
}
