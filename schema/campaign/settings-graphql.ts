import type { CampaignSettings as Row } from "../../prisma/generated/client.ts";
import { Person } from "../account/person.ts";
import { requireReader } from "../account/reader.ts";
import type { Viewer } from "../account/viewer.ts";
import { builder } from "../builder.ts";
import { columnOf, dateOf } from "../calendar/rules.ts";
import { commandField, prose, resultPayload } from "../command.ts";
import type { HubContext } from "../context.ts";
import { enumOf } from "../enum.ts";
import { may } from "../permissions.ts";
import { valuesByPath } from "./setting-changes.ts";
import { type SettingDescription, sourceIn, units } from "./setting-fields.ts";
import { defaultSettings, settingDescriptions, settingsSchema } from "./settings.ts";
import { changeSettings } from "./settings-commands.ts";

const SettingUnit = enumOf("SettingUnit", units, "What a setting counts.", {
  weekday: "1 is Monday.",
  time: "Wall clock in Shanghai, `18:00`.",
  flag: "`true` or `false`.",
});

interface Setting extends SettingDescription {
  value: SettingDescription["default"];
}

const CampaignSetting = builder.objectRef<Setting>("CampaignSetting").implement({
  description: "A number that is policy and not law.",
  fields: (t) => ({
    path: t.exposeString("path", { description: "Its name, `complaint.verifyWorkingDays`." }),
    label: t.string({ resolve: (setting, _, { locale }) => setting[locale] }),
    labelZh: t.exposeString("zh"),
    labelEn: t.exposeString("en"),
    unit: t.field({ type: SettingUnit, resolve: ({ unit }) => unit }),
    source: t.string({
      description: "The sentence that asks for it.",
      resolve: ({ source }, _, { locale }) => sourceIn(source, locale),
    }),
    value: t.string({ description: "As text: `7`, `18:00`, `true`.", resolve: ({ value }) => String(value) }),
    default: t.string({ resolve: (setting) => String(setting.default) }),
    min: t.int({ nullable: true, resolve: ({ range }) => range?.[0] ?? null }),
    max: t.int({ nullable: true, resolve: ({ range }) => range?.[1] ?? null }),
  }),
});

interface Revision {
  row: Row;
  changes: readonly { path: string; before: string; after: string }[];
}

const SettingChanged = builder.objectRef<Revision["changes"][number]>("CampaignSettingChange").implement({
  description: "A setting before and after.",
  fields: (t) => ({
    path: t.exposeString("path"),
    before: t.exposeString("before"),
    after: t.exposeString("after"),
  }),
});

const SettingsRevision = builder.objectRef<Revision>("CampaignSettingsRevision").implement({
  description: "What was changed, why, by whom and from when on.",
  fields: (t) => ({
    holdsFrom: t.field({ type: "Date", resolve: ({ row }) => row.holdsFrom }),
    writtenAt: t.field({ type: "DateTime", resolve: ({ row }) => row.createdAt }),
    reason: t.string({ resolve: ({ row }) => row.reason }),
    author: t.prismaField({
      type: Person,
      nullable: true,
      resolve: (query, { row: { authorId: id } }, _args, { db }) =>
        id ? db.user.findUnique({ ...query, where: { id } }) : null,
    }),
    changes: t.field({ type: [SettingChanged], resolve: ({ changes }) => [...changes] }),
  }),
});

const CampaignSettings = builder.objectRef<{ on: Date }>("CampaignSettings").implement({
  description: "The settings of the campaign as they hold on a day.",
  fields: (t) => ({
    on: t.field({ type: "Date", resolve: ({ on }) => on }),
    settings: t.field({
      type: [CampaignSetting],
      resolve: async ({ on }, _args, context) => {
        const held = (await rowsOf(context)).findLast(({ holdsFrom }) => holdsFrom <= on);
        const values = valuesByPath(held ? settingsSchema.parse(held.values) : defaultSettings);
        return settingDescriptions.map((setting) => ({
          ...setting,
          value: values.get(setting.path) ?? setting.default,
        }));
      },
    }),
    history: t.field({
      type: [SettingsRevision],
      description: "The latest first, those that will hold later included. Of those who answer for settings only.",
      resolve: async (_settings, _args, context) =>
        readsHistory(context.viewer) ? revisionsOf(await rowsOf(context)) : [],
    }),
    mayChange: t.boolean({ resolve: (_settings, _args, { viewer }) => may(viewer, "settings.edit") }),
  }),
});

const readsHistory = ({ role }: Viewer) => role === "leader" || role === "office" || role === "administrator";

/** The one that holds on a day is the last from that day or before. */
const rowsOf = ({ db, campaign }: HubContext) =>
  db.campaignSettings.findMany({
    where: { campaignCode: campaign },
    orderBy: [{ holdsFrom: "asc" }, { revision: "asc" }],
  });

function revisionsOf(rows: readonly Row[]): Revision[] {
  return rows
    .map((row, index) => {
      const before = rows
        .slice(0, index)
        .findLast(({ revision, holdsFrom }) => revision < row.revision && holdsFrom <= row.holdsFrom);
      const old = valuesByPath(before ? settingsSchema.parse(before.values) : defaultSettings);
      const changes = [...valuesByPath(settingsSchema.parse(row.values))].flatMap(([path, value]) =>
        old.get(path) === value ? [] : [{ path, before: String(old.get(path)), after: String(value) }],
      );
      return { row, changes };
    })
    .reverse();
}

builder.queryField("campaignSettings", (t) =>
  t.field({
    type: CampaignSettings,
    description: "Every number that is policy and not law, as it holds on a day; today by default.",
    args: { on: t.arg({ type: "Date" }) },
    resolve: (_root, { on }, { viewer, clock }) => {
      requireReader(viewer);
      return { on: on ?? columnOf(dateOf(clock.now())) };
    },
  }),
);

const ChangeInput = builder.inputType("CampaignSettingInput", {
  fields: (t) => ({
    path: t.string({ required: true, description: "`complaint.verifyWorkingDays`" }),
    value: t.string({ required: true, description: "`7`, `18:00`, `true`." }),
  }),
});

commandField("changeCampaignSettings", {
  description:
    "The provincial office changes settings from a date on, with a reason; nothing is changed for the past. Weeks of dispatch that have not opened yet are planned anew. Emits CampaignSettingsChanged.",
  payload: resultPayload("CampaignSettingsPayload", "The settings after the command, or why nothing happened.", {
    type: CampaignSettings,
    description: "As they hold from that date on.",
  }),
  input: (t) => ({
    holdsFrom: t.field({ type: "Date", required: true }),
    changes: t.field({ type: [ChangeInput], required: true }),
    reason: t.string({ required: true, ...prose }),
  }),
  run: async (context, input) => {
    const { result } = await changeSettings(context, input);
    return { result: { on: new Date(result.on) } };
  },
});
