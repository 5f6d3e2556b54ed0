/** Complexes that a county entered by hand although the city's system had them: some merged, some waiting for somebody. */
import { registerComplex } from "../../schema/complex/commands.ts";
import { instructMerge } from "../../schema/complex/merge.ts";
import type { LedgerLine } from "./screening.ts";
import type { Stage } from "./stage.ts";

/** One in so many lines of the ledger. */
const every = 120;

/** At the very end: whatever else happens in the demonstration does not know of them. */
export async function enterTwice(stage: Stage, ledger: readonly LedgerLine[]): Promise<void> {
  const lines = ledger.filter((_, index) => index % every === every / 2);
  for (const [index, { id, name, countyCode }] of lines.entries()) {
    const say = (what: string) => stage.as(`county-${countyCode}`, stage.ends, `second entry ${id} ${what}`);
    const second = { name: name.replace("演示", "演示 "), county: countyCode, households: 100 };
    const { id: entry } = await registerComplex(say("enter"), second);
    if (index % 3 > 0) continue;
    const reason = "系统接入时已有登记（演示）";
    await instructMerge(say("merge"), entry, { type: "merge", into: id, reason });
  }
}
