import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { committedStatic } from '../../taxonomy/encoders.ts';
import { alignWords } from '../../worker/engines/fusion/alignment.ts';
import { createLabelSearch, labelValue } from '../../worker/engines/fusion/label-search.ts';
import { dot, senseOf } from '../../worker/engines/fusion/sense.ts';
import { compileFeatures, likeness, weightFeatures } from '../../worker/engines/fusion/weighted-features.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { buildLabelPool, openLabelPool, sortLabels } from '../../worker/engines/snapshot/label-pool.ts';
import { buildCodeIndex, openCodeIndex } from '../../worker/engines/vector-index/index.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';

const encoder = committedStatic();
const rows = fc.array(fc.nat(40), { maxLength: 60 }).map((list) => Uint32Array.from(list));
const weigh = (list: Uint32Array) => weightFeatures(list.slice(), 30);

describe('weighted features', () => {
  it('are as alike as the cosine of their weights says', () => {
    const cosine = (left: Uint32Array, right: Uint32Array): number => {
      const dense = (list: Uint32Array): number[] => {
        const weights = Array<number>(41).fill(0);
        for (const row of new Set(list)) {
          const count = list.filter((other) => other === row).length;
          weights[row] = Math.log1p(count) * Math.log(2 + Math.min(row, 30));
        }
        return weights;
      };
      const [a, b] = [dense(left), dense(right)];
      const product = (x: number[], y: number[]): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
      const lengths = Math.sqrt(product(a, a) * product(b, b));
      return lengths === 0 ? 0 : product(a, b) / lengths;
    };
    // Counts above 31 weigh as 31 do, which lists of 60 rows can only reach by chance.
    fc.assert(
      fc.property(rows, rows, (left, right) => {
        expect(likeness(weigh(left), weigh(right))).toBeCloseTo(cosine(left, right), 4);
      }),
    );
  });

  it('compare with many as with each', () => {
    fc.assert(
      fc.property(rows, fc.array(rows, { maxLength: 12 }), (query, others) => {
        const scores = compileFeatures(others.map(weigh)).scores(weigh(query));
        for (const [place, other] of others.entries())
          expect(scores[place]).toBeCloseTo(likeness(weigh(query), weigh(other)), 4);
      }),
    );
  });
});

const LABELS = [
  'software developer',
  'programmer',
  'registered nurse',
  'ward nurse',
  'baker',
  'pastry chef',
  'truck driver',
  'bus driver',
];

function searchOf(texts: readonly string[]) {
  const language = parseLanguageTag('en')!;
  const labels = sortLabels(
    texts.map((text, place) => ({
      concept: Math.floor(place / 2),
      kind: place % 2 === 0 ? ('PREFERRED' as const) : ('ALTERNATIVE' as const),
      text,
    })),
  );
  const open = (bytes: Uint8Array) => {
    const container = readContainer(bytes);
    if (!container.ok) throw new Error(container.failure.reason);
    return container.value;
  };
  const pool = openLabelPool(open(buildLabelPool(language, labels, Math.ceil(texts.length / 2))));
  const codes = openCodeIndex(
    open(
      buildCodeIndex({
        encoder: encoder.identity,
        rows: labels.length,
        owners: Uint32Array.from(labels.keys()),
        vectorOf: (row, into) => encoder.encodeInto(labels[row]!.text, into),
      }),
    ),
    { encoder: encoder.identity },
  );
  return { pool, search: createLabelSearch({ pool, codes, encoder }) };
}

describe('label search', () => {
  const { pool, search } = searchOf(LABELS);

  it('answers each concept once, by its best label, with exact cosines', () => {
    const sense = senseOf(encoder, 'nurse on a ward');
    const matches = search.search(sense, { depth: LABELS.length });
    expect(matches.map(({ concept }) => concept).toSorted((left, right) => left - right)).toEqual([0, 1, 2, 3]);
    for (const match of matches) {
      const labels = LABELS.map((text, label) => ({ text, label })).filter(
        ({ label }) => pool.concept(label) === match.concept,
      );
      const values = labels.map(({ text }) => {
        const other = senseOf(encoder, text);
        return labelValue({
          cosine: dot(sense.vector, other.vector),
          likeness: likeness(sense.features, other.features),
        });
      });
      expect(labelValue(match)).toBeCloseTo(Math.max(...values), 5);
    }
    const best = matches.toSorted((left, right) => labelValue(right) - labelValue(left))[0]!;
    expect(pool.text(best.label)).toBe('ward nurse');
  });

  it('leaves out what is not accepted, and compares a concept by itself', () => {
    const sense = senseOf(encoder, 'programmer');
    expect(search.search(sense, { depth: 8, accept: (concept) => concept !== 0 }).map(({ concept }) => concept)).not.toContain(0); // prettier-ignore
    expect(search.compare(sense, 0)).toMatchObject({ label: 1, concept: 0 });
  });
});

describe('word alignment', () => {
  it('says which words a label accounts for, rare ones weighing more', () => {
    const { words, coverage } = alignWords(encoder, 'Night Baker', 'bakers');
    expect(words.map(({ word }) => word)).toEqual(['night', 'baker']);
    expect(words[1]!.likeness).toBeGreaterThan(0.5);
    expect(words[0]!.likeness).toBeLessThan(0.2);
    expect(coverage).toBeGreaterThan(0.2);
    expect(alignWords(encoder, '', 'baker')).toEqual({ words: [], coverage: 0 });
  });
});
