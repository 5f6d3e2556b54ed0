export const access = {
  title: "接口与账号",
};
