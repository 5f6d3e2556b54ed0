/** 送达回证: the sheet that goes with a paper and comes back signed. */
import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { PaperDocument } from "../../schema/paper/document.ts";
import type { Printed } from "../../schema/paper/printed.ts";
import type { Manner } from "../../schema/paper/rules.ts";
import { fonts, linePitch, sizes, textWidth } from "./page.ts";

const manners: Readonly<Record<Manner, string>> = {
  inPerson: "直接送达",
  left: "留置送达",
  post: "邮寄送达",
  electronic: "电子送达",
  publicNotice: "公告送达",
};

/** What is on record is filled in; the rest is for the pen. */
export function receiptOf(paper: PaperDocument, service: Printed["service"]) {
  const chosen = Object.entries(manners).map(([manner, name]) => `${manner === service?.manner ? "☑" : "□"}${name}`);
  const signature = "　　　　年　　月　　日";
  const rows: readonly (readonly [name: string, value: string, lines?: number])[] = [
    ["送达机关", paper.issuer],
    ["受送达人", paper.addressee],
    ["送达文书", `《${paper.title}》`],
    ["文　　号", paper.number],
    ["送达方式", [chosen.slice(0, 3).join("　"), chosen.slice(3).join("　")].join("\n")],
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
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 700, after: linePitch },
      children: [new TextRun({ text: "送达回证", font: fonts.title, size: sizes.no2 })],
    }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      rows: rows.map(([name, value, lines = 1]) => rowOf(name, value, lines)),
    }),
  ];
}

const widths = [Math.round(textWidth * 0.36), Math.round(textWidth * 0.64)];

const rowOf = (name: string, value: string, lines: number) =>
  new TableRow({
    cantSplit: true,
    height: { value: Math.round(linePitch * (lines + 0.2)), rule: HeightRule.ATLEAST },
    children: [name, value].map(
      (text, column) =>
        new TableCell({
          width: { size: widths[column] ?? 0, type: WidthType.DXA },
          // A signature is written above its date.
          verticalAlign: column === 1 && lines > 1 ? VerticalAlign.BOTTOM : VerticalAlign.CENTER,
          margins: { left: 100, right: 100 },
          children: text.split("\n").map(
            (line) =>
              new Paragraph({
                alignment: column === 0 ? AlignmentType.CENTER : AlignmentType.LEFT,
                children: [new TextRun({ text: line, size: sizes.no4, ...(column === 0 && { font: fonts.heading }) })],
              }),
          ),
        }),
    ),
  });
