import type { Translated } from "../text.ts";
import type { publicity as chinese } from "../zh-CN/publicity.ts";

export const publicity: Translated<typeof chinese> = {
  title: "Publicity",
  one: "Publication",
  search: "Title or outlet",
  medium: {
    TELEVISION: "Television",
    NEWSPAPER: "Newspaper",
    RADIO: "Radio",
    SITE: "Web site",
    WECHAT: "WeChat",
    WEIBO: "Weibo",
    DOUYIN: "Douyin",
    OTHER: "Other",
  },
  about: { CAMPAIGN: "The campaign", EXPOSURE: "A typical case", ADVANCED_COMPANY: "An advanced company" },
  state: { PUBLISHED: "Published", WITHDRAWN: "Withdrawn" },
  field: {
    medium: "Medium",
    outlet: "Outlet",
    title: "Title",
    publishedOn: "Published",
    link: "Link",
    about: "About",
    recordedAt: "Recorded",
    withdrawnAt: "Withdrawn",
  },
  form: {
    outletHint: "The newspaper, the station, the site or the account.",
    linkHint: "Begins with https://; needed for what is on the net.",
    companyKept: "It is {name}; leave empty to keep it.",
  },
  command: { RECORD: "Record a publication", CORRECT: "Correct", WITHDRAW: "Withdraw" },
  intro: {
    RECORD: "Puts on record what your body has published; it counts in this week's figures.",
    CORRECT: "Puts right what was recorded wrongly. What stood there and the reason are kept, and the figures follow.",
    WITHDRAW: "For what was recorded twice or by mistake: it counts no more, and the record stays.",
  },
  withdrawn: "Why it was withdrawn",
  revisions: "Corrections",
  revision: { at: "Corrected", before: "Before" },
  empty: "No publication matches",
  emptyHint: "“Record a publication” takes what was on television, in newspapers, on sites or on WeChat.",
};
