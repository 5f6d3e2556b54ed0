import { describe, expect, it } from "vitest";
import { type ReadMail, readMail } from "../../schema/mailbox/parse.ts";
import {
  acknowledgementOf,
  allowedMailCommands,
  decideMail,
  identityOf,
  keptOf,
  leftOutNote,
  mayBeAnswered,
  reasonToSetAside,
  subjectOf,
  usualSpamSigns,
  wordsOf,
} from "../../schema/mailbox/rules.ts";
import type { Reason } from "../../schema/mailbox/states.ts";
import { inHz, mailOf, mailWith, vectors } from "../kit/mails.ts";
import { refusal } from "../kit/refused.ts";

const judged = {
  own: new Set(["tousu@city.example", "hub@province.example"]),
  spamSigns: [...usualSpamSigns, { header: "x-city-verdict", says: /^reject$/i }],
  whole: true,
};
const read: ReadMail = {
  sender: { name: null, address: "owner@home.example" },
  subject: "电梯",
  text: "停运",
  messageId: "<1@home.example>",
  answers: [],
  date: "",
  headers: new Map(),
  attachments: [],
};
const headed = (name: string, ...values: string[]) => ({ ...read, headers: new Map([[name, values]]) });
const from = (address: string) => ({ ...read, sender: { name: null, address } });
const reason = (mail: ReadMail, whole = true) => reasonToSetAside(mail, { ...judged, whole });

describe("a mail as it comes", () => {
  it.each(Object.entries(vectors))("%s", async (_, { source, reason, ...told }) => {
    const mail = await readMail(source);
    expect(reasonToSetAside(mail, judged)).toBe(reason);
    expect({ subject: mail.subject, text: mail.text.trim() }).toMatchObject(told);
  });

  it("is read in one go where HZ is opened over and over and never closed", async () => {
    const of = (body: string) =>
      readMail(mailOf({ headers: ["Content-Type: text/plain; charset=HZ-GB-2312"], body: `${inHz} ${body}` }));
    const opened = await of("~{".repeat(1_000_000));
    expect(opened.text.slice(0, 8)).toBe("电梯停运 ~{~");
    expect(opened.text.length).toBeLessThan(100_000);
    expect((await of(`~{${"!~".repeat(1_000)}~} 1`)).text.trim()).toMatch(/^电梯停运 .+ 1$/s);
    expect((await of("~{!~{ 1")).text).toContain("~{!~{ 1");
  });

  it("names its sender, what it answers and what goes with it", async () => {
    const bytes = Buffer.from("%PDF-1.4 电梯");
    const mail = await readMail(
      mailWith([{ name: "合同 第1页.pdf", type: "application/pdf", bytes }], {
        from: "=?UTF-8?B?5ryU56S65Lia5Li7?= <Owner@Home.example>",
        headers: ["In-Reply-To: <a@x>", "References: <b@x>\r\n <a@x>", "Date: Thu, 15 Aug 2024 09:00:00 +0800"],
      }),
    );
    expect(mail).toMatchObject({
      sender: { name: "演示业主", address: "Owner@Home.example" },
      text: "见照片。",
      answers: ["<a@x>", "<b@x>", "<a@x>"],
      date: "Thu, 15 Aug 2024 09:00:00 +0800",
      attachments: [{ name: "合同 第1页.pdf" }],
    });
    expect(mail.attachments[0]?.bytes.equals(bytes)).toBe(true);
  });

  it("has what adorns its text after what was attached", async () => {
    const source = mailOf({
      headers: ['Content-Type: multipart/related; boundary="=_r"'],
      body: [
        "--=_r\r\nContent-Type: text/html\r\n\r\n<img src='cid:logo'>",
        "--=_r\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\n\r\nx",
        "--=_r\r\nContent-Type: image/png; name=photo.png\r\n\r\nx",
        "--=_r\r\nContent-Type: image/png\r\n\r\nx\r\n--=_r--",
      ].join("\r\n"),
    });
    expect((await readMail(source)).attachments.map(({ name }) => name)).toEqual([
      "photo.png",
      "image/png",
      "logo.png",
    ]);
  });
});

describe("why it is set aside", () => {
  it("says what it is before how large it is", () => {
    expect(reason(read)).toBeNull();
    expect(reason(read, false)).toBe("tooLarge");
    expect(reason({ ...read, messageId: "<a@letters.rectification-hub>" }, false)).toBe("own");
    expect(reason(from("Hub@Province.example"))).toBe("own");
    expect(reason(headed("return-path", "<>"), false)).toBe("bounce");
    expect(reason(headed("auto-submitted", "auto-generated"), false)).toBe("automatic");
    expect(reason(headed("x-spam", "true"), false)).toBe("spam");
    expect(reason({ ...read, sender: null }, false)).toBe("tooLarge");
  });

  it.each<[string, string, Reason | null]>([
    ["content-type", "multipart/report; report-type=delivery-status", "bounce"],
    ["content-type", "multipart/reported", null],
    ["content-type", "text/plain; x=multipart/report", null],
    ["return-path", "<owner@home.example>", null],
    ["auto-submitted", "No", null],
    ["auto-submitted", "notable", "automatic"],
    ["precedence", "bulk", "automatic"],
    ["precedence", "junk", "automatic"],
    ["precedence", "list", "automatic"],
    ["precedence", "auto-reply", "automatic"],
    ["precedence", "first-class, bulk", null],
    ["precedence", "listed", null],
    ["x-autoreply", "yes", "automatic"],
    ["x-autorespond", "yes", "automatic"],
    ["x-auto-response", "yes", "automatic"],
    ["list-unsubscribe", "<mailto:x@y>", "automatic"],
    ["x-spam-flag", "no", null],
    ["x-spam-status", "Yes, score=9", "spam"],
    ["x-spam-status", "No, was yes", null],
    ["x-spam", "yes", "spam"],
    ["x-spam", "no yes", null],
    ["x-city-verdict", "rejected", null],
  ])("%s: %s", (name, value, expected) => {
    expect(reason(headed(name, value))).toBe(expected);
  });

  it("looks at every header of a name", () => {
    expect(reason(headed("x-spam-flag", "no", "yes"))).toBe("spam");
    expect(reason(headed("auto-submitted", "no", "auto-replied"))).toBe("automatic");
  });

  it.each<[string, Reason | null]>([
    ["postmaster@mx.example", "bounce"],
    ["postmasters@mx.example", null],
    ["noreply@x.example", "automatic"],
    ["do-not-reply@x.example", "automatic"],
    ["donotreply+1@x.example", "automatic"],
    ["mono-reply@x.example", null],
    ["owner@noreply.example", null],
  ])("from %s", (address, expected) => expect(reason(from(address))).toBe(expected));

  it("is unreadable where nothing is said, or more than one sign in fifty is lost", () => {
    const silent = { ...read, subject: " ", text: "\n" };
    expect(reason(silent)).toBe("unreadable");
    expect(reason({ ...silent, attachments: [{ name: "a", bytes: Buffer.alloc(1) }] })).toBeNull();
    expect(reason({ ...silent, subject: "电" })).toBeNull();
    expect(reason({ ...silent, text: "电" })).toBeNull();
    expect(reason({ ...read, sender: null })).toBe("unreadable");
    const lost = (signs: number) => ({ ...read, subject: "\ufffd", text: "电".repeat(signs) });
    expect(reason(lost(49))).toBeNull();
    expect(reason(lost(48))).toBe("unreadable");
  });

  it("answers no machine", () => {
    const answered = (
      ["own", "bounce", "automatic", "spam", "unplaced", "tooMany", "tooLarge", "unreadable"] as const
    ).filter((why) => mayBeAnswered(why, read));
    expect(answered).toEqual(["spam", "unplaced", "tooMany", "tooLarge", "unreadable"]);
    expect(mayBeAnswered(null, read)).toBe(true);
  });

  it.each<[string, boolean]>([
    ["mx.city.example; spf=pass; dkim=pass; dmarc=pass", true],
    ["mx.city.example; spf=none; dkim=failure-like", true],
    ["mx.city.example; notspf=fail", true],
    ["mx.city.example; spf=fail smtp.mailfrom=x", false],
    ["mx.city.example; SPF = SoftFail", false],
    ["mx.city.example; spf=pass; dkim=fail", false],
    ["mx.city.example; spf=pass; dmarc=fail (p=none)", false],
  ])("answers nobody whose address is forged: %s", (value, answered) => {
    expect(mayBeAnswered(null, headed("authentication-results", "mx; spf=pass", value))).toBe(answered);
  });

  it("keeps of what comes in masses its beginning", () => {
    const source = Buffer.alloc(64 * 1024 + 1);
    const whole = (
      ["own", "bounce", "automatic", "spam", "unplaced", "tooMany", "tooLarge", "unreadable"] as const
    ).filter((why) => keptOf(source, why).length === source.length);
    expect(whole).toEqual(["own", "unplaced", "tooLarge", "unreadable"]);
    expect(keptOf(source, "spam").length).toBe(64 * 1024);
  });
});

describe("what is kept of it", () => {
  it("is its subject in one line, and its words without what controls a screen", () => {
    expect(subjectOf({ subject: " 电梯\r\n\t停运\u0007 " })).toBe("电梯 停运");
    expect(subjectOf({ subject: "长".repeat(201) })).toBe("长".repeat(200));
    expect(wordsOf({ subject: " 电梯 ", text: "\r\n一\r二\u0000\n\n\n\n\t三  \n" })).toBe("电梯\n\n一\n二\n\n\t三");
    expect(wordsOf({ subject: "", text: "一" })).toBe("一");
    expect(wordsOf({ subject: "电梯", text: " " })).toBe("电梯");
  });

  it("says where it goes on", () => {
    expect(wordsOf({ subject: "", text: "长".repeat(10_000) })).toBe("长".repeat(10_000));
    expect(wordsOf({ subject: "", text: "长".repeat(10_001) })).toBe(
      `${"长".repeat(10_000)}\n\n（原信过长，以下未收存。）`,
    );
  });

  it("has no tracking code in it, however it is quoted", () => {
    const code = "0A1B2-C3D4E-F5G6H-J7K8M-N9PQR-S";
    const quoted = wordsOf({ subject: `回复：${code}`, text: `> 查询码：${code.toLowerCase()}\n> 140105-00012` });
    expect(quoted).toBe("回复：*****\n\n> 查询码：*****\n> 140105-00012");
  });

  it("knows the same mail again by its Message-ID and what stands beside it", () => {
    const mail = { ...read, date: "Thu, 15 Aug 2024 09:00:00 +0800" };
    expect(identityOf(mail)).toBe(`["<1@home.example>","Thu, 15 Aug 2024 09:00:00 +0800","owner@home.example","电梯"]`);
    expect(identityOf({ ...mail, sender: null })).toContain(`+0800","","电梯"]`);
    expect(identityOf({ ...mail, messageId: null })).toBeNull();
  });

  it("names what was not kept", () => {
    expect(leftOutNote([])).toBeNull();
    expect(leftOutNote([{ name: `合同\n${"长".repeat(100)}`, why: "只收图片" }])).toBe(
      `来信附件中下列文件未收存：\n合同\n${"长".repeat(97)}：只收图片`,
    );
    const many = Array.from({ length: 52 }, (_, index) => ({ name: `${index}.exe`, why: "不收" }));
    const lines = leftOutNote(many)?.split("\n") ?? [];
    expect(lines.length).toBe(52);
    expect(lines.slice(-2)).toEqual(["49.exe：不收", "另有 2 个。"]);
    expect(leftOutNote(many.slice(2))?.split("\n").at(-1)).toBe("51.exe：不收");
  });

  it("is acknowledged with its number and its code", () => {
    const { subject, text } = acknowledgementOf({ number: "2024-1401-00001", trackingCode: "ABCDE-1" });
    expect(subject).toBe("来信已收到（编号 2024-1401-00001）");
    expect(text.split("\n")).toEqual(expect.arrayContaining(["受理编号：2024-1401-00001", "查询码：ABCDE-1"]));
    expect(text).toContain("直接回复本邮件");
  });
});

it("is decided once", () => {
  expect(allowedMailCommands("setAside")).toEqual(["file", "dismiss"]);
  expect(decideMail("setAside", "file")).toBe("filed");
  expect(decideMail("setAside", "dismiss")).toBe("dismissed");
  expect(() => decideMail("appended", "file")).toThrow(refusal("mailbox/not-in-this-state", [], { state: "appended" }));
});
