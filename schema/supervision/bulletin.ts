/** 通报: how the regions below a body stood in a week, told to all of them in the version that was sent (plan 三(三): 定期通报各县(区)专项行动工作进展情况). */

import type { Prisma } from "../../prisma/generated/client.ts";
import { personIn } from "../account/viewer.ts";
import { transact } from "../activity/transact.ts";
import { dateOf } from "../calendar/rules.ts";
import type { HubContext } from "../context.ts";
import { nextInSeries } from "../number.ts";
import { bodiesBelow, housingBody } from "../paper/bodies.ts";
import { heading, type PaperDocument, paragraph, table, writtenDay } from "../paper/document.ts";
import { partLabels, slowLabels, writtenScore, writtenShare } from "../progress/labels.ts";
import { type Part, partNames, type SlowReason } from "../progress/rules.ts";
import { regionColumns } from "../region/policy.ts";
import { refuse } from "./refusals.ts";

/** A region as it was told of. */
export interface BulletinRow {
  regionCode: string;
  /** In hundredths. */
  score: number | null;
  rank: number | null;
  ranked: number;
  slowBecause: SlowReason[];
  parts: Part[];
}

/**
 * @param weekId of a week whose index was kept
 * @throws {Refusal} `supervision/week-not-kept`, `supervision/bulletin-sent`
 */
export const publishBulletin = (context: HubContext, { weekId, remarks }: { weekId: string; remarks: string }) =>
  transact(context, async (work) => {
    work.require("supervision.publishBulletin");
    const { tx, viewer, now } = work;
    const { regions } = context;
    const body = viewer.region;
    const below = regions.children(body).map(({ code }) => code);
    await tx.$queryRaw`select 1 from "DispatchWeek" where "id" = ${weekId}::uuid for update`;
    const kept = await tx.progressIndex.findMany({
      where: { weekId, regionCode: { in: below } },
      include: { week: true },
    });
    const week = kept[0]?.week;
    if (!week) throw refuse("supervision/week-not-kept", ["week"]);
    if ((await tx.bulletin.count({ where: { weekId, bodyCode: body } })) > 0)
      throw refuse("supervision/bulletin-sent", ["week"]);
    const series = `物通${body}〔${dateOf(now).year}〕`;
    const [running] = await nextInSeries(tx, [series]);
    const rows = kept
      .map(({ regionCode, score, rank, ranked, slowBecause, parts }) => {
        const told = { regionCode, score, rank, ranked, slowBecause, parts: parts as unknown as Part[] };
        return told satisfies BulletinRow;
      })
      .sort(
        (a, b) =>
          (a.rank ?? below.length + 1) - (b.rank ?? below.length + 1) ||
          below.indexOf(a.regionCode) - below.indexOf(b.regionCode),
      );
    const document = bulletinOf(
      {
        week,
        remarks: remarks.trim(),
        rows: rows.map((row) => ({ ...row, name: regions.require(row.regionCode).name })),
        addressee: bodiesBelow(body),
      },
      { issuer: housingBody(regions, body), number: `${series}${running}号`, date: writtenDay(dateOf(now)) },
    );
    const { id } = await tx.bulletin.create({
      data: {
        weekId,
        bodyCode: body,
        cityCode: regionColumns(body).cityCode,
        number: document.number,
        title: document.title,
        remarks: remarks.trim(),
        rows: rows as unknown as Prisma.InputJsonArray,
        document: { ...document } as unknown as Prisma.InputJsonObject,
        publishedAt: now,
        publishedById: personIn(viewer),
      },
    });
    work.record({
      kind: "BulletinPublished",
      subject: { type: "Bulletin", id, version: 1 },
      region: body,
      audienceRegions: below,
      facts: { week: week.isoWeek },
    });
    return { id };
  });

export interface BulletinFacts {
  readonly week: { readonly isoYear: number; readonly isoWeek: number };
  readonly remarks: string;
  readonly rows: readonly (BulletinRow & { readonly name: string })[];
  readonly addressee: string;
}

/** As it is printed. */
export function bulletinOf(
  { week, remarks, rows, addressee }: BulletinFacts,
  head: Omit<PaperDocument, "title" | "addressee" | "body" | "copies">,
): PaperDocument {
  const slow = rows.filter(({ slowBecause }) => slowBecause.length > 0);
  return {
    ...head,
    title: `关于${week.isoYear}年第${week.isoWeek}周专项行动工作进展情况的通报`,
    addressee,
    body: [
      paragraph(`现将${week.isoYear}年第${week.isoWeek}周专项行动工作进展情况通报如下。数据截至当周调度时点。`),
      heading("一、工作进度指数"),
      table(
        ["名次", "地区", "指数", ...partNames.map((part) => partLabels[part])],
        rows.map(({ rank, name, score, parts }) => [
          rank === null ? "—" : String(rank),
          name,
          writtenScore(score),
          ...parts.map(writtenShare),
        ]),
      ),
      heading("二、推进较慢的地区"),
      ...(slow.length > 0
        ? slow.map(({ name, score, slowBecause }) =>
            paragraph(
              `${name}：${writtenScore(score)}分，${slowBecause.map((reason) => slowLabels[reason]).join("、")}。`,
            ),
          )
        : [paragraph("本周没有推进较慢的地区。")]),
      ...(remarks ? [heading("三、工作要求"), paragraph(remarks)] : []),
    ],
    copies: [],
  };
}
