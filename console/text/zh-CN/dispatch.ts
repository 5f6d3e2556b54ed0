export const dispatch = {
  title: "每周调度",
};
