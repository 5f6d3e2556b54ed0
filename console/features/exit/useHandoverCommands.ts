import { CalendarPlus, CheckCheck, Gavel, Handshake, Scale } from "@lucide/vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import { severities } from "../credit/looks.ts";
import { withEvidence } from "../evidence/withEvidence.ts";
import * as operations from "./commands.operations.ts";
import type { Exit, SuitStage } from "./exit.ts";
import { useExitForms } from "./forms.ts";
import { TakingCompanies_Query } from "./operations.ts";

const results = ["FOR_OWNERS", "PARTLY", "FOR_COMPANY"] as const;
const refusals = ["HAND_OVER", "LEAVE"] as const;

/** From the end of the contract to the take-over, as forms. */
export function useHandoverCommands() {
  const { t, hub, today, about: aboutOf, named, past, papers, words } = useExitForms();
  const { perform } = hub;

  return (subject: Exit): readonly Command[] => {
    const about = aboutOf(subject);
    return [
      describeCommand({
        ...named("DETERMINE_REFUSAL"),
        icon: Gavel,
        tone: "danger",
        confirm: t("exit.confirm.DETERMINE_REFUSAL"),
        fields: [
          {
            kind: "select",
            name: "refusal",
            label: t("exit.ask.refusal"),
            required: true,
            options: refusals.map((value) => ({ value, label: t(`exit.refusal.${value}`) })),
          },
          {
            kind: "select",
            name: "severity",
            label: t("credit.severity.label"),
            hint: t("exit.ask.severityHint"),
            required: true,
            options: severities.map((value) => ({ value, label: t(`credit.severity.${value}`) })),
          },
          { kind: "text", name: "documentNumber", label: t("exit.ask.documentNumber"), required: true, maxLength: 100 },
          past("determinedOn", t("exit.ask.determinedOn")),
          words("description", t("exit.ask.facts")),
          papers(t("exit.ask.proof")),
        ],
        run: ({ evidenceIds, refusal, severity, ...rest }, onProgress) =>
          withEvidence(hub, "evidenceIds", evidenceIds, onProgress, (ids) =>
            perform(operations.DetermineHandoverRefusal_Mutation, {
              input: {
                ...about,
                ...rest,
                refusal: refusal as (typeof refusals)[number],
                severity: severity as (typeof severities)[number],
                evidenceIds: ids,
              },
            }),
          ),
      }),
      describeCommand({
        ...named("COMPLETE_HANDOVER"),
        icon: CheckCheck,
        tone: "primary",
        fields: [past("handedOverOn", t("exit.ask.lastOn"))],
        run: ({ handedOverOn }) => perform(operations.CompleteHandover_Mutation, { input: { ...about, handedOverOn } }),
      }),
      describeCommand({
        ...named("TAKE_OVER"),
        icon: Handshake,
        tone: "primary",
        fields: [
          {
            kind: "select",
            name: "companyId",
            label: t("exit.ask.newCompany"),
            hint: t("exit.ask.newCompanyHint"),
            required: true,
            options: async (search) => {
              const { data } = await hub.client.query(TakingCompanies_Query, { search }).toPromise();
              return (data?.companies.edges ?? [])
                .filter(({ node }) => node.id !== subject.company.id)
                .map(({ node }) => ({ value: node.id, label: node.name, hint: node.uscc }));
            },
          },
          past("startsOn", t("exit.ask.startsOn"), subject.contractEndsOn),
          { kind: "date", name: "endsOn", label: t("exit.ask.endsOn"), hint: t("exit.ask.endsOnHint") },
        ],
        run: (values) => perform(operations.TakeOverComplex_Mutation, { input: { ...about, ...values } }),
      }),
      describeCommand({
        ...named("ADVANCE_SUIT"),
        icon: Scale,
        tone: subject.state === "HANDOVER_REFUSED" ? "primary" : undefined,
        fields: [
          {
            kind: "select",
            name: "stage",
            label: t("exit.ask.stage"),
            required: true,
            options: subject.nextSuitStages.map((value) => ({ value, label: t(`exit.stage.${value}`) })),
          },
          {
            kind: "text",
            name: "court",
            label: t("exit.ask.court"),
            required: true,
            maxLength: 100,
            initial: subject.suitSteps.at(-1)?.court,
          },
          {
            kind: "text",
            name: "caseNumber",
            label: t("exit.ask.caseNumber"),
            required: true,
            maxLength: 100,
            initial: subject.suitSteps.at(-1)?.caseNumber,
          },
          past("happenedOn", t("exit.ask.happenedOn")),
          {
            kind: "datetime",
            name: "hearingAt",
            label: t("exit.ask.hearingAt"),
            required: true,
            when: ({ stage }) => stage === "HEARING",
          },
          {
            kind: "select",
            name: "result",
            label: t("exit.ask.result"),
            required: true,
            when: ({ stage }) => stage === "JUDGED",
            options: results.map((value) => ({ value, label: t(`exit.result.${value}`) })),
          },
          { kind: "textarea", name: "note", label: t("exit.ask.note"), maxLength: 5000 },
        ],
        run: ({ stage, hearingAt, result, ...step }) =>
          perform(operations.AdvanceSuit_Mutation, {
            input: {
              ...about,
              ...step,
              stage: stage as SuitStage,
              hearingAt: stage === "HEARING" ? hearingAt : null,
              result: stage === "JUDGED" ? (result as (typeof results)[number]) : null,
            },
          }),
      }),
      describeCommand({
        ...named("AGREE_HANDOVER"),
        icon: CalendarPlus,
        fields: [
          {
            kind: "date",
            name: "handoverOn",
            label: t("exit.ask.handoverOn"),
            required: true,
            earliest: subject.contractEndsOn ?? today(),
          },
        ],
        run: ({ handoverOn }) => perform(operations.AgreeHandover_Mutation, { input: { ...about, handoverOn } }),
      }),
    ];
  };
}
