import { builder } from "../builder.ts";

const Hub = builder.prismaObject("Hub", {
  description: "This hub itself.",
  fields: (t) => ({
    now: t.field({
      type: "DateTime",
      description: "What the campaign's rules call now: deadlines are counted by this clock.",
      resolve: (_row, _args, { clock }) => clock.now(),
    }),
    drill: t.boolean({
      description: "The clock is set apart from real time, for a drill or a demonstration.",
      select: { clockOffsetMs: true },
      resolve: ({ clockOffsetMs }) => clockOffsetMs !== 0n,
    }),
  }),
});

builder.queryField("hub", (t) =>
  t.prismaField({
    type: Hub,
    description: "This hub itself: its clock.",
    resolve: (query, _root, _args, { db }) => db.hub.findUniqueOrThrow({ ...query, where: { id: 1 } }),
  }),
);
