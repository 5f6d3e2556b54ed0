export type Language = "zh-CN" | "en";

/** The same key as static/theme.js, which sets the document's language before the first paint. */
export const languageKey = "hub.language";

/** The address of the campaign: every civil date and time on the console is told in this zone. */
export const campaignZone = "Asia/Shanghai";
