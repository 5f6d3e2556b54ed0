/** One figure of the benchmark: a ratio to a limit or a peer of the same run. */
export interface Figure {
  name: string;
  measured: number;
  /** What it must reach; an aim is told and fails nothing. */
  bar: { atLeast: number } | { atMost: number } | { aim: number };
  detail: string;
}

export const isShort = ({ measured, bar }: Figure) =>
  ("atLeast" in bar && measured < bar.atLeast) || ("atMost" in bar && measured > bar.atMost);

/** `page of 50 against raw SQL  0.46  (at least 0.3)  ok  312 of 680 requests a second` */
export function line(figure: Figure): string {
  const { name, measured, bar, detail } = figure;
  const [[kind, value]] = Object.entries(bar) as [[string, number]];
  const words = { atLeast: "at least", atMost: "at most", aim: "aim" }[kind];
  const verdict = kind === "aim" ? "told" : isShort(figure) ? "short" : "ok";
  return `${name}  ${measured.toFixed(3)}  (${words} ${value})  ${verdict}  ${detail}`;
}
