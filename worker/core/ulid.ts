/** Ids that sort by the time they were made: ULIDs, 26 characters of Crockford's base 32 (https://github.com/ulid/spec). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 16;

/** `now` in milliseconds since 1970. */
export function newUlid(now: number): string {
  let time = '';
  for (let rest = now; time.length < 10; rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_CHARACTERS));
  return time + Array.from(random, (byte) => ALPHABET.charAt(byte % 32)).join('');
}
