/** Nothing that anybody could read: spaces, and signs that take no room or only turn the direction of writing. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}]*$/u.test(text);

/** A name for people: what they called it, without folders and control characters, with the ending it deserves. */
export function fileName(given: string, extension: string): string {
  const stem = given
    .normalize("NFC")
    .replace(/^.*[/\\]/, "")
    .replace(/\.[^.]*$/, "")
    .replace(/[\p{C}"<>|:*?]|^\.+/gu, "")
    .trim()
    .slice(0, 100);
  return `${stem || "file"}.${extension}`;
}
