/** A mail as it came, read: whatever character set its sender uses and however old the program is. */
import { isUtf8 } from "node:buffer";
import { simpleParser } from "mailparser";
import { bounds } from "./bounds.ts";

export interface MailAttachment {
  name: string;
  bytes: Buffer;
}

export interface ReadMail {
  sender: { name: string | null; address: string } | null;
  subject: string;
  text: string;
  messageId: string | null;
  /** Message-IDs of the mails that it answers. */
  answers: readonly string[];
  /** As the sender's program says, if it does. */
  date: string;
  /** Every header as it stands, by its name in small letters. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** What was attached on purpose before what merely adorns the text. */
  attachments: readonly MailAttachment[];
}

/** @throws where it is no mail at all */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const parsed = await simpleParser(inUtf8(source), {
    skipTextToHtml: true,
    skipTextLinks: true,
    keepCidLinks: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: bounds.html,
    maxChildNodes: 200,
    maxHeadSize: 256 * 1024,
  });
  const headers = new Map<string, string[]>();
  for (const { key, line } of parsed.headerLines) {
    const value = line.slice(line.indexOf(":") + 1).replace(/\s+/g, " ");
    const values = headers.get(key);
    if (values) values.push(value.trim());
    else headers.set(key, [value.trim()]);
  }
  const [from] = parsed.from?.value ?? [];
  const written = /charset\s*=\s*"?hz-gb-2312/i.test(source.toString("latin1")) ? fromHz : (text: string) => text;
  return {
    sender: from?.address ? { name: written(from.name).trim() || null, address: from.address } : null,
    subject: written((parsed.subject ?? "").slice(0, bounds.read)),
    text: written((parsed.text ?? "").slice(0, bounds.read)),
    messageId: parsed.messageId ?? null,
    answers: [parsed.inReplyTo ?? [], parsed.references ?? []].flat(),
    date: headers.get("date")?.[0] ?? "",
    headers,
    attachments: [...parsed.attachments]
      .sort((one, other) => Number(one.related ?? false) - Number(other.related ?? false))
      .map(({ filename, contentType, content }) => ({ name: filename || contentType, bytes: content })),
  };
}

/** What names no character set and is not UTF-8 comes, in this country, from a program that writes GB 18030. */
function inUtf8(source: Buffer): Buffer {
  const gap = /\r?\n\r?\n/.exec(source.toString("latin1"));
  const end = gap ? gap.index : source.length;
  const head = source.subarray(0, end);
  const body = source.subarray(end);
  const named = /charset\s*=\s*"?(?!us-ascii|ascii)/i.test(source.toString("latin1"));
  return Buffer.concat([isUtf8(head) ? head : fromGb(head), named || isUtf8(body) ? body : fromGb(body)]);
}

const gb18030 = new TextDecoder("gb18030");
const fromGb = (bytes: Uint8Array) => Buffer.from(gb18030.decode(bytes), "utf8");

/**
 * RFC 1843: pairs of seven-bit signs between ~{ and ~} are GB 2312 less its high bits. No library at hand knows it. No pair
 * begins with a tilde or a brace, so that nothing is looked at twice, however many openings are never closed.
 */
const fromHz = (text: string) =>
  text
    .replace(/~\{((?:[\x21-\x77][\x21-\x7e])*)(?:~\}|$)/gm, (_, pairs: string) =>
      gb18030.decode(Buffer.from(pairs, "latin1").map((byte) => byte | 0x80)),
    )
    .replace(/~~/g, "~")
    .replace(/~\r?\n/g, "");
