/** What came to the supervision mailboxes: complaints, and what somebody has to look at first. */
import { hubViewer } from "../../schema/account/viewer.ts";
import { usualSpamSigns } from "../../schema/mailbox/rules.ts";
import { beginRound, registerMailboxes } from "../../schema/mailbox/standing.ts";
import { takeMail } from "../../schema/mailbox/take.ts";
import { supervisionChannels } from "../catalogues.ts";
import type { Stage } from "./stage.ts";
import type { Timeline } from "./timeline.ts";

interface Mail {
  box: string;
  /** Before the present. */
  hours: number;
  from: string;
  subject: string;
  header?: string;
  text: string;
}

const mails: readonly Mail[] = [
  {
    box: "1401",
    hours: 150,
    from: "演示业主甲 <owner-a@demo.example>",
    subject: "关于演示小区地下车库漏水的反映",
    text: "地下二层车库漏水半年，物业答复“已报修”，至今无人维修。请派人核查。",
  },
  {
    box: "1402",
    hours: 96,
    from: "演示业主乙 <owner-b@demo.example>",
    subject: "公共收益从未公示",
    text: "电梯广告和临停收费两年没有公示，多次要求查看账目被拒。",
  },
  {
    box: "1401",
    hours: 80,
    from: "Mail Delivery System <mailer-daemon@mail.demo.example>",
    subject: "退信：来信已收到",
    text: "您的邮件未能送达。",
  },
  {
    box: "1401",
    hours: 60,
    from: "演示业主丙 <owner-c@demo.example>",
    subject: "自动回复：休假",
    header: "Auto-Submitted: auto-replied",
    text: "本人休假至下周一，期间无法及时回复邮件。",
  },
  {
    box: "1410",
    hours: 30,
    from: "演示推广 <sale@demo.example>",
    subject: "代开演示服务，价格从优",
    header: "X-Spam-Flag: YES",
    text: "联系电话 13900000000。",
  },
  {
    box: "14",
    hours: 20,
    from: "演示业主丁 <owner-d@demo.example>",
    subject: "物业拒绝移交资料",
    text: "合同已经到期，物业公司不移交设施设备资料。来信人未写明所在城市，电话 13900000001。",
  },
];

export async function writeToMailboxes(stage: Stage, timeline: Timeline): Promise<void> {
  const { db } = stage;
  const codes = new Set(mails.map(({ box }) => box));
  const boxes = supervisionChannels.filter(({ regionCode }) => codes.has(regionCode));
  await registerMailboxes(
    db,
    boxes.map(({ regionCode: code, contact: address }) => ({ code, address })),
  );
  for (const code of codes) await beginRound(db, code, 1n);
  for (const [index, { box, hours, from, subject, header, text }] of mails.entries()) {
    const lines = [
      `From: ${from}`,
      `Subject: ${subject}`,
      `Message-ID: <${index}@demo.example>`,
      header ?? "X-Demo: 1",
    ];
    const source = Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text}\r\n`);
    const arrival = { uidValidity: 1n, uid: index + 1, bytes: source.length, source, whole: true, readable: true };
    timeline.put(new Date(stage.ends.getTime() - hours * 3_600_000), async (at) => {
      const acting = { ...stage.as("province", at, "mail"), viewer: hubViewer, idempotency: undefined };
      const own = new Set<string>();
      await takeMail(acting, { code: box, spamSigns: usualSpamSigns, own }, { ...arrival, receivedAt: new Date() });
    });
  }
}
