import { type RefusalTable, refuser } from "../refusal.ts";

export const importRefusals = {
  "import/too-large": {
    zh: "文件太大，最多 {megabytes} MB；请分成几份导入。",
    en: "The file is too large: at most {megabytes} MB. Import it in several parts.",
  },
  "import/unfolds-too-large": {
    zh: "文件解压后超过 {megabytes} MB，不予读取；请只保留台账这一张工作表。",
    en: "The file unfolds to more than {megabytes} MB and is not read: keep the ledger's sheet alone.",
  },
  "import/old-format": {
    zh: "这是旧格式（.xls）或加密的工作簿，请另存为不加密的 .xlsx 或 .csv。",
    en: "This is a workbook of the old kind (.xls) or an encrypted one: save it as .xlsx or .csv without a password.",
  },
  "import/unreadable": {
    zh: "文件读不出来：不是完好的 .xlsx，也不是文本（.csv）。",
    en: "The file cannot be read: it is neither a sound .xlsx nor text (.csv).",
  },
  "import/encoding": {
    zh: "文本的编码既不是 UTF-8，也不是 GB18030，请另存为 UTF-8 的 .csv。",
    en: "The text is neither UTF-8 nor GB18030: save it as a .csv in UTF-8.",
  },
  "import/headings-missing": {
    zh: "前 {rows} 行里没有找到表头；至少要有这些列：{headings}。",
    en: "No row of headings was found in the first {rows} rows; these columns are needed: {headings}.",
  },
  "import/heading-repeated": {
    zh: "{first} 列和 {second} 列都是“{heading}”，请只保留一列。",
    en: "Columns {first} and {second} both say “{heading}”: keep one of them.",
  },
  "import/no-rows": { zh: "表头下面没有数据。", en: "There is nothing below the headings." },
  "import/too-many-rows": {
    zh: "超过 {max} 行，请分成几份导入。",
    en: "There are more than {max} rows: import them in several parts.",
  },
  "import/too-many-open": {
    zh: "您已有 {max} 次导入等待处理，请先写入或取消其中一次。",
    en: "You have {max} imports waiting already: write or cancel one of them first.",
  },
  "import/too-many-kept": {
    zh: "七天内最多导入 {max} 次，请稍后再来。",
    en: "At most {max} imports in seven days: come back later.",
  },
  "import/not-in-this-state": {
    zh: "导入现在的状态是“{state}”，不能这样做。",
    en: "The import is in state “{state}”: this cannot be done now.",
  },
  "import/cell-error": {
    zh: "单元格里是公式错误（{value}）。",
    en: "The cell holds the error of a formula ({value}).",
  },
  "import/not-whole": { zh: "应为整数。", en: "Must be a whole number." },
  "import/not-decimal": { zh: "应为数字，最多两位小数。", en: "Must be a number with two decimals at most." },
  "import/not-yes-no": { zh: "应填“是”或“否”。", en: "Must be yes or no." },
  "import/not-a-day": { zh: "不是日期，请写成 2024-08-15 的样子。", en: "Not a date: write it as 2024-08-15." },
  "import/not-a-contract-kind": {
    zh: "合同种类应填“业主大会选聘”或“前期物业”。",
    en: "The kind of contract is “chosen by the owners” or “preliminary”.",
  },
  "import/not-a-complex-id": {
    zh: "不是小区标识；新小区请留空，已有的请保留导出时的原样。",
    en: "Not the id of a complex: leave it empty for a new one, and as it was exported for the others.",
  },
  "import/region-unknown": {
    zh: "没有这个地区，或名称不唯一；请填全称（如“太原市小店区”）或行政区划代码。",
    en: "There is no such region, or its name is not the only one: give its full name (such as 太原市小店区) or its code.",
  },
  "import/region-too-wide": {
    zh: "小区要落到县（市、区）或街道（乡镇），“{name}”太大。",
    en: "A complex lies in a county or sub-district; “{name}” is wider than that.",
  },
  "import/row-repeated": {
    zh: "与第 {row} 行是同一个小区，只处理第 {row} 行。",
    en: "The same complex as in row {row}; only row {row} is looked at.",
  },
  "import/complex-ambiguous": {
    zh: "台账里有 {count} 个同名小区，请从系统导出台账，按小区标识区分。",
    en: "The ledger has {count} complexes of that name: export it, and tell them apart by their id.",
  },
  "import/company-name-differs": {
    zh: "这个信用代码对应的企业名称是“{held}”，请核对。",
    en: "The company of that code is called “{held}”: check which is right.",
  },
  "import/company-by-contract": {
    zh: "哪家企业服务由合同决定：请一并填写合同起始日期和种类，或由市里登记合同。",
    en: "Which company serves is said by a contract: give its first day and kind too, or have the city record it.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(importRefusals);
