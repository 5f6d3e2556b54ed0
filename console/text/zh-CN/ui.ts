export const ui = {
  line: {
    live: "实时",
    reconnecting: "正在重连",
    catchingUp: "正在补齐 {n} 条",
    stale: "数据停在 {time}",
    label: "数据连接",
  },
  phase: { label: "专项行动阶段", past: "已结束", now: "进行中", ahead: "未开始" },
  close: "关闭",
  retry: "重试",
};
