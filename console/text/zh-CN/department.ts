export const department = {
  title: "本部门待办",
  open: "未办结 {n} 件",
  nothing: "没有等待办理的事项",
  figure: {
    overdue: "逾期的移送",
    sent: "待接收",
    accepted: "待答复",
    grades: "待确认收费",
    confirm: "待确认惩戒",
    report: "待报告落实",
  },
  gradesTitle: "待确认的收费标准",
  punishmentsTitle: "联合惩戒",
  punishmentsHint: "需要本部门确认或报告落实情况的联合惩戒会出现在这里。",
  todo: { confirm: "待确认", report: "待报告落实" },
};
