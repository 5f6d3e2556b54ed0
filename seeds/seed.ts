import { defaultSettings } from "../schema/campaign/settings.ts";
import type { HubContext } from "../schema/context.ts";
import { type Demonstration, demonstrate } from "./demonstration/demonstrate.ts";

export type SeedOptions = { demonstration: false } | ({ demonstration: true } & Demonstration);

/**
 * Fills a new hub that has its reference data: the campaign's settings, and in a demonstration people, companies,
 * complexes and a past. Run again it adds what is missing and changes nothing that is there.
 *
 * @returns what the rules said no to: nothing, unless a scenario is wrong.
 */
export async function seed(context: HubContext, options: SeedOptions): Promise<readonly string[]> {
  await seedSettings(context);
  return options.demonstration ? demonstrate(context, options) : [];
}

/** The defaults, from the campaign's first day on; whatever is changed later has its own date and reason. */
async function seedSettings({ db, campaign: campaignCode, clock }: HubContext) {
  if (await db.campaignSettings.findFirst({ where: { campaignCode } })) return;
  const { startsOn } = await db.campaign.findUniqueOrThrow({ where: { code: campaignCode } });
  await db.campaignSettings.create({
    data: {
      campaignCode,
      holdsFrom: startsOn,
      values: { ...defaultSettings },
      reason: "专项行动启动时的默认设置",
      createdAt: clock.now(),
    },
  });
}
