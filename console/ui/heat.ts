export const heatSteps = 6;

export interface HeatScale {
  /** Step of the scale, 0 to 5, of which the tokens know ground and ink. */
  step: (value: number) => number;
  low: number;
  high: number;
}

/**
 * A scale over what is shown, or over a fixed range where one is given, so that a colour keeps its meaning from week
 * to week. Values outside the range take its ends.
 */
export function heatScale(values: readonly number[], range?: readonly [number, number]): HeatScale {
  const low = range?.[0] ?? Math.min(...values);
  const high = range?.[1] ?? Math.max(...values);
  const width = (high - low) / heatSteps;
  return {
    low,
    high,
    step: (value) => (width > 0 ? Math.max(0, Math.min(heatSteps - 1, Math.floor((value - low) / width))) : 0),
  };
}
