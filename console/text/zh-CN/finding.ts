export const finding = {
  title: "查实问题",
  region: "地区",
  state: "状态",
  category: "问题类别",
  illegalOnly: "涉嫌违法",
  column: { finding: "问题", complex: "小区", company: "企业", found: "发现日期", state: "状态" },
  none: "没有符合条件的问题",
  noneHint: "换个筛选条件试试，或者清除筛选查看全部。",
  emptyHint: "排查或核查认定的问题会列在这里。",
};
