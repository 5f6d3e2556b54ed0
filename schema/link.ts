/**
 * An address that a page may offer to open: https, on a public name, without a password or a port of its own. Null for
 * anything else.
 */
export function safeLink(text: string): string | null {
  const url = URL.parse(text.trim());
  const fit =
    url?.protocol === "https:" &&
    url.username + url.password + url.port === "" &&
    /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(url.hostname) &&
    !/\.(local|internal|localhost)$/.test(url.hostname);
  return fit ? url.href : null;
}
