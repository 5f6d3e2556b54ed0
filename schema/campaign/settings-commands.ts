import type { CampaignSettings } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { transact, type Work } from "../activity/transact.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { planWeeks } from "../dispatch/opening.ts";
import { refuse } from "./refusals.ts";
import { changed, type SettingChange, valuesByPath } from "./setting-changes.ts";
import { defaultSettings, type Settings, settingsSchema } from "./settings.ts";

export interface SettingsInput {
  /** Civil date. */
  holdsFrom: Date;
  changes: readonly SettingChange[];
  reason: string;
}

/**
 * The provincial office changes settings, with a reason and from a date on. What was already settled for a later date
 * keeps its own changes and takes these as well.
 *
 * @throws {Refusal} `settings/…` and `invalid/…` at the field
 */
export const changeSettings = (context: HubContext, { holdsFrom, changes, reason }: SettingsInput) =>
  transact(context, async (work) => {
    work.require("settings.edit");
    const today = dateOf(work.now);
    if (holdsFrom < columnOf(today)) throw refuse("settings/holds-from-past", ["holdsFrom"], { today: String(today) });
    const { tx, context: hub } = work;
    await tx.$queryRaw`select 1 from "Campaign" where "code" = ${hub.campaign} for update`;
    const rows = await tx.campaignSettings.findMany({
      where: { campaignCode: hub.campaign },
      orderBy: [{ holdsFrom: "asc" }, { revision: "asc" }],
    });
    const before = settingsOf(rows.findLast((row) => row.holdsFrom <= holdsFrom));
    const row = await write(work, holdsFrom, changed(before, changes, hub.locale), reason);
    for (const later of latestPerDay(rows.filter((held) => held.holdsFrom > holdsFrom))) {
      const held = settingsOf(later);
      // What the later one changed itself stays as it says.
      const own = valuesByPath(held);
      const untouched = changes.filter(({ path }) => own.get(path) === valuesByPath(before).get(path));
      if (untouched.length > 0) await write(work, later.holdsFrom, changed(held, untouched, hub.locale), reason);
    }
    announce(work, row, changes, holdsFrom);
    if (changes.some(({ path }) => path.startsWith("dispatch."))) await planWeeks(work);
    return { result: { on: holdsFrom.toISOString() } };
  });

const settingsOf = (row: CampaignSettings | undefined): Settings =>
  row ? settingsSchema.parse(row.values) : defaultSettings;

const latestPerDay = (rows: readonly CampaignSettings[]) => [
  ...new Map(rows.map((row) => [row.holdsFrom.getTime(), row])).values(),
];

const write = ({ tx, now, viewer, context }: Work, holdsFrom: Date, values: Settings, reason: string) =>
  tx.campaignSettings.create({
    data: {
      campaignCode: context.campaign,
      holdsFrom,
      values: { ...values },
      reason: reason.trim(),
      authorId: personIn(viewer),
      createdAt: now,
    },
  });

function announce(work: Work, row: CampaignSettings, changes: readonly SettingChange[], holdsFrom: Date) {
  const province = [...work.context.regions.all()].find(({ level }) => level === "province");
  work.record({
    kind: "CampaignSettingsChanged",
    subject: { type: "CampaignSettings", id: row.id, version: row.revision },
    region: province?.code ?? "",
    facts: { settings: changes.map(({ path }) => path), holdsFrom: holdsFrom.toISOString().slice(0, 10) },
  });
}
