/** Mails as they come over the wire. */
interface Written {
  from?: string;
  subject?: string;
  headers?: readonly string[];
  body?: string | Buffer;
}

let mails = 0;

/** Each is another mail, unless a Message-ID and a date say that it is the same. */
export function mailOf({
  from = "演示业主 <owner@home.example>",
  subject = "电梯停运",
  headers = [],
  body,
}: Written = {}) {
  const id = headers.some((line) => /^message-id:/i.test(line)) ? [] : [`Message-ID: <${++mails}@home.example>`];
  const head = [`From: ${from}`, "To: tousu@city.example", `Subject: ${subject}`, ...id, ...headers];
  const text = body ?? "十二号楼电梯停运两周，物业不修。\r\n";
  return Buffer.concat([
    Buffer.from(`${head.join("\r\n")}\r\n\r\n`),
    typeof text === "string" ? Buffer.from(text) : text,
  ]);
}

/** A part for each file beside the text. */
export function mailWith(files: readonly { name: string; type: string; bytes: Buffer }[], more: Written = {}) {
  const parts = files.map(({ name, type, bytes }) =>
    [
      `Content-Type: ${type}; name="=?UTF-8?B?${Buffer.from(name).toString("base64")}?="`,
      "Content-Disposition: attachment",
      "Content-Transfer-Encoding: base64",
      "",
      bytes.toString("base64").replace(/.{76}/g, "$&\r\n"),
    ].join("\r\n"),
  );
  const text = ["Content-Type: text/plain; charset=utf-8", "", more.body ?? "见照片。"].join("\r\n");
  return mailOf({
    ...more,
    headers: ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="=_b"', ...(more.headers ?? [])],
    body: `${[text, ...parts].map((part) => `--=_b\r\n${part}\r\n`).join("")}--=_b--\r\n`,
  });
}

/** 电梯停运 in GBK, which is the same in GB 18030. */
export const inGbk = Buffer.from("b5e7ccddcda3d4cb", "hex");
/** The same after RFC 1843. */
export const inHz = "~{5gL]M#TK~}";

const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"';

/** By what they are: what is read of each, and why it is set aside, if it is. */
export const vectors = {
  plain: { source: mailOf(), subject: "电梯停运", text: "十二号楼电梯停运两周，物业不修。", reason: null },
  "GBK, named in the body and the headers": {
    source: mailOf({
      from: "=?GBK?B?0d3KvtK11vc=?= <owner@home.example>",
      subject: `=?gb2312?B?${inGbk.toString("base64")}?=`,
      headers: ["Content-Type: text/plain; charset=GBK", "Content-Transfer-Encoding: 8bit"],
      body: inGbk,
    }),
    subject: "电梯停运",
    text: "电梯停运",
    reason: null,
  },
  "GBK that says gb2312, its subject raw": {
    source: Buffer.concat([
      Buffer.from("From: owner@home.example\r\nSubject: "),
      inGbk,
      Buffer.from("\r\nMessage-ID: <raw@home.example>\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n"),
      Buffer.from("9f4cb5e7", "hex"),
    ]),
    subject: "电梯停运",
    text: "烲电",
    reason: null,
  },
  "GB 18030 of four bytes": {
    source: mailOf({
      headers: ["Content-Type: text/plain; charset=gb18030"],
      body: Buffer.from("8139ee39b5e7", "hex"),
    }),
    subject: "电梯停运",
    text: "㐀电",
    reason: null,
  },
  "GBK that says nothing": { source: mailOf({ body: inGbk }), subject: "电梯停运", text: "电梯停运", reason: null },
  "GBK that says us-ascii": {
    source: mailOf({ headers: ["Content-Type: text/plain; charset=us-ascii"], body: inGbk }),
    subject: "电梯停运",
    text: "电梯停运",
    reason: null,
  },
  HZ: {
    source: mailOf({
      subject: `=?HZ-GB-2312?Q?${inHz}?=`,
      headers: ["Content-Type: text/plain; charset=HZ-GB-2312"],
      body: `3~~4 ${inHz} 12~\r\n3`,
    }),
    subject: "电梯停运",
    text: "3~4 电梯停运 123",
    reason: null,
  },
  "HTML alone": {
    source: mailOf({
      headers: ["Content-Type: text/html; charset=utf-8"],
      body: "<style>p { color: red }</style><p>电梯<b>停运</b></p><script>alert(1)</script><p>&lt;两周&gt;</p>",
    }),
    subject: "电梯停运",
    text: "电梯停运\n\n<两周>",
    reason: null,
  },
  "a text and the same in HTML": {
    source: mailOf({
      headers: ['Content-Type: multipart/alternative; boundary="=_a"'],
      body: "--=_a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n停运\r\n--=_a\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n--=_a--",
    }),
    subject: "电梯停运",
    text: "停运",
    reason: null,
  },
  "a picture alone": {
    source: mailWith([{ name: "照片.png", type: "image/png", bytes: Buffer.from("png") }], { subject: "", body: "" }),
    subject: "",
    text: "",
    reason: null,
  },
  "a part that is broken off": {
    source: mailOf({
      headers: ['Content-Type: multipart/mixed; boundary="=_x"'],
      body: "--=_x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n停运\r\n--=_x\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
    }),
    subject: "电梯停运",
    text: "停运",
    reason: null,
  },
  "what could not be delivered": {
    source: mailOf({ from: "Mail Delivery <x@mx.example>", headers: [report], body: "--=_r--" }),
    reason: "bounce",
  },
  "a mail server": { source: mailOf({ from: "MAILER-DAEMON@mx.example" }), reason: "bounce" },
  "no return address": { source: mailOf({ headers: ["Return-Path: <>"] }), reason: "bounce" },
  "an absence note": { source: mailOf({ headers: ["Auto-Submitted: auto-replied"] }), reason: "automatic" },
  "a person's mail that says so": { source: mailOf({ headers: ["Auto-Submitted: no"] }), reason: null },
  "an answer of a machine": { source: mailOf({ headers: ["Precedence: auto_reply"] }), reason: "automatic" },
  "a mailing list": { source: mailOf({ headers: ["List-Id: <all.list.example>"] }), reason: "automatic" },
  "an address that nobody reads": { source: mailOf({ from: "No-Reply@shop.example" }), reason: "automatic" },
  "one of our letters": { source: mailOf({ headers: ["Message-ID: <a1@letters.rectification-hub>"] }), reason: "own" },
  "the mailbox itself": { source: mailOf({ from: "Tousu@City.example" }), reason: "own" },
  spam: { source: mailOf({ headers: ["X-Spam-Flag: YES"] }), reason: "spam" },
  "what was looked at and is no spam": { source: mailOf({ headers: ["X-Spam-Status: No, score=0.1"] }), reason: null },
  "what the city calls spam": { source: mailOf({ headers: ["X-City-Verdict: reject"] }), reason: "spam" },
  "a character set that nobody knows": {
    source: mailOf({ headers: ["Content-Type: text/plain; charset=x-own"], body: inGbk }),
    reason: "unreadable",
  },
  "UTF-8 that is none": {
    source: mailOf({ headers: ["Content-Type: text/plain; charset=utf-8"], body: inGbk }),
    reason: "unreadable",
  },
  "nobody's": { source: Buffer.from("Subject: x\r\n\r\nx"), reason: "unreadable" },
  "no words": { source: mailOf({ subject: "", body: " \u200b\r\n" }), reason: "unreadable" },
  "no mail at all": { source: Buffer.from([0, 1, 2, 255, 254]), reason: "unreadable" },
} as const satisfies Record<string, { source: Buffer; subject?: string; text?: string; reason: string | null }>;
