import { builder } from "../builder.ts";
import { Region } from "../region/graphql.ts";

builder.prismaObject("SupervisionChannel", {
  description: "A telephone and a mailbox or address of the plan's annex, exactly as printed.",
  fields: (t) => ({
    region: t.field({ type: Region, resolve: ({ regionCode }) => ({ code: regionCode }) }),
    phone: t.exposeString("phone"),
    contact: t.exposeString("contact", { description: "Mailbox or URL." }),
  }),
});

builder.queryField("supervisionChannels", (t) =>
  t.prismaField({
    type: ["SupervisionChannel"],
    description: "The 12 channels of the annex, in its order. Public.",
    resolve: (query, _root, _args, { db }) =>
      db.supervisionChannel.findMany({ ...query, orderBy: { position: "asc" } }),
  }),
);
