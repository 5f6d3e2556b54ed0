import { shallowRef, watch } from "vue";
import { ask } from "./api.ts";
import { type Reference, type Region, referenceQuery } from "./operations.ts";
import { language } from "./text.ts";

/** Regions, kinds and channels: what every part of the page needs, asked for once in each language. */
export const reference = shallowRef<Reference | null>(null);
export const referenceFailed = shallowRef(false);

export async function loadReference(): Promise<void> {
  referenceFailed.value = false;
  try {
    reference.value = await ask(referenceQuery, {});
  } catch {
    referenceFailed.value = true;
  }
}
watch(language, loadReference);

/** Those of a city; a region's code is the prefix of all below it. */
export const countiesOf = (city: string): readonly Region[] =>
  city === "" ? [] : (reference.value?.counties.filter(({ code }) => code.startsWith(city)) ?? []);
