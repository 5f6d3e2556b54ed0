/** Sets a brief in type (GB/T 9704-2012): the page is that of every paper, the head that of a brief. */
import { AlignmentType, BorderStyle, Document, Packer, Paragraph, Tab, TabStopType, TextRun } from "docx";
import type { BriefDocument } from "../../schema/brief/document.ts";
import { blockOf } from "../paper/docx.ts";
import {
  characterPoints,
  exactLine,
  fonts,
  linePitch,
  offGrid,
  red,
  section,
  sizes,
  textWidth,
  titleOf,
  typesetting,
} from "../paper/page.ts";

export async function briefDocx(brief: BriefDocument): Promise<Uint8Array<ArrayBuffer>> {
  const file = new Document({
    title: brief.title,
    subject: brief.issue ?? "",
    creator: brief.issuer,
    evenAndOddHeaderAndFooters: true,
    ...typesetting,
    sections: [
      {
        ...section(),
        children: [...headOf(brief), titleOf(brief.title), ...brief.body.flatMap(blockOf), ...endOf(brief)],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

/** 报头: the name in red, the issue below it, the issuer on the left and the date on the right, and the red rule. */
const headOf = ({ masthead, issue, issuer, date }: BriefDocument) => [
  new Paragraph({
    style: offGrid,
    alignment: AlignmentType.CENTER,
    spacing: { before: linePitch, after: linePitch / 2, line: 1000 },
    children: [
      new TextRun({
        text: masthead,
        font: fonts.title,
        color: red,
        size: Math.min(80, Math.floor(textWidth / 10 / masthead.length)),
      }),
    ],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { ...exactLine, after: linePitch },
    children: [new TextRun(issue ?? "（送审稿）")],
  }),
  new Paragraph({
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth - characterPoints * 20 }],
    indent: { left: characterPoints * 20 },
    spacing: { ...exactLine, after: 2 * linePitch },
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 6 } },
    children: [new TextRun({ children: [issuer, new Tab(), date] })],
  }),
];

const rule = { style: BorderStyle.SINGLE, size: 6, color: "000000", space: 4 };
const small = (text: string, border: object) =>
  new Paragraph({
    style: offGrid,
    border,
    keepLines: true,
    indent: { left: sizes.no4 * 10, right: sizes.no4 * 10 },
    children: [new TextRun({ text, size: sizes.no4 })],
  });

/** 版记 */
const endOf = ({ sentTo, copies }: BriefDocument) => [
  new Paragraph({ children: [] }),
  small(`报：${sentTo}。`, { top: rule }),
  small(`送：${copies.join("，")}。`, { top: rule, bottom: rule }),
];
