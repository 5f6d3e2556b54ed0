/** Of a `Cookie` header; undefined: there is none of that name. */
export function cookieValue(cookies: string | undefined, name: string): string | undefined {
  for (const cookie of cookies?.split(";") ?? []) {
    const equals = cookie.indexOf("=");
    if (equals < 0 || cookie.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(cookie.slice(equals + 1).trim());
    } catch {
      return "";
    }
  }
  return undefined;
}
