/** Sends a mutation with files as a browser does: each at its place below `input`. */
export async function sendForm<Answer>(
  url: string,
  query: string,
  input: object,
  files: readonly (readonly [place: string, file: File])[],
  headers: Record<string, string> = {},
): Promise<Answer & { status: number }> {
  const form = new FormData();
  form.set("operations", JSON.stringify({ query, variables: { input } }));
  form.set("map", JSON.stringify(Object.fromEntries(files.map(([place], n) => [n, [`variables.input.${place}`]]))));
  for (const [index, [, file]] of files.entries()) form.set(String(index), file);
  const response = await fetch(`${url}/graphql`, { method: "POST", body: form, headers });
  return { status: response.status, ...((await response.json()) as Answer) };
}
