/** Complaints from long before the campaign, taken back by whoever made them: their personal data has had its time. */
import { isRepeat } from "../../schema/activity/transact.ts";
import { dateOf, instantAt } from "../../schema/calendar/rules.ts";
import { defaultSettings } from "../../schema/campaign/settings.ts";
import { instructComplaint } from "../../schema/complaint/commands.ts";
import { recordComplaint } from "../../schema/complaint/intake.ts";
import { personName, phone } from "./names.ts";
import { randomFor } from "./random.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";

/** Days from the present until each is due: the hub destroys the first by itself, the others stand before it. */
const dueIn = [-3, 2, 9, 16, 23] as const;

export async function complainBefore(stage: Stage, ledger: readonly LedgerLine[]): Promise<void> {
  const random = randomFor("before");
  const long = dateOf(stage.ends).subtract({ months: defaultSettings.complaint.retentionMonths });
  for (const [index, days] of dueIn.entries()) {
    const line = random.pick(ledger);
    const personal = { name: personName(random), phone: phone(random), address: null, text: "楼道照明损坏。（演示）" };
    const closedOn = long.add({ days });
    const say = (what: string, at: Date) => stage.as(`county-${line.countyCode}`, at, `before ${days} ${what}`);
    const withdraw = say("withdraw", instantAt(closedOn, "15:40"));
    // The last one asks for it before its time.
    const erase = index === dueIn.length - 1 ? stage.as(`city-${line.cityCode}`, stage.begins, "before erase") : null;
    // With what is destroyed goes what a command was answered, too: that one cannot be asked again.
    if (await isRepeat(erase ?? withdraw)) continue;
    const { id } = await recordComplaint(say("record", instantAt(closedOn.subtract({ days: 1 }), "10:20")), {
      source: "hotline",
      complexId: line.id,
      kindCode: null,
      anonymous: false,
      personal,
    });
    const reason = "投诉人撤回，问题已经解决（演示）。";
    await instructComplaint(withdraw, id, { type: "withdraw", reason });
    if (erase) await instructComplaint(erase, id, { type: "erase", ground: "purposeReached" });
  }
}
