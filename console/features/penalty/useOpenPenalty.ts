import type { Component } from "vue";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { FieldOption, FieldValues } from "../../ui/fields.ts";
import { OpenPenaltyCase_Mutation } from "./commands.operations.ts";
import { usePenaltyForms } from "./forms.ts";
import { PenaltyProvisions_Query, PunishableCompanies_Query, PunishableFindings_Query } from "./operations.ts";
import type { Article, Provision } from "./penalty.ts";

/** Where a case is opened from something: its company, or the findings that it is to rest on. */
export interface PenaltyGround {
  companyId?: string;
  findingIds?: readonly string[];
}

/** The form by which a penalty case is filed. */
export function useOpenPenalty(icon: Component) {
  const { t, hub, today, words, articleOptions } = usePenaltyForms();
  const { client } = hub;

  const companies = async (search: string): Promise<readonly FieldOption[]> => {
    const { data } = await client.query(PunishableCompanies_Query, { search }).toPromise();
    return (data?.companies.edges ?? []).map(({ node }) => ({ value: node.id, label: node.name, hint: node.uscc }));
  };
  const findingsOf = async (company: string | undefined, typed: string): Promise<readonly FieldOption[]> => {
    if (!company) return [];
    const { data } = await client
      .query(PunishableFindings_Query, { company }, { requestPolicy: "network-only" })
      .toPromise();
    return (data?.findings.edges ?? [])
      .map(({ node }) => ({
        value: node.id,
        label: `${node.complex.name} · ${node.kind.title}`,
        hint: node.description,
      }))
      .filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
  };
  /** Of an article that threatens both, the unit's line stands for it. */
  const articles = async (typed: string): Promise<readonly FieldOption[]> => {
    const { data } = await client.query(PenaltyProvisions_Query, {}).toPromise();
    const known = new Map<Article, Provision>();
    for (const provision of data?.penaltyProvisions ?? [])
      if (!known.has(provision.article)) known.set(provision.article, provision);
    return articleOptions([...known.values()]).filter(({ label }) => label.includes(typed.trim()));
  };

  return ({ companyId, findingIds }: PenaltyGround = {}): Command =>
    describeCommand({
      name: "OPEN_PENALTY",
      label: t("penalty.command.OPEN_PENALTY"),
      icon,
      tone: "primary",
      intro: t("penalty.intro.OPEN_PENALTY"),
      fields: [
        {
          kind: "select",
          name: "companyId",
          label: t("cases.company"),
          required: true,
          options: companies,
          when: () => companyId === undefined && findingIds === undefined,
        },
        {
          kind: "multiSelect",
          name: "findingIds",
          label: t("penalty.ask.findings"),
          hint: t("penalty.ask.findingsHint"),
          required: true,
          options: (typed: string, values: FieldValues) =>
            findingsOf(companyId ?? (values.companyId as string | undefined), typed),
          when: () => findingIds === undefined,
        },
        {
          kind: "select",
          name: "article",
          label: t("penalty.ask.article"),
          required: true,
          options: articles,
        },
        {
          kind: "select",
          name: "party",
          label: t("penalty.ask.party"),
          hint: t("penalty.ask.partyHint"),
          required: true,
          initial: "UNIT",
          options: (["UNIT", "INDIVIDUAL"] as const).map((value) => ({ value, label: t(`penalty.party.${value}`) })),
        },
        words("facts", t("penalty.ask.facts")),
        {
          kind: "date",
          name: "actEndedOn",
          label: t("penalty.ask.actEndedOn"),
          hint: t("penalty.ask.actEndedOnHint"),
          required: true,
          latest: today(),
        },
        { kind: "check", name: "harmed", label: t("penalty.ask.harmed") },
      ],
      run: async ({ companyId: _, findingIds: chosen, article, party, ...rest }) => {
        const input = {
          ...rest,
          findingIds: [...(findingIds ?? chosen)],
          article: article as Article,
          party: party as "UNIT" | "INDIVIDUAL",
        };
        const sent = await hub.send(OpenPenaltyCase_Mutation, { input });
        if (!sent.done) return sent;
        const { penaltyCase } = sent.data.openPenaltyCase;
        return { done: true, to: penaltyCase ? { name: "penaltyCase", params: { id: penaltyCase.id } } : undefined };
      },
    });
}
