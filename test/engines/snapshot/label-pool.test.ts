import { describe, expect, it } from 'vitest';
import { parseLanguageTag } from '../../../worker/core/language.ts';
import { readContainer } from '../../../worker/engines/snapshot/container.ts';
import {
  type LabelRecord,
  buildLabelPool,
  openLabelPool,
  sortLabels,
} from '../../../worker/engines/snapshot/label-pool.ts';

const labels: LabelRecord[] = [
  { concept: 2, kind: 'ALTERNATIVE', text: 'Krankenschwester' },
  { concept: 0, kind: 'PREFERRED', text: 'Ärztin 🩺' },
  { concept: 2, kind: 'PREFERRED', text: 'Pflegefachkraft' },
  { concept: 3, kind: 'HIDDEN', text: 'x' },
];

function open() {
  const german = parseLanguageTag('de');
  if (german === undefined) throw new Error('no tag');
  const read = readContainer(buildLabelPool(german, sortLabels(labels), 4));
  if (!read.ok) throw new Error(read.failure.reason);
  return openLabelPool(read.value);
}

describe('label pool', () => {
  it('keeps labels by concept, the preferred one first', () => {
    const pool = open();
    expect(pool.language).toBe('de');
    expect(
      Array.from({ length: pool.size }, (_, label) => [pool.concept(label), pool.kind(label), pool.text(label)]),
    ).toEqual([
      [0, 'PREFERRED', 'Ärztin 🩺'],
      [2, 'PREFERRED', 'Pflegefachkraft'],
      [2, 'ALTERNATIVE', 'Krankenschwester'],
      [3, 'HIDDEN', 'x'],
    ]);
  });

  it('finds the labels of a concept, and says when there is no preferred one', () => {
    const pool = open();
    expect([pool.first(2), pool.end(2)]).toEqual([1, 3]);
    expect(pool.first(1)).toBe(pool.end(1));
    expect(pool.preferred(2)).toBe(1);
    expect(pool.preferred(1)).toBeUndefined();
    expect(pool.preferred(3)).toBeUndefined();
    expect(pool.preferred(99)).toBeUndefined();
  });
});
