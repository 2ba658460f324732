/** How much better one tier ranks than another, by kind of title. */
import type { StaticEncoder } from '../worker/engines/encoder/static/index.ts';
import { bootstrap, mean } from './metrics.ts';

export interface Kind {
  readonly name: string;
  holds(text: string): boolean;
}

export interface Difference {
  readonly kind: string;
  readonly queries: number;
  readonly static: number;
  readonly transformer: number;
  readonly low: number;
  readonly high: number;
}

/** A set with fewer titles of a kind says nothing about it. */
const FEWEST = 10;

const words = (text: string): number => text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;

export function kindsOf(encoder: Pick<StaticEncoder, 'rows' | 'storedRows'>): readonly Kind[] {
  /** The part of a title's words and n-grams that the static tier has not learnt. */
  const unknown = (text: string): number => {
    const rows = encoder.rows(text);
    return rows.filter((row) => row >= encoder.storedRows).length / Math.max(1, rows.length);
  };
  return [
    { name: 'all', holds: () => true },
    { name: 'one word', holds: (text) => words(text) === 1 },
    { name: '2 words', holds: (text) => words(text) === 2 },
    { name: '3 or 4 words', holds: (text) => words(text) === 3 || words(text) === 4 },
    { name: '5 to 8 words', holds: (text) => words(text) > 4 && words(text) < 9 },
    { name: '9 words and more', holds: (text) => words(text) > 8 },
    { name: 'all of it learnt', holds: (text) => unknown(text) === 0 },
    { name: 'up to a fifth not learnt', holds: (text) => unknown(text) > 0 && unknown(text) <= 0.2 },
    { name: 'more than a fifth not learnt', holds: (text) => unknown(text) > 0.2 },
  ];
}

/** A set's titles, and the reciprocal rank of each by either tier. */
export interface RankedByBoth {
  readonly titles: readonly string[];
  readonly static: readonly number[];
  readonly transformer: readonly number[];
}

/** Undefined where no set has enough titles of the kind. */
export function differenceOf({ name, holds }: Kind, ranks: readonly RankedByBoth[]): Difference | undefined {
  const sets = ranks
    .map((set) => {
      const pairs = set.titles.map((text, place) => ({
        text,
        own: set.static[place]!,
        other: set.transformer[place]!,
      }));
      return pairs.filter(({ text }) => holds(text));
    })
    .filter((pairs) => pairs.length >= FEWEST);
  if (sets.length === 0) return undefined;
  return {
    kind: name,
    queries: sets.reduce((sum, pairs) => sum + pairs.length, 0),
    static: mean(sets.map((pairs) => mean(pairs.map(({ own }) => own)))),
    transformer: mean(sets.map((pairs) => mean(pairs.map(({ other }) => other)))),
    ...bootstrap(sets.map((pairs) => pairs.map(({ own, other }) => other - own))),
  };
}
