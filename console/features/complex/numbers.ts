/** Amounts travel as whole numbers (fen, hundredths of a square metre) and are typed as people write them: 1.85, 98.5. */
export const toHundredths = (typed: string | null): number | null =>
  typed === null ? null : Math.round(Number(typed) * 100);

export const fromHundredths = (whole: number | null | undefined): string | undefined =>
  whole === null || whole === undefined ? undefined : String(whole / 100);
