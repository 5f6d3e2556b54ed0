/** Nothing that anybody could read: spaces, and signs that take no room or only turn the direction of writing. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}]*$/u.test(text);
