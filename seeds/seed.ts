import { defaultSettings } from "../schema/campaign/settings.ts";
import type { HubContext } from "../schema/context.ts";
import { demonstrate } from "./demonstration/demonstrate.ts";

export type SeedOptions = { say(line: string): void } & (
  | { demonstration: false }
  /** With the password of the demonstration accounts. */
  | { demonstration: true; password: string }
);

/**
 * Fills a new hub that has its reference data: the campaign's settings, and in a demonstration people, companies,
 * complexes and a past. Run again it adds what is missing and changes nothing that is there.
 */
export async function seed(context: HubContext, options: SeedOptions): Promise<void> {
  await seedSettings(context);
  if (options.demonstration) await demonstrate(context, options.password, options.say);
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
