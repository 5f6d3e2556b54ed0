export const settings = {
  title: "专项行动设置",
};
