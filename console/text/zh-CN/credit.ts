export const credit = {
  title: "信用与联合惩戒",
};
