/** 送达回证: the sheet that goes with a paper and comes back signed. */
import { HeightRule, TableRow } from "docx";
import type { PaperDocument } from "../../schema/paper/document.ts";
import type { Printed } from "../../schema/paper/printed.ts";
import type { Manner } from "../../schema/paper/rules.ts";
import { sizes, textWidth, titleOf } from "./page.ts";
import { cellMargin, cellOf, tableOf } from "./table.ts";

const manners: Readonly<Record<Manner, string>> = {
  inPerson: "直接送达",
  left: "留置送达",
  post: "邮寄送达",
  electronic: "电子送达",
  publicNotice: "公告送达",
};

/** What is on record is filled in; the rest is for the pen. */
export function receiptOf(paper: PaperDocument, service: NonNullable<Printed["service"]> | null) {
  const chosen = Object.entries(manners).map(([manner, name]) => `${manner === service?.manner ? "☑" : "□"}${name}`);
  const signature = "　　　　年　　月　　日";
  const rows: readonly (readonly [name: string, value: string, lines?: number])[] = [
    ["送达机关", paper.issuer],
    ["受送达人", paper.addressee],
    ["送达文书", `《${paper.title}》`],
    ["文　　号", paper.number],
    ["送达方式", [chosen.slice(0, 3).join("　"), chosen.slice(3).join("　")].join("\n"), 2],
    ["送达地点", ""],
    ["送达日期", service?.on ?? signature],
    ["收件人", service?.receivedBy ?? ""],
    ["受送达人签名或者盖章", signature, 3],
    ["代收人签名和代收理由", signature, 2],
    ["拒收事由和见证人签名", signature, 2],
    ["送达人签名", signature, 2],
    ["备　　注", service?.note ?? "", 2],
  ];
  return [
    titleOf("送达回证"),
    tableOf(
      widths,
      rows.map(([name, value, lines = 1]) => rowOf(name, value, lines)),
    ),
  ];
}

const widths = [Math.round(textWidth * 0.36), Math.round(textWidth * 0.64)] as const;
/** 23 pt, in twentieths: all of it stands on one sheet, with room for a name that takes two lines. */
const spacing = { line: 460 };

const rowOf = (name: string, value: string, lines: number) =>
  new TableRow({
    cantSplit: true,
    height: { value: lines * spacing.line + 2 * cellMargin, rule: HeightRule.ATLEAST },
    children: [
      cellOf(name, widths[0], true, { size: sizes.no4, spacing }),
      // A signature is written above its date.
      cellOf(value, widths[1], false, { size: sizes.no4, spacing, bottom: lines > 1 }),
    ],
  });
