/** A month's typical cases as a paper that is sent round (通报). */
import { requireReader } from "../account/reader.ts";
import { dateOf, dateOfColumn } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { isUuid } from "../node.ts";
import { bodiesBelow, housingBody } from "../paper/bodies.ts";
import { type Block, facts, heading, type PaperDocument, paragraph, writtenDay } from "../paper/document.ts";
import { refuseGeneral } from "../refusal.ts";
import { visibleTo } from "./policy.ts";
import type { Kind } from "./states.ts";

const chapters: readonly (readonly [kind: Kind, title: string])[] = [
  ["exposure", "曝光案例"],
  ["praise", "先进典型"],
];
const numerals = ["一", "二"] as const;

/** @throws {Refusal} `unauthenticated`, `forbidden`; `not-found` also where the viewer may not see it */
export async function bulletinOf({ db, viewer, regions, clock }: HubContext, id: string): Promise<PaperDocument> {
  requireReader(viewer);
  const batch = isUuid(id)
    ? await db.exposureBatch.findFirst({
        where: { AND: [{ id }, visibleTo(viewer)] },
        include: {
          cases: {
            include: { company: { select: { name: true } }, complex: { select: { name: true } } },
            orderBy: { position: "asc" },
          },
        },
      })
    : null;
  if (!batch) throw refuseGeneral("not-found");
  const { year, month } = dateOfColumn(batch.month);
  const told = chapters.flatMap(([kind, title]) => {
    const cases = batch.cases.filter((one) => one.kind === kind);
    return cases.length > 0 ? [{ title, cases }] : [];
  });
  return {
    issuer: housingBody(regions, batch.bodyCode),
    // Nobody takes for published what is not.
    number: batch.state === "published" ? `${year}年第${month}期` : "未发布",
    title: `关于${year}年${month}月物业服务典型案例的通报`,
    addressee: bodiesBelow(batch.bodyCode),
    body: told.flatMap(({ title, cases }, index): Block[] => [
      heading(`${numerals[index]}、${title}`),
      ...cases.flatMap((one) => [
        paragraph(one.title),
        paragraph(one.text),
        facts([
          ["物业服务企业", one.company.name],
          ["住宅小区", one.complex?.name],
        ]),
      ]),
    ]),
    date: writtenDay(dateOf(batch.publishedAt ?? clock.now())),
    copies: [],
  };
}
