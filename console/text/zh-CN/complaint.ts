export const complaint = {
  title: "投诉线索",
};
