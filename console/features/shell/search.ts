/** "/" goes to the search field of the page that is shown, which says itself that it is one. False when the page has no search of its own. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-page-search]");
  field?.focus();
  field?.select();
  return field !== null;
}
