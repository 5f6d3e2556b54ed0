/** A caller of the hub's public API, as any outsider is: over HTTP, with a session or a key, or with neither. */
export class HubClient {
  readonly #address: string;
  readonly #headers: Record<string, string>;

  constructor(address: string, headers: Record<string, string> = {}) {
    this.#address = address;
    this.#headers = headers;
  }

  /** @throws when no hub answers, or the name or password is wrong */
  static async signIn(address: string, username: string, password: string): Promise<HubClient> {
    const response = await fetch(`${address}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: address },
      body: JSON.stringify({ username, password }),
    }).catch(() => {
      throw new Error(`no hub answers at ${address}: start it first, or say where it is with --hub`);
    });
    if (!response.ok) throw new Error(`${username} cannot sign in at ${address}: is it this hub's HUB_DEMO_PASSWORD?`);
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
    const query =
      "mutation ($files: [File!]!) { uploadEvidence(input: { files: $files }) { evidence { id } errors { code } } }";
    const { uploadEvidence } = await this.#multipart<{ uploadEvidence: { evidence: { id: string }[] } }>(
      query,
      { files: [null] },
      { "variables.files.0": picture },
    );
    return uploadEvidence.evidence[0]?.id ?? "";
  }

  /** Files a complaint as the public page does. */
  async file(input: object, photos: readonly Uint8Array<ArrayBuffer>[]) {
    const query =
      "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { trackingCode errors { code } } }";
    const files = Object.fromEntries(photos.map((photo, index) => [`variables.input.photos.${index}`, photo]));
    const variables = { input: { ...input, photos: photos.map(() => null) } };
    const { fileComplaint } = await this.#multipart<{
      fileComplaint: { trackingCode: string | null; errors: { code: string }[] };
    }>(query, variables, files);
    return fileComplaint;
  }

  /** @param files pictures by the place of the variables at which they stand */
  #multipart<Data>(query: string, variables: object, files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) {
    const places = Object.entries(files);
    const form = new FormData();
    form.set("operations", JSON.stringify({ query, variables }));
    form.set("map", JSON.stringify(Object.fromEntries(places.map(([place], index) => [index, [place]]))));
    for (const [index, [, picture]] of places.entries())
      form.set(String(index), new Blob([picture], { type: "image/jpeg" }), "scene.jpg");
    return this.#send<Data>(form, { "x-hub-request": "1" });
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
