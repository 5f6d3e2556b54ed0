import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

interface Page {
  compressed: Buffer;
  policy: string;
}

let page: Promise<Page> | undefined;

const shownFirst = `# The rights are those of your session. Try:
{
  viewer { name role region { name } }
}
`;

/** The page carries all of its nine megabytes in itself: made when somebody first asks for it. */
async function make(): Promise<Page> {
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const html = renderGraphiQL({
    title: "Rectification Hub",
    endpoint: "/graphql",
    credentials: "same-origin",
    defaultQuery: shownFirst,
  });
  const scripts = [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
  const hashes = scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.join(" ")} blob:`,
    "style-src 'unsafe-inline'",
    "worker-src blob: data:",
    "img-src data:",
    "font-src data:",
    "connect-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  return { compressed: await promisify(gzip)(html), policy };
}

/** A browser that was pointed at the endpoint, and not a program. */
export const wantsGraphiql = ({ method, headers, url }: IncomingMessage) =>
  method === "GET" && !!headers.accept?.includes("text/html") && !url?.includes("query=");

export async function serveGraphiql(response: ServerResponse): Promise<void> {
  page ??= make();
  const { compressed, policy } = await page;
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-encoding": "gzip",
    "content-length": compressed.length,
    "content-security-policy": policy,
    "cache-control": "no-store",
  });
  response.end(compressed);
}
