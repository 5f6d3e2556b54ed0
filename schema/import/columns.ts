/** The columns of a county's ledger, in the one table that template, reading, check and result go by. */
import { yesNo } from "../export/cell.ts";
import type { Label } from "../refusals.ts";

export const columnKeys = [
  "name",
  "region",
  "address",
  "households",
  "area",
  "serviceGrade",
  "guidedPrice",
  "charge",
  "responsiblePerson",
  "company",
  "uscc",
  "contractKind",
  "contractStartsOn",
  "contractEndsOn",
  "id",
] as const;
export type ColumnKey = (typeof columnKeys)[number];

/** How a cell is read. */
export type CellRule = "text" | "code" | "whole" | "hundredths" | "yesNo" | "day" | "contractKind" | "region" | "id";

export interface ImportColumn {
  key: ColumnKey;
  heading: Label;
  /** Other headings in use for the same. */
  also: readonly string[];
  rule: CellRule;
  /** Field of `RegisterComplexInput`, `RegisterCompanyInput` or `RecordServiceContractInput` that it becomes. */
  field: string;
  /** Of a complex that is not in the ledger yet. */
  required: boolean;
  /** The word for nothing empties it. */
  clearable: boolean;
  /** In characters. */
  width: number;
  example: Label;
  remark: Label;
}

export const contractKinds = {
  owners: { zh: "业主大会选聘", en: "chosen by the owners" },
  preliminary: { zh: "前期物业", en: "preliminary" },
} as const satisfies Readonly<Record<string, Label>>;

/** An empty cell leaves what is held; this empties it. */
export const nothingWord: Label = { zh: "清空", en: "clear" };

const both = (text: string): Label => ({ zh: text, en: text });
const none = both("");

type Given = Pick<ImportColumn, "key" | "heading" | "rule" | "field" | "width"> & Partial<ImportColumn>;
const column = (given: Given): ImportColumn => ({
  also: [],
  required: false,
  clearable: false,
  example: none,
  remark: none,
  ...given,
});

export const importColumns: readonly ImportColumn[] = [
  column({
    key: "name",
    heading: { zh: "小区", en: "Complex" },
    also: ["小区名称", "项目名称", "物业项目名称", "complex name", "name"],
    rule: "text",
    field: "name",
    required: true,
    width: 28,
    example: both("演示花园"),
    remark: {
      zh: "同一县（市、区）内同名即视为同一个小区；改名请保留“小区标识”一列。",
      en: "The same name in a county is the same complex; to rename one, keep the column “Complex id”.",
    },
  }),
  column({
    key: "region",
    heading: { zh: "地区", en: "Region" },
    also: ["所属地区", "县区", "县（市、区）", "街道", "行政区划代码", "county", "county code", "region code"],
    rule: "region",
    field: "county",
    required: true,
    width: 24,
    example: both("太原市小店区"),
    remark: {
      zh: "县（市、区）或街道（乡镇）的全称或代码；县级账号可以不填，默认本县。",
      en: "Full name or code of the county or sub-district; a county's own accounts may leave it out.",
    },
  }),
  column({
    key: "address",
    heading: { zh: "地址", en: "Address" },
    also: ["小区地址", "坐落"],
    rule: "text",
    field: "address",
    clearable: true,
    width: 32,
    example: both("演示路 1 号"),
  }),
  column({
    key: "households",
    heading: { zh: "户数", en: "Households" },
    also: ["总户数"],
    rule: "whole",
    field: "households",
    required: true,
    width: 10,
    example: both("600"),
    remark: { zh: "整数。", en: "A whole number." },
  }),
  column({
    key: "area",
    heading: { zh: "专有部分面积（平方米）", en: "Exclusive area (m²)" },
    also: ["专有部分面积", "建筑面积", "面积", "exclusive area", "area"],
    rule: "hundredths",
    field: "areaHundredths",
    clearable: true,
    width: 16,
    example: both("58200.50"),
    remark: { zh: "最多两位小数。", en: "Two decimals at most." },
  }),
  column({
    key: "serviceGrade",
    heading: { zh: "服务等级", en: "Grade" },
    also: ["物业服务等级", "service grade"],
    rule: "text",
    field: "serviceGrade",
    clearable: true,
    width: 12,
    example: { zh: "三级", en: "三级" },
  }),
  column({
    key: "guidedPrice",
    heading: { zh: "政府指导价", en: "Guided price" },
    also: ["是否政府指导价"],
    rule: "yesNo",
    field: "guidedPrice",
    width: 12,
    example: yesNo.true,
    remark: { zh: "是或否。", en: "yes or no." },
  }),
  column({
    key: "charge",
    heading: { zh: "收费标准（元/平方米·月）", en: "Charge (yuan per m² and month)" },
    also: ["收费标准", "物业费", "物业费标准", "charge"],
    rule: "hundredths",
    field: "chargeFen",
    clearable: true,
    width: 16,
    example: both("1.20"),
    remark: { zh: "最多两位小数。", en: "Two decimals at most." },
  }),
  column({
    key: "responsiblePerson",
    heading: { zh: "责任人", en: "Responsible" },
    also: ["负责人", "responsible person"],
    rule: "text",
    field: "responsiblePerson",
    width: 12,
    example: both("演示员"),
    remark: {
      zh: "县（市、区）或街道（乡镇）负责这个小区的人。",
      en: "Who answers for it at the county or sub-district.",
    },
  }),
  column({
    key: "company",
    heading: { zh: "物业企业", en: "Company" },
    also: ["物业服务企业", "企业名称", "物业公司", "company name"],
    rule: "text",
    field: "name",
    width: 32,
    remark: {
      zh: "市级账号可以登记新企业；县级账号填写的须与系统一致。",
      en: "A city's accounts may register a new one; a county's say what the hub has already.",
    },
  }),
  column({
    key: "uscc",
    heading: { zh: "统一社会信用代码", en: "Credit code" },
    also: ["信用代码", "unified social credit code", "uscc"],
    rule: "code",
    field: "uscc",
    width: 22,
    remark: { zh: "18 位，按文本填写。", en: "18 characters, as text." },
  }),
  column({
    key: "contractKind",
    heading: { zh: "合同种类", en: "Contract kind" },
    also: ["合同类型"],
    rule: "contractKind",
    field: "kind",
    width: 16,
    remark: {
      zh: "业主大会选聘或前期物业；合同由市级账号登记。",
      en: "Chosen by the owners, or preliminary; contracts are recorded by a city's accounts.",
    },
  }),
  column({
    key: "contractStartsOn",
    heading: { zh: "合同起始日期", en: "Contract from" },
    also: ["合同开始日期", "合同起始"],
    rule: "day",
    field: "startsOn",
    width: 14,
    remark: {
      zh: "如 2024-01-01；一份合同由小区和起始日期确定。",
      en: "Such as 2024-01-01; it tells a complex's contracts apart.",
    },
  }),
  column({
    key: "contractEndsOn",
    heading: { zh: "合同终止日期", en: "Contract until" },
    also: ["合同到期日期", "合同终止"],
    rule: "day",
    field: "endsOn",
    clearable: true,
    width: 14,
    remark: { zh: "最后一日；不填为不定期。", en: "The last day; empty: without term." },
  }),
  column({
    key: "id",
    heading: { zh: "小区标识", en: "Complex id" },
    rule: "id",
    field: "id",
    width: 30,
    remark: { zh: "导出时带有；新小区留空。", en: "Comes with an export; empty for a new complex." },
  }),
];

const byKey = new Map(importColumns.map((one) => [one.key, one]));
export const importColumn = (key: ColumnKey): ImportColumn => byKey.get(key) as ImportColumn;

/** What an export has beside, which follows from what was found and is nobody's to say. */
export const leftAlone: readonly string[] = [
  "排查状态",
  "Screening",
  "排查时间",
  "Screened",
  "未整改问题",
  "Open findings",
];
