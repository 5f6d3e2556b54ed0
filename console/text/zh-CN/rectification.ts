export const rectification = {
  title: "整改",
};
