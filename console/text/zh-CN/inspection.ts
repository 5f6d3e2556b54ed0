export const inspection = {
  title: "排查检查",
};
