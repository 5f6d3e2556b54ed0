/** A place in a text that is marked. */
export interface Marked {
  /** In UTF-16 units; places do not overlap, and stand in the order of the text. */
  start: number;
  end: number;
  title: string;
  /** Marked, but nothing is wrong with it. */
  quiet: boolean;
  pressable: boolean;
}
