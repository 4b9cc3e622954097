import { sha256 } from '@noble/hashes/sha2.js';

/** `createHash('sha256')` of Node, which gives its digest at once; a browser's own gives it later. */
export function createHash(algorithm: string): Hash {
  if (algorithm !== 'sha256') throw new Error(`The playground has no ${algorithm}.`);
  return new Hash();
}

class Hash {
  private readonly state = sha256.create();

  public update(text: string | Uint8Array): this {
    this.state.update(typeof text === 'string' ? new TextEncoder().encode(text) : text);
    return this;
  }

  public digest(encoding: 'hex' | 'base64'): string {
    const binary = Array.from(this.state.digest(), (byte) => String.fromCharCode(byte)).join('');
    if (encoding === 'base64') return btoa(binary);
    return Array.from(binary, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  }
}

export const randomBytes = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));
