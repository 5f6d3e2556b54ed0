import { computed, type EventTable, type Facts, type Figures, summed } from "../activity/event-kind.ts";

const of = (medium: Facts[string] | undefined, about: Facts[string] | undefined): Figures => ({
  "publicity.published": 1,
  [`publicity.published/medium/${String(medium)}`]: 1,
  [`publicity.published/about/${String(about)}`]: 1,
});

export const publicityEvents = {
  PublicityRecorded: {
    ...computed("publicity", ({ medium, about }) => of(medium, about)),
    zh: "{where}[在{medium}]发布[{about}]宣传",
    en: "{where} published something[ about {about}][ by {medium}]",
  },
  PublicityCorrected: {
    ...computed("publicity", ({ medium, about, wasMedium, wasAbout }) =>
      summed(of(medium, about), of(wasMedium, wasAbout), -1),
    ),
    zh: "{where}更正一条宣传记录",
    en: "{where} corrected what it had published",
  },
  PublicityWithdrawn: {
    ...computed("publicity", ({ medium, about }) => summed({}, of(medium, about), -1)),
    zh: "{where}撤销一条宣传记录",
    en: "{where} withdrew something it had published",
  },
} as const satisfies EventTable;
