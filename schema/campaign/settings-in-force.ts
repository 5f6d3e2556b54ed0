import type { Tx } from "../../prisma/client.ts";
import { dateOf } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { defaultSettings, type Settings, settingsSchema } from "./settings.ts";

/** The campaign's settings that hold on the civil day of `on`: a case is judged by the rule of its own date. */
export async function settingsInForce(tx: Pick<Tx, "campaignSettings">, campaign: string, on: Date): Promise<Settings> {
  const row = await tx.campaignSettings.findFirst({
    where: { campaignCode: campaign, holdsFrom: { lte: new Date(`${dateOf(on)}T00:00:00Z`) } },
    orderBy: [{ holdsFrom: "desc" }, { revision: "desc" }],
  });
  return settingsSchema.parse(row?.values ?? {});
}

/** The same for any number of days, in one statement. */
export async function settingsByDay(
  tx: Pick<Tx, "campaignSettings">,
  campaign: string,
): Promise<(on: Date) => Settings> {
  const rows = await tx.campaignSettings.findMany({
    where: { campaignCode: campaign },
    orderBy: [{ holdsFrom: "asc" }, { revision: "asc" }],
  });
  const held = rows.map(({ holdsFrom, values }) => ({ holdsFrom, settings: settingsSchema.parse(values) }));
  return (on) => {
    const day = new Date(`${dateOf(on)}T00:00:00Z`);
    return held.findLast(({ holdsFrom }) => holdsFrom <= day)?.settings ?? defaultSettings;
  };
}

const ofRequest = new WeakMap<HubContext, Promise<Settings>>();

/** Today's settings, read once per request. */
export function currentSettings(context: HubContext): Promise<Settings> {
  const settings = ofRequest.get(context) ?? settingsInForce(context.db, context.campaign, context.clock.now());
  ofRequest.set(context, settings);
  return settings;
}
