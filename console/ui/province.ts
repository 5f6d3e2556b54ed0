/**
 * Our own schematic of the 11 cities: rows of hexagons that keep neighbours beside each other, not their shapes.
 * `column` counts in hexagon widths and `row` in rows, both from the north-west corner.
 */
export const cityPlaces: readonly { code: string; column: number; row: number }[] = [
  { code: "1406", column: 0, row: 0 },
  { code: "1402", column: 1, row: 0 },
  { code: "1409", column: 0.5, row: 1 },
  { code: "1411", column: 0, row: 2 },
  { code: "1401", column: 1, row: 2 },
  { code: "1403", column: 2, row: 2 },
  { code: "1410", column: 0.5, row: 3 },
  { code: "1407", column: 1.5, row: 3 },
  { code: "1408", column: 0, row: 4 },
  { code: "1405", column: 1, row: 4 },
  { code: "1404", column: 2, row: 4 },
];

/** Corners of a pointy-top hexagon, as SVG points. */
export function hexagon(centreX: number, centreY: number, radius: number): string {
  return Array.from({ length: 6 }, (_, corner) => {
    const angle = (Math.PI / 180) * (60 * corner - 30);
    return `${(centreX + radius * Math.cos(angle)).toFixed(2)},${(centreY + radius * Math.sin(angle)).toFixed(2)}`;
  }).join(" ");
}

/** Centre of a place for hexagons of `radius` with a thin gap between them. */
export function centre(place: { column: number; row: number }, radius: number): { x: number; y: number } {
  return { x: (place.column + 0.5) * radius * Math.sqrt(3), y: radius + place.row * radius * 1.5 };
}
