import { History, RotateCw } from "@lucide/vue";
import { useHub } from "../../graph/hub.ts";
import { useText } from "../../text/text.ts";
import { type Command, describeCommand } from "../../ui/command.ts";
import type { FieldOption } from "../../ui/fields.ts";
import { ReplayDeliveries_Mutation, ReplayDelivery_Mutation, RetryDelivery_Mutation } from "./operations.ts";
import { type PushRow, type PushState, type Receiver, receivers } from "./push.ts";

const repeatable: readonly PushState[] = ["DEAD", "FAILING", "DELIVERED"];

/** What may be done about pushes, as forms. */
export function usePushCommands() {
  const { perform, send } = useHub();
  const { t } = useText();
  return {
    onPush: (push: PushRow): readonly Command[] => {
      const input = { id: push.id, expectedVersion: push.version };
      return [
        describeCommand({
          name: "RETRY",
          label: t("push.command.retry"),
          tone: "primary",
          icon: RotateCw,
          intro: t("push.command.retryIntro"),
          fields: [],
          run: () => perform(RetryDelivery_Mutation, { input }, t("push.command.asked")),
        }),
        describeCommand({
          name: "REPLAY",
          label: t("push.command.replay"),
          icon: History,
          intro: t("push.command.replayIntro"),
          fields: [],
          run: () => perform(ReplayDelivery_Mutation, { input }, t("push.command.asked")),
        }),
      ];
    },

    /** Many at once: after days without the platform, or when it says what it lacks. */
    replay: (regions: readonly FieldOption[], now: () => string): Command =>
      describeCommand({
        name: "REPLAY_MANY",
        label: t("push.command.many"),
        icon: RotateCw,
        intro: t("push.command.manyIntro"),
        fields: [
          {
            kind: "select",
            name: "receiver",
            label: t("push.receiverLabel"),
            required: true,
            initial: receivers[0],
            options: receivers.map((value) => ({ value, label: t(`push.receiver.${value}`) })),
          },
          {
            kind: "select",
            name: "state",
            label: t("push.stateLabel"),
            required: true,
            initial: repeatable[0],
            options: repeatable.map((value) => ({ value, label: t(`push.state.${value}`) })),
          },
          { kind: "select", name: "region", label: t("cases.region"), options: regions },
          { kind: "datetime", name: "queuedSince", label: t("push.command.since"), latest: now() },
        ] as const,
        run: async ({ receiver, state, region, queuedSince }) => {
          const input = { receiver: receiver as Receiver, state: state as PushState, region, queuedSince };
          const sent = await send(ReplayDeliveries_Mutation, { input });
          if (!sent.done) return sent;
          const n = sent.data.replayDeliveries.result?.deliveries ?? 0;
          return { done: true, said: t("push.command.askedMany", { n }) };
        },
      }),
  };
}
