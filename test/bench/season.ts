import { randomInt } from "node:crypto";
import { goOn } from "../../seeds/demonstration/demonstrate.ts";
import { copyTemplate, startTestCluster } from "../kit/cluster.ts";
import { checkFigures } from "../season/figures.ts";
import { checkLetters } from "../season/letters.ts";
import { checkMoments } from "../season/moments.ts";
import { withSeason } from "../season/season.ts";
import type { Figure } from "./figure.ts";

const weeks = 27;
const share = 0.1;

/** The whole campaign of 2024, another each time: `HUB_SEASON_SEED` plays one again. */
export async function season(): Promise<Figure[]> {
  const seed = process.env.HUB_SEASON_SEED ?? String(randomInt(1_000_000));
  process.stdout.write(`season: HUB_SEASON_SEED=${seed}\n`);
  const cluster = await startTestCluster();
  const { url, drop } = await copyTemplate({ ...cluster, template: cluster.reference });
  const beganAt = performance.now();
  try {
    return await withSeason({ databaseUrl: url, seed, weeks, share, life: goOn }, async (played) => {
      const seconds = (performance.now() - beganAt) / 1_000;
      const moments = await checkMoments(played, weeks);
      const letters = await checkLetters(played);
      const figures = await checkFigures(played, letters.workbooks);
      for (const line of [...moments.wrong, ...letters.wrong, ...figures.wrong, ...played.refused].slice(0, 20))
        process.stdout.write(`season: ${line}\n`);
      const { reports, onTime, late, missing, returned, adjusted, lateBriefs } = moments;
      return [
        {
          name: "moments that are not as the calendar says",
          measured: moments.wrong.length,
          bar: { atMost: 0 },
          detail: `${reports} reports: ${onTime} on time, ${late} late, ${missing} missing, ${returned} returned, ${adjusted} adjusted; ${lateBriefs} briefs late`,
        },
        {
          name: "briefs received",
          measured: letters.briefs,
          bar: { atLeast: weeks },
          detail: `by ${played.recipients.length} recipients, in ${letters.copies} copies; ${played.kills} processes were killed`,
        },
        {
          name: "briefs that are not one Message-ID, or not as issued",
          measured: letters.wrong.length,
          bar: { atMost: 0 },
          detail: `${letters.workbooks.size} workbooks were read again`,
        },
        {
          name: "figures that come to another number",
          measured: figures.wrong.length,
          bar: { atMost: 0 },
          detail: `${figures.compared} were compared with the log`,
        },
        {
          name: "what the rules said no to",
          measured: played.refused.length,
          bar: { atMost: 0 },
          detail: "commands of people who should have known better",
        },
        { name: "seconds", measured: seconds, bar: { aim: 120 }, detail: `${weeks} weeks` },
      ];
    });
  } finally {
    await drop();
    await cluster.stop();
  }
}
