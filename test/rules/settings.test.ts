import { describe, expect, it } from "vitest";
import { defaultSettings, settingDescriptions, settingsSchema } from "../../schema/campaign/settings.ts";

const paths = (input: unknown) => settingsSchema.safeParse(input).error?.issues.map((issue) => issue.path.join("."));

describe("settings of a campaign", () => {
  it("carry every default of the policy", () => {
    expect(defaultSettings).toMatchObject({
      complaint: {
        acknowledgeWorkingDays: 2,
        verifyWorkingDays: 7,
        feedbackWorkingDays: 15,
        outcomeFeedbackWorkingDays: 2,
        transferAcceptWorkingDays: 5,
        transferAnswerWorkingDays: 15,
        extensions: 1,
        answerDays: 10,
        ownerReopenings: 1,
        duplicateDays: 30,
        retentionMonths: 24,
      },
      strongProtest: { days: 30, complainants: 5, householdsPercent: 3, atLeast: 3 },
      spotCheck: { baseWeight: 1, perComplaint: 1, complaintDays: 90, perOverdueRectification: 3 },
      rectification: { extensions: 1, cityWorkingDays: 3, provinceWorkingDays: 7 },
      exit: { guidanceWorkingDays: 10, handoverDays: 15, rollHolidays: true },
      progress: { slowBelow: 60, lastShare: 4, lastWeeks: 2 },
      dispatch: {
        county: { weekday: 4, time: "18:00" },
        city: { weekday: 5, time: "12:00" },
        province: { weekday: 5, time: "18:00" },
      },
      feed: { resumeDays: 30 },
    });
    expect(Object.values(defaultSettings.progress.weights)).toEqual([20, 25, 20, 15, 10, 10]);
  });

  it("keep what is not given and take what is", () => {
    const changed = settingsSchema.parse({ complaint: { verifyWorkingDays: 5 } });
    expect(changed).toEqual({
      ...defaultSettings,
      complaint: { ...defaultSettings.complaint, verifyWorkingDays: 5 },
    });
  });

  it.each([
    [{ complaint: { verifyWorkingDays: 0 } }, "complaint.verifyWorkingDays"],
    [{ complaint: { verifyWorkingDays: 1.5 } }, "complaint.verifyWorkingDays"],
    [{ complaint: { verifyWorkingDays: 1 } }, "complaint.verifyWorkingDays"],
    [{ complaint: { feedbackWorkingDays: 6 } }, "complaint.feedbackWorkingDays"],
    [{ progress: { weights: { coverage: 21 } } }, "progress.weights"],
    [{ rectification: { provinceWorkingDays: 3 } }, "rectification.provinceWorkingDays"],
    [{ disclosure: { general: { minMonths: 13 } } }, "disclosure.general.maxMonths"],
    [{ dispatch: { county: { time: "25:00" } } }, "dispatch.county.time"],
    [{ dispatch: { county: { weekday: 5, time: "12:00" } } }, "dispatch.city"],
    [{ dispatch: { province: { time: "12:00" } } }, "dispatch.province"],
    [{ dispatch: { city: { sameDayTime: "12:00" } } }, "dispatch.province.sameDayTime"],
  ])("refuse %j", (input, path) => expect([...new Set(paths(input))]).toEqual([path]));

  it("refuse what they do not know", () => {
    expect(paths({ complaints: {} })).toEqual([""]);
  });

  it("are described in both languages, with unit and source, each once", () => {
    const leaves = (value: unknown): number =>
      typeof value === "object" && value !== null
        ? Object.values(value).reduce((sum: number, inner) => sum + leaves(inner), 0)
        : 1;
    expect(settingDescriptions).toHaveLength(leaves(defaultSettings));
    expect(new Set(settingDescriptions.map(({ path }) => path)).size).toBe(settingDescriptions.length);
    expect(settingDescriptions).toContainEqual({
      path: "complaint.verifyWorkingDays",
      default: 7,
      range: [1, 250],
      zh: "核查时限",
      en: "verify",
      unit: "workingDays",
      source: expect.stringContaining("核查"),
    });
    for (const { zh, en, source } of settingDescriptions) {
      expect(zh).toMatch(/[一-鿿]/);
      expect(en).toMatch(/^[\x20-\x7e]+$/);
      expect(source).not.toBe("");
    }
  });
});
