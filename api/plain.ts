const longest = 200;

/** One line of a text that somebody else wrote; null where there is none. */
export function plain(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value
    .replace(/[\p{Cc}\p{Cs}]+/gu, " ")
    .trim()
    .slice(0, longest);
  return text === "" ? null : text;
}
