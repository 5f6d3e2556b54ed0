/** A caller of the hub's public API, as any outsider is: over HTTP, with a session or a key, or with neither. */
export class HubClient {
  readonly #address: string;
  readonly #headers: Record<string, string>;

  constructor(address: string, headers: Record<string, string> = {}) {
    this.#address = address;
    this.#headers = headers;
  }

  /** @throws when the name or password is wrong */
  static async signIn(address: string, username: string, password: string): Promise<HubClient> {
    const response = await fetch(`${address}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address },
      body: JSON.stringify({ username, password }),
    });
    if (!response.ok) throw new Error(`${username} cannot sign in: ${response.status}`);
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    return new HubClient(address, { cookie, origin: address });
  }

  withKey = (key: string) => new HubClient(this.#address, { authorization: `Bearer ${key}` });

  /** @throws when the hub answers with errors of the request */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    return this.#send<Data>(JSON.stringify({ query, variables }), { "content-type": "application/json" });
  }

  /**
   * Gives a command. What is refused is an answer too: nothing has happened then.
   *
   * @returns the id of the subject, or null when it was refused
   */
  async command(field: string, subject: string, input: object): Promise<string | null> {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) { subject: ${subject} { id } errors { code } } }`;
    const { answer } = await this.ask<{ answer: { subject: { id: string } | null } }>(query, { input });
    return answer.subject?.id ?? null;
  }

  /** @returns the id of the stored picture */
  async upload(picture: Uint8Array<ArrayBuffer>): Promise<string> {
    const form = new FormData();
    const query =
      "mutation ($files: [File!]!) { uploadEvidence(input: { files: $files }) { evidence { id } errors { code } } }";
    form.set("operations", JSON.stringify({ query, variables: { files: [null] } }));
    form.set("map", JSON.stringify({ 0: ["variables.files.0"] }));
    form.set("0", new Blob([picture], { type: "image/jpeg" }), "scene.jpg");
    const { uploadEvidence } = await this.#send<{ uploadEvidence: { evidence: { id: string }[] } }>(form, {
      "x-hub-request": "1",
    });
    return uploadEvidence.evidence[0]?.id ?? "";
  }

  async #send<Data>(body: string | FormData, headers: Record<string, string>): Promise<Data> {
    const response = await fetch(`${this.#address}/graphql`, {
      method: "POST",
      headers: { ...this.#headers, ...headers },
      body,
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
    return data;
  }
}
