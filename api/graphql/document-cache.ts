import type { DocumentNode } from "graphql";

/** Parsed, a text takes up to some 300 bytes for each of its characters. */
const mostCharacters = 400_000;

/**
 * Documents that were parsed already, those used last. Bounded by the length of their texts and not by their number:
 * anybody may send documents, and a thousand of the largest would be more than the process has memory.
 */
export class DocumentCache {
  readonly #most: number;
  /** In the order of their last use. */
  readonly #documents = new Map<string, DocumentNode>();
  #characters = 0;

  constructor(most = mostCharacters) {
    this.#most = most;
  }

  /** Of the texts that are held. */
  get characters(): number {
    return this.#characters;
  }

  get(text: string): DocumentNode | undefined {
    const document = this.#documents.get(text);
    if (document) {
      this.#documents.delete(text);
      this.#documents.set(text, document);
    }
    return document;
  }

  set(text: string, document: DocumentNode): void {
    // One that would drive out most of the others is parsed each time it comes.
    if (text.length > this.#most / 8 || this.#documents.has(text)) return;
    this.#documents.set(text, document);
    this.#characters += text.length;
    for (const oldest of this.#documents.keys()) {
      if (this.#characters <= this.#most) return;
      this.#documents.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** A document that cannot be parsed is found out again when it comes again. */
export const noErrors = { get: () => undefined, set: () => {} };
