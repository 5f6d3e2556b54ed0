import { describe, expect, it } from "vitest";
import { type DataKind, maskedExcerpt, personalDataIn } from "../../schema/exposure/redaction.ts";

const known = { names: ["赵铁柱", "Anna Li", "王某", "周"], publicContacts: ["0351-3058021", "Tmybssxs@126.com"] };
const found = (text: string) => personalDataIn(text, known);
const told = (text: string) => found(text).map(({ kind, text: said }) => `${kind} ${said}`);

const positive: readonly (readonly [kind: DataKind, text: string, said: string])[] = [
  ["telephone", "请拨打13800138000联系", "13800138000"],
  ["telephone", "手机138 0013 8000。", "138 0013 8000"],
  ["telephone", "手机138-0013-8000。", "138-0013-8000"],
  ["telephone", "手机138—0013—8000。", "138—0013—8000"],
  ["telephone", "１３８００１３８０００", "１３８００１３８０００"],
  ["telephone", "１３８－００１３－８０００", "１３８－００１３－８０００"],
  ["telephone", "+86 13800138000", "+86 13800138000"],
  ["telephone", "008613800138000", "008613800138000"],
  ["telephone", "138\u200b0013\u200b8000", "138\u200b0013\u200b8000"],
  ["telephone", "一三八〇〇一三八〇〇〇", "一三八〇〇一三八〇〇〇"],
  ["telephone", "1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"],
  ["telephone", "138.0013.8000", "138.0013.8000"],
  ["telephone", "座机0351-4942690转2", "0351-4942690"],
  ["telephone", "（0351）4942690", "（0351）4942690"],
  ["telephone", "010-66551234", "010-66551234"],
  ["telephone", "02088881234", "02088881234"],
  ["telephone", "０３５１－４９４２６９０", "０３５１－４９４２６９０"],
  ["telephone", "联系电话：4942690", "4942690"],
  ["telephone", "微信号：13800138", "13800138"],
  ["identityNumber", "身份证140105198001011234", "140105198001011234"],
  ["identityNumber", "14010519800101123X", "14010519800101123X"],
  ["identityNumber", "140105 19800101 123x", "140105 19800101 123x"],
  ["identityNumber", "１４０１０５１９８００１０１１２３４", "１４０１０５１９８００１０１１２３４"],
  ["identityNumber", "身份证号：140105800101123", "140105800101123"],
  ["bankCard", "转入6222021234567890128", "6222021234567890128"],
  ["bankCard", "4111 1111 1111 1111", "4111 1111 1111 1111"],
  ["bankCard", "账号：1402 0312 0900 5", "1402 0312 0900 5"],
  ["numberPlate", "晋A12345占用消防通道", "晋A12345"],
  ["numberPlate", "晋A·12345", "晋A·12345"],
  ["numberPlate", "晋ＡＤ１２３４５", "晋ＡＤ１２３４５"],
  ["numberPlate", "晋a1234学", "晋a1234学"],
  ["houseNumber", "住3号楼2单元501室的", "3号楼2单元501室"],
  ["houseNumber", "三号楼二单元五〇一室", "三号楼二单元五〇一室"],
  ["houseNumber", "十二号楼一单元1203户", "十二号楼一单元1203户"],
  ["houseNumber", "3-2-501的住户", "3-2-501"],
  ["houseNumber", "３－２－５０１", "３－２－５０１"],
  ["houseNumber", "3号楼2单元501反映", "3号楼2单元501"],
  ["houseNumber", "B座1508室", "B座1508室"],
  ["houseNumber", "〇一二三室", "〇一二三室"],
  ["houseNumber", "二百零一室", "二百零一室"],
  ["houseNumber", "2单元301", "2单元301"],
  ["houseNumber", "3#楼2单元402室", "3#楼2单元402室"],
  ["houseNumber", "5栋1201房，", "5栋1201房"],
  ["houseNumber", "3-501业主", "3-501"],
  ["email", "发到zhang.san@163.com", "zhang.san@163.com"],
  ["email", "zhangsan＠163.com", "zhangsan＠163.com"],
  ["name", "赵铁柱表示", "赵铁柱"],
  ["name", "赵 铁柱表示", "赵 铁柱"],
  ["name", "anna li said so", "anna li"],
  ["name", "业主张三反映电梯停运", "张三"],
  ["name", "业主张家明反映", "张家明"],
  ["name", "住户王建国投诉", "王建国"],
  ["name", "联系人：李四", "李四"],
  ["name", "联系人李四（", "李四"],
  ["name", "负责人:欧阳修文已被约谈", "欧阳修文"],
  ["name", "姓名：方向明", "方向明"],
  ["name", "联系王小明先生", "王小明"],
  ["name", "张三女士称", "张三"],
  ["name", "项目经理刘强拒绝", "刘强"],
];

describe("personal data in a text", () => {
  it.each(positive)("finds %s in %s", (kind, text, said) => {
    expect(told(text)).toEqual([`${kind} ${said}`]);
    const [{ start, end } = { start: -1, end: -1 }] = found(text);
    expect(text.slice(start, end)).toBe(said);
  });

  it.each([
    "监督电话0351-3058021，邮箱tmybssxs@126.com",
    "监督电话：3058021",
    "拨打12345热线",
    "全国服务热线400-800-8000",
    "统一社会信用代码91350100M000100Y43",
    "2024年8月15日18时至2024-08-31",
    "二〇二四年八月十五日",
    "罚款50000元，涉及1200户、3号楼电梯2部",
    "晋建发〔2024〕105号，编号2024-140105-00012",
    "三室两厅的户型，3室1厅",
    "建筑面积123456.78平方米",
    "业主李某、王某某反映，张先生称",
    "业主高度关注，业主方面同意，业主应当知情，业主向社区反映，业主和物业协商",
    "负责人于8月到任，业主大会决定解聘，业主委员会主任",
    "项目经理部、物业经理、办公室主任",
    "由王先生、和李女士转达",
    "138****8000",
    "2单元门禁，1单元楼道，3号楼12层",
    "费用由120户分摊，占30%",
    "整改期限15-20天，1-3-5号楼",
    "苏A级景区，晋ABCDEFG",
    "",
  ])("leaves alone: %s", (text) => {
    expect(told(text)).toEqual([]);
  });

  it("tells several in the order in which they stand, and each place once", () => {
    const text = "业主张三（13800138000，身份证140105198001011234）住3号楼2单元501室，车牌晋A12345。";
    expect(found(text)).toEqual([
      { kind: "name", start: 2, end: 4, text: "张三", replacement: "张某" },
      { kind: "telephone", start: 5, end: 16, text: "13800138000", replacement: "（电话略）" },
      { kind: "identityNumber", start: 20, end: 38, text: "140105198001011234", replacement: "（身份证号略）" },
      { kind: "houseNumber", start: 40, end: 50, text: "3号楼2单元501室", replacement: "某室" },
      { kind: "numberPlate", start: 53, end: 60, text: "晋A12345", replacement: "（车牌号略）" },
    ]);
  });

  it("is satisfied with what it proposes", () => {
    for (const [, text] of positive) {
      const redacted = found(text).reduceRight(
        (left, { start, end, replacement }) => left.slice(0, start) + replacement + left.slice(end),
        text,
      );
      expect([redacted, told(redacted)]).toEqual([redacted, []]);
    }
  });

  it("finds every place of a known name, and takes no fragment for a name", () => {
    expect(found("赵铁柱说赵铁柱").map(({ start, replacement }) => [start, replacement])).toEqual([
      [0, "赵某"],
      [4, "赵某"],
    ]);
    expect(told("周边、王某")).toEqual([]);
  });

  it.each([
    ["telephone", "13800138000", "138********"],
    ["name", "张三", "张*"],
    ["name", "张", "张*"],
    ["identityNumber", "14010519800101123X", `1${"*".repeat(17)}`],
    ["houseNumber", "3-2-501", "3******"],
  ] as const)("masks %s %s", (kind, text, masked) => {
    expect(maskedExcerpt({ kind, text })).toBe(masked);
  });
});
