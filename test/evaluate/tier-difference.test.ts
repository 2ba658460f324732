import { describe, expect, it } from 'vitest';
import { differenceOf, kindsOf } from '../../evaluate/tier-difference.ts';

const many = <Item>(item: Item): Item[] => Array.from({ length: 20 }, () => item);

describe('the difference between two tiers', () => {
  const long = { name: 'long', holds: (text: string) => text.includes(' ') };

  it('counts the titles of its kind alone, and each set alike', () => {
    const ranks = [
      { titles: [...many('one two'), 'one'], static: [...many(0.5), 1], transformer: [...many(1), 0] },
      {
        titles: [...many('one two'), ...many('one two')],
        static: many([0, 0]).flat(),
        transformer: many([0.5, 0.5]).flat(),
      },
    ];
    expect(differenceOf(long, ranks)).toEqual({
      kind: 'long',
      queries: 60,
      static: 0.25,
      transformer: 0.75,
      low: 0.5,
      high: 0.5,
    });
  });

  it('says nothing of a kind that few titles are', () => {
    expect(differenceOf(long, [{ titles: ['one two'], static: [1], transformer: [1] }])).toBeUndefined();
  });
});

describe('kinds of titles', () => {
  const encoder = {
    storedRows: 2,
    rows: (text: string) => Uint32Array.from(text.split(' '), (word) => (word === 'new' ? 2 : 0)),
  };
  const kinds = kindsOf(encoder);

  it.each([
    ['nurse', ['all', 'one word', 'all of it learnt']],
    ['new nurse', ['all', '2 words', 'more than a fifth not learnt']],
    ['one two three four new', ['all', '5 to 8 words', 'up to a fifth not learnt']],
    ['a b c d e f g h i', ['all', '9 words and more', 'all of it learnt']],
  ])('tells what %s is', (text, names) => {
    expect(kinds.filter(({ holds }) => holds(text)).map(({ name }) => name)).toEqual(names);
  });
});
