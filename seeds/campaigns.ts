import { z } from "zod";
import property2024 from "./campaigns/property-2024.json" with { type: "json" };

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1);
const span = { startsOn: z.iso.date(), endsOn: z.iso.date() };

const campaign = z
  .strictObject({
    code,
    title: text,
    titleEn: text,
    ...span,
    phases: z.array(z.strictObject({ code, title: text, titleEn: text, ...span })).min(1),
    tasks: z.array(
      z.strictObject({
        code,
        phase: code,
        owedBy: z.enum(["province", "city", "county"]),
        dueOn: z.iso.date(),
        title: text,
        titleEn: text,
        /** The clause of the plan that asks for it. */
        source: text,
      }),
    ),
  })
  .superRefine(({ startsOn, endsOn, phases, tasks }, context) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: "custom", message, path });
    phases.forEach((phase, index) => {
      const inside = startsOn <= phase.startsOn && phase.startsOn <= phase.endsOn && phase.endsOn <= endsOn;
      if (!inside) refuse("outside the campaign", "phases", index);
    });
    const byCode = new Map(phases.map((phase) => [phase.code, phase]));
    tasks.forEach(({ phase, dueOn }, index) => {
      const within = byCode.get(phase);
      if (!within) refuse("no such phase", "tasks", index, "phase");
      else if (dueOn < within.startsOn || within.endsOn < dueOn) refuse("outside its phase", "tasks", index, "dueOn");
    });
    const codes = [phases, tasks].map((rows) => new Set(rows.map((row) => row.code)).size === rows.length);
    if (codes.includes(false)) refuse("a code is given twice");
  });

export type CampaignSeed = z.infer<typeof campaign>;

/** Next year's campaign is a file more here; nothing else knows a year. */
export const campaigns: readonly CampaignSeed[] = [property2024].map((file) => campaign.parse(file));
