export const complex = {
  title: "小区台账",
};
