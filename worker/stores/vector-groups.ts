/**
 * ISCO-08 codes as numbers that fit 16 bits: the digits behind a 1, so that "0110" and "110" differ; 0 for none.
 * All codes below another are ranges of such numbers, one for each length.
 */
const LONGEST = 4;
/** One more than the highest number, "19999". */
const NUMBERS = 20_000;

export function groupNumber(group: string): number {
  return group === '' ? 0 : Number(`1${group}`);
}

export function groupOfNumber(number: number): string {
  return number === 0 ? '' : String(number).slice(1);
}

/** By number: 1 for the codes that are one of these or below one of them, 0 for all others. */
export function groupsBelow(groups: readonly string[]): Uint8Array {
  const below = new Uint8Array(NUMBERS);
  for (const group of groups) {
    for (let more = 0; group.length + more <= LONGEST; more += 1) {
      const first = groupNumber(group) * 10 ** more;
      below.fill(1, first, first + 10 ** more);
    }
  }
  return below;
}
