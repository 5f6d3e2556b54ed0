export const activity = {
  topic: {
    COMPLAINT: "投诉",
    LEDGER: "台账",
    INSPECTION: "检查",
    RECTIFICATION: "整改",
    TRANSFER: "移送",
    PAPER: "文书",
    OVERDUE: "逾期",
    PENALTY: "处罚",
    EXIT: "退出",
    CREDIT: "信用",
    PUNISHMENT: "惩戒",
    REPORT: "报送",
    TASK: "任务",
    ADMINISTRATION: "管理",
  },
  actor: { USER: "工作人员", CLIENT: "市级系统", PUBLIC: "业主" },
};
