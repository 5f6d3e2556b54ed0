export const company = {
  title: "企业档案",
};
