import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../worker/domain/passages.ts';

describe('passages', () => {
  it('are sentences, and of long sentences pieces of twelve words', () => {
    expect(passagesOf('You care. \n• You plan!')).toEqual(['You care', 'You plan']);
    const words = Array.from({ length: 30 }, (_, place) => `w${place}`);
    expect(passagesOf(words.join(' ')).map((passage) => passage.split(' ').length)).toEqual([12, 12, 6]);
    expect(passagesOf(words.join(' ')).join(' ')).toBe(words.join(' '));
  });

  it('cut scripts without spaces by characters', () => {
    const text = '护'.repeat(200);
    const passages = passagesOf(text);
    expect(passages.map(({ length }) => length)).toEqual([80, 80, 40]);
    expect(passages.join('')).toBe(text);
  });

  it('are none of nothing, and at most a hundred', () => {
    expect(passagesOf(' . ! \n')).toEqual([]);
    expect(passagesOf('Care. '.repeat(4_000))).toHaveLength(100);
  });
});
