/** What is shown once, and whose it is. */
export interface Secret {
  kind: "key" | "password";
  whose: string;
  text: string;
}
