import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Master keys by their name; the first one seals, all of them open. */
export interface MasterKeys {
  current: string;
  keys: ReadonlyMap<string, Buffer>;
}

/** A key wrapped by a master key: what is stored beside the data it protects. */
export interface WrappedKey {
  masterKey: string;
  wrappedKey: Uint8Array<ArrayBuffer>;
}

/**
 * Encryption of what must not be read from the database or a backup. AES-256-GCM throughout: a random 96-bit nonce,
 * the ciphertext, a 128-bit tag. Personal data stands under a key of its own per complaint, so that destroying that key
 * destroys the data wherever copies of the row went (domain 5).
 */
export class Vault {
  readonly #masters: MasterKeys;
  readonly #current: Buffer;
  readonly #lookup: Buffer;

  constructor(masters: MasterKeys) {
    this.#masters = masters;
    const current = masters.keys.get(masters.current);
    if (current?.length !== 32) throw new Error("the master key must have 256 bits");
    this.#current = current;
    // Look-up hashes must survive a rotation, so they rest on the oldest key, not on the current one.
    const oldest = [...masters.keys.keys()].sort()[0] ?? masters.current;
    this.#lookup = derive(masters.keys.get(oldest) ?? current, "lookup");
  }

  /** Seals hub-wide data (outcomes, cursors) under the current master key. */
  seal(plain: Uint8Array, purpose = "outcome"): Uint8Array<ArrayBuffer> {
    return encrypt(derive(this.#current, purpose), plain);
  }

  /**
   * Like `seal`, but the same data gives the same result: the nonce is a keyed hash of the data. For names that must be
   * recognised again and tell nothing else.
   */
  sealAlike(plain: Uint8Array, purpose: string): Uint8Array<ArrayBuffer> {
    const nonce = createHmac("sha256", derive(this.#current, `${purpose} nonce`))
      .update(plain)
      .digest()
      .subarray(0, 12);
    return encrypt(derive(this.#current, purpose), plain, nonce);
  }

  /** @throws when the data was tampered with or sealed under a key that is no longer held. */
  open(sealed: Uint8Array, purpose = "outcome"): Buffer {
    for (const key of [this.#current, ...this.#masters.keys.values()]) {
      const plain = tryDecrypt(derive(key, purpose), sealed);
      if (plain) return plain;
    }
    throw new Error("cannot be opened with the keys at hand");
  }

  /** A secret of its own for one purpose, in hex; a rotation of the master key renews it. */
  secret(purpose: string): string {
    return derive(this.#current, purpose).toString("hex");
  }

  newKey(): { key: Buffer } & WrappedKey {
    const key = randomBytes(32);
    return { key, ...this.wrap(key) };
  }

  wrap(key: Uint8Array): WrappedKey {
    return { masterKey: this.#masters.current, wrappedKey: encrypt(derive(this.#current, "wrap"), key) };
  }

  /** @throws when the master key of that name is not held. */
  unwrap({ masterKey, wrappedKey }: WrappedKey): Buffer {
    const master = this.#masters.keys.get(masterKey);
    const key = master && tryDecrypt(derive(master, "wrap"), wrappedKey);
    if (!key) throw new Error(`master key ${masterKey} is not held`);
    return key;
  }

  /** A keyed hash by which a telephone can be found again without being stored. */
  fingerprint(value: string): Buffer {
    return createHmac("sha256", this.#lookup).update(value.normalize("NFKC")).digest();
  }
}

const derivedKeys = new WeakMap<Buffer, Map<string, Buffer>>();

function derive(master: Buffer, purpose: string): Buffer {
  const ofMaster = derivedKeys.get(master) ?? new Map<string, Buffer>();
  derivedKeys.set(master, ofMaster);
  const key = ofMaster.get(purpose) ?? Buffer.from(hkdfSync("sha256", master, "", `rectification-hub ${purpose}`, 32));
  ofMaster.set(purpose, key);
  return key;
}

export function encrypt(key: Uint8Array, plain: Uint8Array, nonce = randomBytes(12)): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

/** @throws when the key is wrong or the data was changed. */
export function decrypt(key: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

function tryDecrypt(key: Uint8Array, sealed: Uint8Array): Buffer | null {
  try {
    return decrypt(key, sealed);
  } catch {
    return null;
  }
}
