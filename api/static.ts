import { readdir, readFile, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;

interface StaticFile {
  path: string;
  type: string;
  etag: string;
  /** Its name carries a hash of its content. */
  hashed: boolean;
  encoded: Map<string, Promise<Buffer>>;
}

/**
 * The built console. The folder is listed once, so a request can name nothing outside it. Files with a hash in their name
 * are kept by browsers for good, everything else is asked for again each time.
 */
export async function createStatic(folder: string) {
  const files = await list(folder);

  const send = async (request: IncomingMessage, response: ServerResponse, file: StaticFile) => {
    const cache = file.hashed ? "public, max-age=31536000, immutable" : "no-cache";
    const headers = { etag: file.etag, "cache-control": cache, vary: "accept-encoding" };
    if (request.headers["if-none-match"] === file.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const encoding = compressible.test(file.type) ? bestEncoding(String(request.headers["accept-encoding"] ?? "")) : "";
    const body = await encode(file, encoding);
    response.writeHead(200, {
      ...headers,
      "content-type": file.type,
      "content-length": body.length,
      ...(encoding && { "content-encoding": encoding }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };

  /** Answers for `/`, `/public` and their files; paths without an extension are the console's own pages. */
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const page = path === "/public" || path.startsWith("/public/") ? "/public.html" : "/index.html";
    const file = files.get(path) ?? (extname(path) === "" ? files.get(page) : undefined);
    if (!file) return false;
    await send(request, response, file);
    return true;
  };
}

async function list(folder: string): Promise<Map<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, StaticFile>();
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || !type || entry.name.startsWith(".")) continue;
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(path);
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    files.set(name, {
      path,
      type,
      etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      hashed: name.startsWith("/assets/"),
      encoded: new Map(),
    });
  }
  return files;
}

const bestEncoding = (accepted: string) => (/\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : "");

/** Compressed once and kept; fonts and pictures, which are large and do not shrink, are read when asked for. */
function encode(file: StaticFile, encoding: string): Promise<Buffer> {
  if (!compressible.test(file.type)) return readFile(file.path);
  let body = file.encoded.get(encoding);
  if (!body) {
    body = compress(readFile(file.path), encoding);
    file.encoded.set(encoding, body);
    body.catch(() => file.encoded.delete(encoding));
  }
  return body;
}

async function compress(content: Promise<Buffer>, encoding: string): Promise<Buffer> {
  const plain = await content;
  if (encoding === "gzip") return promisify(gzip)(plain);
  if (encoding !== "br") return plain;
  return promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } });
}
