import { type RefusalTable, refuser } from "../refusal.ts";

export const evidenceRefusals = {
  "evidence/type-unknown": {
    zh: "不能识别或不接受这种文件，请上传 {accepted}。",
    en: "This kind of file is not accepted; upload {accepted}.",
  },
  "evidence/heic": {
    zh: "暂不支持 HEIC 照片，请转换成 JPEG 再上传（苹果手机：设置 › 相机 › 格式 › 兼容性最佳）。",
    en: "HEIC photos cannot be read here; convert it to JPEG (on an iPhone: Settings › Camera › Formats › Most Compatible).",
  },
  "evidence/empty": { zh: "文件是空的。", en: "The file is empty." },
  "evidence/too-large": {
    zh: "文件太大，每个最多 {megabytes} MB。",
    en: "The file is too large: at most {megabytes} MB each.",
  },
  "evidence/too-many-pixels": {
    zh: "图片像素太大，最多 {megapixels} 百万像素。",
    en: "The picture has too many pixels: at most {megapixels} megapixels.",
  },
  "evidence/damaged": {
    zh: "文件已损坏，打不开，请换一个。",
    en: "The file is damaged and cannot be opened; choose another one.",
  },
  "evidence/busy": {
    zh: "正在处理的图片太多，请稍后再试。",
    en: "Too many pictures are being worked on; try again in a moment.",
  },
} as const satisfies RefusalTable;

export const refuse = refuser(evidenceRefusals);
