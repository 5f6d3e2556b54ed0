/** The search field of the page that is shown, marked where it is drawn: "/" goes there. */
export const searchMark = { "data-page-search": "" } as const;

/** False when the page has no search of its own. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-page-search]");
  field?.focus();
  field?.select();
  return field !== null;
}
