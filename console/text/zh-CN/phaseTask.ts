export const phaseTask = {
  title: "阶段任务",
};
