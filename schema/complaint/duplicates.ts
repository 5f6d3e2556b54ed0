import type { Settings } from "../campaign/settings.ts";

const day = 86_400_000;

export interface Duplicable {
  id: string;
  complexId: string | null;
  kindCode: string | null;
  filedAt: Date;
}

/**
 * What may be the same matter: the same complex, kind and some weeks, the oldest first. A person decides; nothing is
 * joined by itself.
 */
export function proposedDuplicates<Other extends Duplicable>(
  complaint: Duplicable,
  others: readonly Other[],
  { duplicateDays }: Pick<Settings["complaint"], "duplicateDays">,
): readonly Other[] {
  if (complaint.complexId === null || complaint.kindCode === null) return [];
  return others
    .filter(
      (other) =>
        other.id !== complaint.id &&
        other.complexId === complaint.complexId &&
        other.kindCode === complaint.kindCode &&
        Math.abs(other.filedAt.getTime() - complaint.filedAt.getTime()) <= duplicateDays * day,
    )
    .sort((one, other) => one.filedAt.getTime() - other.filedAt.getTime());
}
