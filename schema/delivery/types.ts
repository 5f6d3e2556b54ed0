import type { Delivery as Row } from "../../prisma/generated/client.ts";
import { DeliveryReceiver } from "../../prisma/generated/enums.ts";
import { ActivityKindEnum } from "../activity/graphql.ts";
import type { EventKind } from "../activity/kinds.ts";
import { builder } from "../builder.ts";
import { enumOf } from "../enum.ts";

const DeliveryReceiverEnum = enumOf("DeliveryReceiver", DeliveryReceiver, "Who is told.", {
  creditPlatform: "山西省信用信息共享平台",
});

/** Seen with what it tells of. */
export const Delivery = builder.objectRef<Row>("Delivery").implement({
  description: "Something that is to leave the hub, queued in the transaction that made it due.",
  fields: (t) => ({
    receiver: t.field({ type: DeliveryReceiverEnum, resolve: ({ receiver }) => receiver }),
    kind: t.field({
      type: ActivityKindEnum,
      description: "What it tells of.",
      resolve: ({ kind }) => kind as EventKind,
    }),
    queuedAt: t.expose("queuedAt", { type: "DateTime" }),
    deliveredAt: t.expose("deliveredAt", { type: "DateTime", nullable: true, description: "Null: not yet." }),
    receipt: t.exposeString("receipt", { nullable: true }),
  }),
});
