/**
 * Signed links: whoever holds one may upload the rows of a job, or fetch its result, until it expires. What is signed
 * cannot be mistaken for a key, whose MACs are made under the same pepper over texts that begin otherwise.
 */
import { CrosswalkFailure } from '../core/failures.ts';

export type LinkPurpose = 'rows' | 'result';

export interface Links {
  /** A path with its signature. */
  sign(purpose: LinkPurpose, job: string): Promise<string>;
  /** Throws LINK_INVALID where the signature is not ours or the link has expired. */
  check(purpose: LinkPurpose, job: string, expires: string, signature: string): Promise<void>;
}

/** Long enough to upload a large file over a slow line; seconds. */
const LINK_AGE_S = 3_600;

const encoder = new TextEncoder();
const messageOf = (purpose: LinkPurpose, job: string, expires: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(`bulk ${purpose} ${job} ${expires}`);

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** `clock` gives milliseconds since 1970. */
export function createLinks(pepper: string | undefined, clock: () => number): Links {
  let key: Promise<CryptoKey> | undefined;
  function secret(): Promise<CryptoKey> {
    if (pepper === undefined) throw new CrosswalkFailure({ code: 'UNAVAILABLE', part: 'key store' });
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    return (key ??= crypto.subtle.importKey('raw', encoder.encode(pepper), algorithm, false, ['sign', 'verify']));
  }
  return {
    async sign(purpose, job) {
      const expires = String(Math.floor(clock() / 1_000) + LINK_AGE_S);
      const mac = await crypto.subtle.sign('HMAC', await secret(), messageOf(purpose, job, expires));
      const signature = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('');
      return `/bulk/${job}/${purpose}?expires=${expires}&signature=${signature}`;
    },
    async check(purpose, job, expires, signature) {
      const message = messageOf(purpose, job, expires);
      const isOurs = await crypto.subtle.verify('HMAC', await secret(), fromHex(signature), message);
      if (!isOurs) throw new CrosswalkFailure({ code: 'LINK_INVALID', reason: 'FORGED' });
      if (Number(expires) * 1_000 <= clock()) throw new CrosswalkFailure({ code: 'LINK_INVALID', reason: 'EXPIRED' });
    },
  };
}
