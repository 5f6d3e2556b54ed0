import { expect, test } from "vitest";
import { maskAddress, maskText } from "../../schema/complaint/personal-data.ts";

test.each([
  ["请打 13800138000 找我", "请打 138**** 找我"],
  ["138 0013 8000", "138****"],
  ["138.0013.8000", "138****"],
  ["138—0013—8000", "138****"],
  ["138·0013·8000", "138****"],
  ["1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8\u200b0\u200b0\u200b0", "138****"],
  ["１３８００１３８０００", "１３８****"],
  ["𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", "𝟏𝟑𝟖****"],
  ["14010519491231002X", "140****"],
  ["电梯 3 号停运 12 天", "电梯 3 号停运 12 天"],
])("a telephone or identity number in a text is masked however it is written: %s", (text, shown) => {
  expect(maskText(text)).toBe(shown);
});

test.each([
  ["晨馨里3号楼2单元301", "晨馨里*号楼*单元*"],
  ["晨馨里三号楼二单元三〇一室", "晨馨里*号楼*单元*室"],
  ["三墙路十二号院", "三墙路*号院"],
])("of an address the street stays, the door goes: %s", (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});
