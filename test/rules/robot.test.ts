import { expect, it, test } from "vitest";
import { dingtalkUrl, robotOutcome } from "../../api/webhook/robot.ts";
import { notificationKinds, urgentEvents } from "../../schema/notification/kinds.ts";
import { concernsOffice, eventsOfKinds, markdownOf, plainly } from "../../schema/webhook/robot.ts";

it.each([
  ["RectificationOverdue", "1401", "1401", true],
  ["RectificationOverdue", "140105", "1401", false],
  ["RectificationEscalated", "140105", "1401", true],
  ["RectificationEscalated", "140105001", "1401", true],
  ["RectificationEscalated", "140105", "14", false],
  ["RectificationEscalated", "1401", "14", true],
  ["RectificationEscalated", "14", "14", false],
  ["RectificationExtensionAsked", "140105", "1401", true],
  ["RectificationExtensionAsked", "140105", "1402", false],
  ["CreditPushDead", "1401", "14", true],
  ["ComplaintAssigned", "1401", "1401", false],
  ["TransferSent", "1401", "1401", false],
  ["ComplaintFiled", "1401", "1401", false],
])("%s in %s concerns the office of %s: %s", (kind, regionCode, office, concerns) => {
  expect(concernsOffice({ kind, regionCode, audienceRegions: [], facts: {} }, office)).toBe(concerns);
});

test("an office is concerned by what was addressed to it, and by the answer to what it asked", () => {
  const addressed = { kind: "SupervisionReminderSent", regionCode: "14", audienceRegions: ["1401"], facts: {} };
  expect(concernsOffice(addressed, "1401")).toBe(true);
  expect(concernsOffice(addressed, "1402")).toBe(false);
  const answered = { kind: "SupervisionAnswered", regionCode: "1401", audienceRegions: [], facts: { from: "14" } };
  expect(concernsOffice(answered, "14")).toBe(true);
  expect(concernsOffice(answered, "1401")).toBe(false);
  expect(concernsOffice({ ...answered, facts: {} }, "1401")).toBe(true);
});

test("a robot is told the events of the kinds that were chosen, or of all", () => {
  expect(eventsOfKinds(["due"])).toEqual(Object.keys(notificationKinds.due.events));
  expect(eventsOfKinds(["due", "stuck"])).toHaveLength(eventsOfKinds(["due"]).length + eventsOfKinds(["stuck"]).length);
  expect(eventsOfKinds([])).toContain("RectificationOverdue");
});

test("what may be urgent is what was given up, or did not leave", () => {
  expect(urgentEvents).toEqual(["CreditPushDead", "LetterDead", "ProvincialBriefNotOut"]);
});

test("names lead nowhere and call nobody", () => {
  expect(plainly("[点我](http://x) <@all> **a** `b`\n# c | d")).toBe(
    "［点我］（http://x） ＜＠all＞ ＊＊a＊＊ ｀b｀ ＃ c ｜ d",
  );
  expect(markdownOf(["甲\n# 乙"])).toBe("**专项整治平台：1 条提醒**\n\n> 甲 ＃ 乙");
});

test("a message has its bound, and says how much more there is", () => {
  const line = "一".repeat(100);
  const message = markdownOf(Array.from({ length: 40 }, () => line));
  expect(Buffer.byteLength(message)).toBeLessThan(4_096);
  const kept = message.split(line).length - 1;
  expect(kept).toBe(12);
  expect(message.endsWith(`另有 ${40 - kept} 条，请登录平台查看。`)).toBe(true);
});

test("钉钉 is signed as its documents say", () => {
  const url = new URL(dingtalkUrl("https://oapi.dingtalk.com/robot/send?access_token=t", "SECabc", 1_577_808_000_000));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    access_token: "t",
    timestamp: "1577808000000",
    // printf '1577808000000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
    sign: "d8MiemiW5bT/XT2zgWrhyRQdANlJ4zkTa39rkwaldRU=",
  });
});

test("what counts of an answer is the service's own code", () => {
  const answered = (text: string | null, status = 200) =>
    robotOutcome({ type: "answered", status, text, retryAfterMs: undefined });
  expect(answered('{"errcode":0,"errmsg":"ok"}')).toEqual({ type: "received", status: 200, receipt: "" });
  const failed = (status: number, retryAfterMs?: number) => ({
    type: "failed",
    fault: "answered",
    status,
    detail: null,
    retryAfterMs,
  });
  expect(answered('{"errcode":310000,"errmsg":"keywords not in content"}')).toEqual(failed(310_000));
  expect(answered('{"errcode":45009}')).toEqual(failed(45_009, 60_000));
  expect(answered('{"errcode":130101}')).toEqual(failed(130_101, 60_000));
  expect(answered('{"errcode":"0"}')).toEqual(failed(200));
  expect(answered("ok")).toEqual(failed(200));
  expect(answered(null)).toEqual(failed(200));
  expect(answered('{"errcode":0}', 500)).toEqual(failed(500));
  const unreachable = { type: "failed", fault: "unreachable", status: null, detail: "ECONNREFUSED" } as const;
  expect(robotOutcome(unreachable)).toEqual({ ...unreachable, detail: null });
});
