import { type Reactive, reactive } from "vue";
import { emptyValue, type Field, type FieldValues } from "./fields.ts";

/**
 * What was typed into forms that are not sent yet, by subject and command. Kept in memory only, because it may hold
 * personal data; it outlives a closed dialog, another page and a new sign-in.
 */
const drafts = new Map<string, Reactive<FieldValues>>();

export function draftOf(key: string, fields: readonly Field[]): Reactive<FieldValues> {
  const known = drafts.get(key);
  if (known) return known;
  const draft = reactive<FieldValues>(Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)])));
  drafts.set(key, draft);
  return draft;
}

export function forgetDraft(key: string): void {
  drafts.delete(key);
}

/** On signing out: the next person at this desk starts with empty forms. */
export function forgetDrafts(): void {
  drafts.clear();
}
