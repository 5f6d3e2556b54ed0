import type { Tx } from "../../prisma/client.ts";
import { dateOf } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { type Settings, settingsSchema } from "./settings.ts";

/** The campaign's settings that hold on the civil day of `on`: a case is judged by the rule of its own date. */
export async function settingsInForce(tx: Pick<Tx, "campaignSettings">, campaign: string, on: Date): Promise<Settings> {
  const row = await tx.campaignSettings.findFirst({
    where: { campaignCode: campaign, holdsFrom: { lte: new Date(`${dateOf(on)}T00:00:00Z`) } },
    orderBy: [{ holdsFrom: "desc" }, { revision: "desc" }],
  });
  return settingsSchema.parse(row?.values ?? {});
}

const ofRequest = new WeakMap<HubContext, Promise<Settings>>();

/** Today's settings, read once per request. */
export function currentSettings(context: HubContext): Promise<Settings> {
  const settings = ofRequest.get(context) ?? settingsInForce(context.db, context.campaign, context.clock.now());
  ofRequest.set(context, settings);
  return settings;
}
