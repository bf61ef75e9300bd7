/** What is written to the device is sealed with a key that no script can read out; without the key it is noise. */

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const KIND = 'AES-GCM';

export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: KIND, length: 256 }, false, ['encrypt', 'decrypt']);
}

/** `place` says whose it is and what: what was sealed for one place opens at no other. */
export async function seal(key: CryptoKey, value: unknown, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(how(iv, place), key, new TextEncoder().encode(JSON.stringify(value)));
  return { iv, data };
}

/** Throws when it was sealed by another key, for another place, or changed since. */
export async function open<T>(key: CryptoKey, sealed: Sealed, place: string): Promise<T> {
  const bytes = await crypto.subtle.decrypt(how(sealed.iv, place), key, sealed.data);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

function how(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: KIND, iv, additionalData: new TextEncoder().encode(place) };
}
