/** Midnight at the beginning of a civil day of the campaign's zone, as an instant. The zone has one offset all year. */
const midnight = (day: string, later = 0): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + later);
  return `${at.toISOString().slice(0, 10)}T00:00:00+08:00`;
};

/** A span of days as the address has it ("2024-08-01..2024-08-15", either end open), as instants; the end excluded. */
export function spanOf(text: string | undefined): { from: string | null; until: string | null } {
  const [from, to] = (text ?? "").split("..");
  return { from: from ? midnight(from) : null, until: to ? midnight(to, 1) : null };
}

/** An instant in milliseconds as a form has it: wall clock of the campaign's zone, to the minute. */
export const wallClock = (at: number): string => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)}:00+08:00`;
