import { Ban, FilePlus2, Gavel, HandCoins, Scale, Undo2 } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { Field, FieldOption, FieldValues } from "../../ui/fields.ts";
import { evidenceLimits } from "../evidence/evidence.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import { severities } from "./looks.ts";
import {
  ConfirmJointPunishment_Mutation,
  type CreditEventFields,
  DiscreditableCompanies_Query,
  FindingsOfCompany_Query,
  LiftJointPunishment_Mutation,
  OpenJointPunishment_Mutation,
  PenaltiesOfCompany_Query,
  type PunishmentFields,
  type PunishmentMeasure,
  RecordCreditEvent_Mutation,
  RepairCreditEvent_Mutation,
  ReportJointPunishment_Mutation,
  WithdrawCreditEvent_Mutation,
} from "./operations.ts";

const grounds: readonly CreditEventFields["ground"][] = ["PENALTY", "REFUSED_HANDOVER", "JUDGMENT", "FINDING"];

/** One field of measures per department: its name leads back to the department. */
const measuresPrefix = "measures ";

/** What may be done about credit events and joint punishments, as forms. */
export function useCreditCommands() {
  const hub = useHub();
  const { client, perform } = hub;
  const { t } = useText();

  const findingsOf = async (typed: string, { companyId }: FieldValues): Promise<readonly FieldOption[]> => {
    if (typeof companyId !== "string") return [];
    const { data } = await client.query(FindingsOfCompany_Query, { company: companyId }).toPromise();
    return (data?.findings.edges ?? [])
      .map(({ node }) => ({
        value: node.id,
        label: `${node.complex.name} · ${node.kind.title}`,
        hint: node.description,
      }))
      .filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
  };

  const penaltiesOf = async (typed: string, { companyId }: FieldValues): Promise<readonly FieldOption[]> => {
    if (typeof companyId !== "string") return [];
    const { data } = await client.query(PenaltiesOfCompany_Query, { company: companyId }).toPromise();
    return (data?.penaltyCases.edges ?? [])
      .filter(({ node }) => node.party === "UNIT")
      .map(({ node }) => ({
        value: node.id,
        label: `${node.number} · ${t(`penalty.article.${node.article}`)}`,
        hint: [node.documentNumber, node.decidedOn].filter(Boolean).join(" · "),
      }))
      .filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
  };

  const penalty = {
    kind: "select",
    name: "penaltyCaseId",
    label: t("credit.command.penalty"),
    hint: t("credit.command.penaltyHint"),
    required: true,
    when: ({ ground }: FieldValues) => ground === "PENALTY",
    options: penaltiesOf,
  } as const;
  const finding = {
    kind: "select",
    name: "findingId",
    label: t("credit.command.finding"),
    hint: t("credit.command.findingHint"),
    required: true,
    when: ({ ground }: FieldValues) => ground === "FINDING",
    options: findingsOf,
  } as const;

  return {
    /** `cities` where somebody records for several. */
    record: (today: string, cities: readonly FieldOption[]): Command =>
      describeCommand({
        name: "RECORD",
        label: t("credit.command.record"),
        tone: "primary",
        icon: FilePlus2,
        intro: t("credit.command.recordIntro"),
        fields: [
          {
            kind: "select",
            name: "companyId",
            label: t("credit.company"),
            hint: t("credit.command.companyHint"),
            required: true,
            options: async (search: string) => {
              const { data } = await client.query(DiscreditableCompanies_Query, { search }).toPromise();
              return (data?.companies.edges ?? []).map(({ node }) => ({
                value: node.id,
                label: node.name,
                hint: node.uscc,
              }));
            },
          },
          ...(cities.length > 0
            ? [
                {
                  kind: "select",
                  name: "city",
                  label: t("credit.command.city"),
                  required: true,
                  options: cities,
                } as const,
              ]
            : []),
          {
            kind: "select",
            name: "severity",
            label: t("credit.severity.label"),
            required: true,
            options: severities.map((value) => ({ value, label: t(`credit.severity.${value}`) })),
          },
          {
            kind: "select",
            name: "ground",
            label: t("credit.ground.label"),
            required: true,
            options: grounds.map((value) => ({ value, label: t(`credit.ground.${value}`) })),
          },
          penalty,
          finding,
          {
            kind: "text",
            name: "documentNumber",
            label: t("credit.command.documentNumber"),
            required: true,
            maxLength: 100,
          },
          {
            kind: "date",
            name: "determinedOn",
            label: t("credit.command.determinedOn"),
            required: true,
            latest: today,
          },
          {
            kind: "textarea",
            name: "description",
            label: t("credit.command.description"),
            required: true,
            maxLength: 1000,
          },
          { kind: "check", name: "publish", label: t("credit.command.publish") },
        ] as const,
        run: (values) =>
          perform(RecordCreditEvent_Mutation, {
            input: {
              ...values,
              severity: values.severity as CreditEventFields["severity"],
              ground: values.ground as CreditEventFields["ground"],
              findingId: values.ground === "FINDING" ? values.findingId : undefined,
              penaltyCaseId: values.ground === "PENALTY" ? values.penaltyCaseId : undefined,
              // Unticked it leaves the rule alone, whatever the campaign's says of minor events.
              publish: values.publish || undefined,
            },
          }),
      }),

    onEvent: (event: CreditEventFields): readonly Command[] => {
      const subject = { id: event.id, expectedVersion: event.version };
      return [
        describeCommand({
          name: "REPAIR",
          label: t("credit.command.repair"),
          icon: HandCoins,
          intro: t("credit.command.repairIntro"),
          fields: [
            { kind: "check", name: "dutiesPerformed", label: t("credit.command.dutiesPerformed") },
            { kind: "check", name: "commitmentPublished", label: t("credit.command.commitmentPublished") },
          ],
          run: (values) => perform(RepairCreditEvent_Mutation, { input: { ...subject, ...values } }),
        }),
        describeCommand({
          name: "WITHDRAW",
          label: t("credit.command.withdraw"),
          tone: "danger",
          icon: Undo2,
          confirm: t("credit.command.withdrawConfirm"),
          fields: [
            { kind: "textarea", name: "reason", label: t("credit.command.reason"), required: true, maxLength: 500 },
          ],
          run: (values) => perform(WithdrawCreditEvent_Mutation, { input: { ...subject, ...values } }),
        }),
      ];
    },

    open: (event: CreditEventFields, measures: readonly PunishmentMeasure[], today: string): Command => {
      const departments = [...new Set(measures.map(({ department }) => department))];
      const fields: readonly Field[] = [
        {
          kind: "textarea",
          name: "reason",
          label: t("credit.command.openReason"),
          required: true,
          maxLength: 500,
          initial: event.description,
        },
        { kind: "date", name: "startsOn", label: t("credit.command.startsOn"), required: true, initial: today },
        {
          kind: "date",
          name: "endsOn",
          label: t("credit.command.endsOn"),
          required: true,
          earliest: today,
          initial: event.disclosedUntil ?? undefined,
        },
        ...departments.map((department) => ({
          kind: "multiSelect" as const,
          name: `${measuresPrefix}${department}`,
          label: t("credit.command.measures", { department: t(`shell.department.${department}`) }),
          hint: t("credit.command.measuresHint"),
          options: measures
            .filter((measure) => measure.department === department)
            .map(({ code, title }) => ({ value: code, label: title })),
        })),
      ];
      return {
        name: "OPEN",
        label: t("credit.command.open"),
        tone: "primary",
        icon: Scale,
        intro: t("credit.command.openIntro"),
        fields,
        run: (values) =>
          perform(OpenJointPunishment_Mutation, {
            input: {
              creditEventId: event.id,
              reason: String(values.reason ?? ""),
              startsOn: String(values.startsOn ?? ""),
              endsOn: String(values.endsOn ?? ""),
              departments: departments.flatMap((department) => {
                const chosen = values[`${measuresPrefix}${department}`] as readonly string[];
                return chosen.length ? [{ department, measures: [...chosen] }] : [];
              }),
            },
          }),
      };
    },

    onPunishment: (punishment: PunishmentFields): readonly Command[] => {
      const subject = { id: punishment.id, expectedVersion: punishment.version };
      return [
        describeCommand({
          name: "CONFIRM",
          label: t("credit.command.confirm"),
          tone: "primary",
          icon: Gavel,
          intro: t("credit.command.confirmIntro"),
          fields: [],
          run: () => perform(ConfirmJointPunishment_Mutation, { input: subject }),
        }),
        describeCommand({
          name: "REPORT",
          label: t("credit.command.report"),
          tone: "primary",
          icon: FilePlus2,
          fields: [
            { kind: "textarea", name: "done", label: t("credit.command.done"), required: true, maxLength: 1000 },
            { kind: "files", name: "evidenceIds", label: t("credit.command.proof"), ...evidenceLimits },
          ],
          run: ({ done, evidenceIds }, onProgress) =>
            withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
              perform(ReportJointPunishment_Mutation, { input: { ...subject, done, evidenceIds: ids } }),
            ),
        }),
        describeCommand({
          name: "LIFT",
          label: t("credit.command.lift"),
          tone: "danger",
          icon: Ban,
          intro: t("credit.command.liftIntro"),
          fields: [
            { kind: "textarea", name: "reason", label: t("credit.command.reason"), required: true, maxLength: 500 },
          ],
          run: (values) => perform(LiftJointPunishment_Mutation, { input: { ...subject, ...values } }),
        }),
      ];
    },
  };
}
