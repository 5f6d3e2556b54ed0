import { expect } from "vitest";

/** For `toThrow`: a refusal with this code, at this field of the input, that says at least this. */
export const refusal = (code: string, field: readonly string[] = [], facts: object = {}) =>
  expect.objectContaining({ code, field, facts: expect.objectContaining(facts) });

/** With what something was refused, `code at field`; undefined where it was not. */
export const refused = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    const { code, field } = error as { code: string; field: string[] };
    return field.length > 0 ? `${code} at ${field.join(".")}` : code;
  }
};
