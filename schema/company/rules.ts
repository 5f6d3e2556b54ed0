/** The unified social credit code is a company's identity (GB 32100-2015). */
import { refuse } from "./refusals.ts";

/** Without I, O, S, V and Z, which are read as digits. */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** 3^(i-1) mod 31 for the first 17 characters. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check digit that belongs to the first 17 characters, all of them of the alphabet (GB 32100-2015, 4.5). */
export function expectedCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(first17.charAt(index)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * The code as it is kept: without surrounding blanks, in capitals.
 *
 * @throws {Refusal} `company/uscc-length`, `-character`, or `-check-digit` with the digit that was expected.
 */
export function checkUscc(input: string, field: readonly string[] = ["uscc"]): string {
  const code = input.trim().toUpperCase();
  if (code.length !== 18) throw refuse("company/uscc-length", field, { length: code.length });
  const position = [...code].findIndex((character) => !alphabet.includes(character));
  if (position >= 0)
    throw refuse("company/uscc-character", field, { position: position + 1, character: code.charAt(position) });
  const expected = expectedCheckDigit(code);
  const actual = code.charAt(17);
  if (actual !== expected) throw refuse("company/uscc-check-digit", field, { expected, actual });
  return code;
}
