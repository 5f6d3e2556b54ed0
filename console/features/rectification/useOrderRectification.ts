import type { Component } from "vue";
import { type FragmentOf, readFragment } from "../../graph/graphql.ts";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import { FindingCard_finding } from "../inspection/operations.ts";
import { OrderRectification_Mutation } from "./commands.operations.ts";
import { OrderableFindings_Query } from "./operations.ts";

/** The form by which findings of one complex are ordered to be put right; `chosen` are those of the page. */
export function useOrderRectification(icon: Component) {
  const { t } = useText();
  const { client, send } = useHub();

  const optionOf = (fragment: FragmentOf<typeof FindingCard_finding>) => {
    const { id, kind, description } = readFragment(FindingCard_finding, fragment);
    return { value: id, label: description, hint: kind.title };
  };

  /** Everything of the complex that nothing is done about yet may go under the same order. */
  const orderable = (complex: string) => async (typed: string) => {
    const { data } = await client
      .query(OrderableFindings_Query, { complex }, { requestPolicy: "network-only" })
      .toPromise();
    const options = (data?.findings.edges ?? []).map(({ node }) => optionOf(node));
    return options.filter(({ label, hint }) => `${label} ${hint}`.includes(typed.trim()));
  };

  return (complex: string, chosen: readonly string[]): Command =>
    describeCommand({
      name: "ORDER",
      label: t("rectification.command.ORDER"),
      tone: "primary",
      icon,
      intro: t("rectification.intro.ORDER"),
      fields: [
        {
          kind: "multiSelect",
          name: "findingIds",
          label: t("rectification.ask.findings"),
          required: true,
          options: orderable(complex),
          initial: chosen,
        },
        {
          kind: "text",
          name: "responsiblePerson",
          label: t("rectification.ask.responsible"),
          hint: t("rectification.ask.responsibleHint"),
          required: true,
          maxLength: 50,
        },
        { kind: "datetime", name: "deadline", label: t("rectification.ask.deadline"), required: true },
        {
          kind: "textarea",
          name: "requirement",
          label: t("rectification.ask.requirement"),
          required: true,
          maxLength: 5000,
        },
      ],
      run: async ({ findingIds, ...order }) => {
        const sent = await send(OrderRectification_Mutation, { input: { ...order, findingIds: [...findingIds] } });
        if (!sent.done) return sent;
        const { rectification } = sent.data.orderRectification;
        return {
          done: true,
          to: rectification ? { name: "rectification", params: { id: rectification.id } } : undefined,
        };
      },
    });
}
