export const letter = {
  title: "邮件记录",
  letter: "邮件 · 收件人",
  off: "未设邮件服务器：不发送，待发邮件留存等待",
  again: "操作",
  retry: "重发",
  twice: "对方可能收到两封相同的邮件（Message-ID 相同）",
  empty: "没有邮件",
  emptyHint: "专报、报告、告警和提醒汇总发出后列在这里。",
  purpose: {
    ACKNOWLEDGEMENT: "收件回执",
    ALARM: "告警",
    BRIEF: "专报",
    DIGEST: "提醒汇总",
    REPORT: "报告转送",
  },
};
