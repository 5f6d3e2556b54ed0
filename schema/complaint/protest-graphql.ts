import { builder } from "../builder.ts";
import { currentSettings } from "../campaign/settings-in-force.ts";
import { Complex } from "../complex/types.ts";
import { perAnswer } from "../loader.ts";
import { seesRegion } from "../region/policy.ts";
import { type Protest, protestsIn } from "./protest.ts";

const protestOf = perAnswer<{ id: string; households: number }, Protest & { days: number }>(
  async (context, complexes) => {
    const { strongProtest } = await currentSettings(context);
    const protests = await protestsIn(context.db, complexes, context.clock.now(), strongProtest);
    return protests.map((protest) => ({ ...protest, days: strongProtest.days }));
  },
);

const ComplexProtest = builder.objectRef<Protest & { days: number }>("ComplexProtest").implement({
  description: "How strongly the owners of a complex protest (业主反映强烈), by the settings in force today.",
  fields: (t) => ({
    complainants: t.exposeInt("complainants", {
      description: "Distinct complainants whose telephone is confirmed. Complaints that were withdrawn do not count.",
    }),
    needed: t.exposeInt("needed", { description: "So many make it strong." }),
    days: t.exposeInt("days", { description: "Up to today." }),
    strong: t.exposeBoolean("strong"),
  }),
});

builder.prismaObjectField(Complex, "protest", (t) =>
  t.field({
    type: ComplexProtest,
    nullable: true,
    description: "For those who work on the cases of the region; null for everybody else.",
    select: { id: true, households: true },
    resolve: (complex, _args, context) => (seesRegion(context.viewer) ? protestOf(context, complex) : null),
  }),
);
