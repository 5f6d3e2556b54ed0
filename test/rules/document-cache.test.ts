import { parse } from "graphql";
import { expect, it } from "vitest";
import { DocumentCache } from "../../api/graphql/document-cache.ts";

const text = (name: string, length: number) => `{${name}}`.padEnd(length, "#");

it("keeps the documents used last, as many as their texts together may be long", () => {
  const cache = new DocumentCache(100);
  const texts = Array.from({ length: 11 }, (_, index) => text(`f${index}`, 10));
  for (const one of texts.slice(0, 10)) cache.set(one, parse(one));
  expect(cache.characters).toBe(100);
  expect(cache.get(texts[0] as string)).toBeDefined();
  cache.set(texts[10] as string, parse(texts[10] as string));
  expect(texts.filter((one) => !cache.get(one))).toEqual([texts[1]]);
  expect(cache.characters).toBe(100);
});

it("does not let one document drive out the others, nor count one twice", () => {
  const cache = new DocumentCache(100);
  cache.set(text("small", 10), parse("{ small }"));
  cache.set(text("small", 10), parse("{ small }"));
  cache.set(text("large", 50), parse("{ large }"));
  expect(cache.characters).toBe(10);
  expect(cache.get(text("large", 50))).toBeUndefined();
});
