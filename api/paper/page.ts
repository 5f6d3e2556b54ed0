/**
 * The page of an official paper (GB/T 9704-2012): A4, type area of 156 by 225 mm, 22 lines of 28 characters on a grid.
 */
import {
  AlignmentType,
  DocumentGridType,
  Footer,
  type ISectionPropertiesOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";

const millimetre = 1440 / 25.4;
const twips = (millimetres: number) => Math.round(millimetres * millimetre);

/** Sizes by their Chinese names, in half points. */
export const sizes = { no2: 44, no3: 32, no4: 28, no5: 21 } as const;
/** Points of one character of the text. */
export const characterPoints = sizes.no3 / 2;
const typeArea = { millimetres: 156, characters: 28 } as const;
export const textWidth = twips(typeArea.millimetres);
/** 29 pt, in twentieths. */
export const linePitch = 580;
export const exactLine = { line: linePitch, lineRule: LineRuleType.EXACT } as const;

const inType = (eastAsia: string) => ({ ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia });
export const fonts = {
  text: inType("仿宋"),
  heading: inType("黑体"),
  subheading: inType("楷体"),
  title: inType("方正小标宋简体"),
  pageNumber: { ascii: "宋体", hAnsi: "宋体", eastAsia: "宋体" },
} as const;

/** Of the head and its rule. */
export const red = "E60000";

/** In 1/4096 pt, what the grid adds to the width of a character. */
const pitch = (typeArea.millimetres / 25.4) * (72 / typeArea.characters);
const charSpace = Math.round((pitch - characterPoints) * 4096);

const page: ISectionPropertiesOptions = {
  page: {
    size: { width: twips(210), height: twips(297) },
    margin: {
      top: twips(37),
      left: twips(28),
      right: twips(26),
      bottom: twips(35),
      header: twips(15),
      footer: twips(23),
    },
  },
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch, charSpace },
};

const text = { run: { font: fonts.text, size: sizes.no3 }, paragraph: { spacing: exactLine } };

/** Of paragraphs that do not stand on the grid: titles, tables, what is set smaller. */
export const offGrid = "OffGrid";

/**
 * What is said of the document is said of Normal too, from which programs take the width of the grid's cells. 28
 * characters of 三号 are 2 mm wider than the type area: Word and WPS set them closer, LibreOffice gives a character that
 * is wider than its cell two of them, unless it is narrowed by a hair. The library knows no paragraph off the grid.
 */
export const typesetting = {
  styles: {
    default: { document: text },
    paragraphStyles: [{ id: "Normal", name: "Normal", quickFormat: true, ...text, run: { ...text.run, scale: 98 } }],
  },
  externalStyles: `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:style w:type="paragraph" w:customStyle="1" w:styleId="${offGrid}"><w:name w:val="Off Grid"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:w w:val="100"/></w:rPr></w:style></w:styles>`,
};

/** — 1 —, outside: one character from the edge of the type area. */
const pageNumber = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: sizes.no4 * 10, right: sizes.no4 * 10 },
        children: [
          new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: fonts.pageNumber, size: sizes.no4 }),
        ],
      }),
    ],
  });

/** The title of a paper or of the sheet that goes with it. */
export const titleOf = (text: string) =>
  new Paragraph({
    style: offGrid,
    alignment: AlignmentType.CENTER,
    spacing: { line: 700, after: linePitch },
    children: [new TextRun({ text, font: fonts.title, size: sizes.no2 })],
  });

/** What every section is: odd pages are numbered on the right, even ones on the left. */
export const section = () => ({
  properties: page,
  footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
});
