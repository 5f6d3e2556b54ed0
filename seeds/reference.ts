import type { Db } from "../prisma/client.ts";
import { campaigns } from "./campaigns.ts";
import { punishmentMeasures, supervisionChannels, violationKinds } from "./catalogues.ts";
import { regions } from "./regions.ts";

const day = (date: string) => new Date(`${date}T00:00:00Z`);

/**
 * Regions, campaigns and catalogues: what a hub needs before anybody can use it. Run again it adds what is missing and
 * changes nothing that is there.
 */
export async function seedReference(db: Db): Promise<void> {
  await db.$transaction(
    async (tx) => {
      // A region's parent must stand before it; the list has each after its parent.
      for (const level of ["province", "city", "county", "subdistrict"] as const)
        await tx.region.createMany({
          data: regions
            .filter((region) => region.level === level)
            .map((region) => ({ ...region, validFrom: day(region.validFrom) })),
          skipDuplicates: true,
        });
      await tx.supervisionChannel.createMany({
        data: supervisionChannels.map(({ regionCode, phone, contact }, index) => ({
          regionCode,
          phone,
          contact,
          position: index + 1,
        })),
        skipDuplicates: true,
      });
      await tx.violationKind.createMany({
        data: violationKinds.map(({ acts: _acts, ...kind }) => kind),
        skipDuplicates: true,
      });
      await tx.violationAct.createMany({
        data: violationKinds.flatMap(({ code: kindCode, acts }) =>
          acts.map((act, index) => ({ ...act, kindCode, position: index + 1 })),
        ),
        skipDuplicates: true,
      });
      await tx.punishmentMeasure.createMany({
        data: punishmentMeasures.map((measure, index) => ({ ...measure, position: index + 1 })),
        skipDuplicates: true,
      });
      for (const { code, title, titleEn, startsOn, endsOn, phases, tasks } of campaigns) {
        await tx.campaign.createMany({
          data: { code, title, titleEn, startsOn: day(startsOn), endsOn: day(endsOn) },
          skipDuplicates: true,
        });
        await tx.phase.createMany({
          data: phases.map((phase, index) => ({
            ...phase,
            campaignCode: code,
            startsOn: day(phase.startsOn),
            endsOn: day(phase.endsOn),
            position: index + 1,
          })),
          skipDuplicates: true,
        });
        await tx.phaseTask.createMany({
          data: tasks.map(({ phase, dueOn, ...task }, index) => ({
            ...task,
            campaignCode: code,
            phaseCode: phase,
            dueOn: day(dueOn),
            position: index + 1,
          })),
          skipDuplicates: true,
        });
      }
    },
    { timeout: 60_000 },
  );
}
