import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("console/tokens/tokens.css", "utf8");

/** The colours of one theme; the dark one only names what differs from the light. */
function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const light = tokens(":root");
const themes = { light, dark: new Map([...light, ...tokens('[data-theme="dark"]')]) };
const inks = ["text", "text-2", "text-3", "accent", "ok", "risk", "over", "sealed", "idle"];
const grounds = ["bg", "surface", "sunken", "raised"];
const pairs = [
  ...inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const)),
  ...["accent", "ok", "risk", "over", "sealed", "idle"].map((ink) => [ink, `${ink}-weak`] as const),
  ...["text", "text-2", "text-3"].map((ink) => [ink, "accent-weak"] as const),
  ...[0, 1, 2, 3, 4, 5].map((step) => [`on-heat-${step}`, `heat-${step}`] as const),
  ["text-2", "idle-weak"] as const,
  ["on-accent", "accent"] as const,
  ["on-accent", "accent-strong"] as const,
  ["on-over", "over"] as const,
];

describe.each(Object.entries(themes))("in the %s theme", (_, colours) => {
  test.each(pairs)("%s on %s can be read", (ink, ground) => {
    expect(contrast(colours.get(ink) ?? "", colours.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  test.each(grounds)("the edge of a control on %s can be seen", (ground) => {
    expect(contrast(colours.get("control-line") ?? "", colours.get(ground) ?? "")).toBeGreaterThanOrEqual(3);
  });
});
