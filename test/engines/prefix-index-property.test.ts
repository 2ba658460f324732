import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../worker/core/fold.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { type IndexedLabel, buildPrefixIndex, openPrefixIndex } from '../../worker/engines/prefix-index/index.ts';
import { readContainer } from '../../worker/engines/snapshot/container.ts';
import { createReference } from './prefix-index-reference.ts';

const KINDS = ['PREFERRED', 'ALTERNATIVE', 'HIDDEN'] as const;

/** Few letters, so that words share beginnings, are each other's typos and hold each other. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 10 });
const unusual = fc.constantFrom(
  'Ärzte',
  'aerzte',
  'straße',
  'c++',
  'node.js',
  'co-op',
  'co-op-ab',
  '工程师',
  'cnc工程师',
  'é\u0301a',
);
const separator = fc.constantFrom(' ', ' ', ' ', '-', ', ', '/');
const labelText = fc
  .array(fc.tuple(fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: unusual }), separator), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.map(([text, after], index) => (index + 1 < parts.length ? text + after : text)).join(''));

const records = (text: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<IndexedLabel[]> =>
  fc
    .array(
      fc.record({
        text,
        concept: fc.nat({ max: 12 }),
        kind: fc.constantFrom(...KINDS),
        popularity: fc.constantFrom(0, 0, 7, 255),
      }),
      { minLength: 1, maxLength },
    )
    .map((list) => list.map((entry, label) => ({ ...entry, label })));

/** Many labels of a few words, so that lists are full and much is as good as something else. */
const crowded = fc.array(word, { minLength: 2, maxLength: 5 }).chain((words) =>
  records(
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    60,
  ),
);
const labels = fc.oneof(records(labelText, 25), crowded);

/** What people type: parts of labels, with something left out, put in, exchanged or in another order. */
const typing = fc.tuple(
  fc.nat(),
  fc.nat({ max: 20 }),
  fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 })), { maxLength: 3 }),
  fc.boolean(),
  word,
);

function typeLabel(
  list: readonly IndexedLabel[],
  [which, length, slips, shuffled, extra]: [number, number, [number, number][], boolean, string],
): string {
  let text = list[which % list.length]!.text;
  if (shuffled) text = (extra.length > 8 ? `${extra} ${text}` : text).split(' ').toReversed().join(' ');
  text = text.slice(0, Math.max(1, length));
  for (const [position, slip] of slips) {
    const at = position % (text.length + 1);
    if (slip === 0) text = text.slice(0, at) + text.slice(at + 1);
    else if (slip === 1) text = `${text.slice(0, at)}b${text.slice(at)}`;
    else if (slip === 2) text = `${text.slice(0, at)}d${text.slice(at + 1)}`;
    else
      text =
        text.slice(0, at) +
        text
          .slice(at, at + 2)
          .split('')
          .toReversed()
          .join('') +
        text.slice(at + 2);
  }
  return text;
}

const language = fc.constantFrom('en', 'de').map((tag) => parseLanguageTag(tag)!);

function open(tag: Parameters<typeof buildPrefixIndex>[0], list: readonly IndexedLabel[]) {
  const container = readContainer(buildPrefixIndex(tag, list));
  if (!container.ok) throw new Error(container.failure.reason);
  return openPrefixIndex(container.value);
}

describe('prefix index, held against the reference', () => {
  it('gives the labels of the reference, in its order', () => {
    fc.assert(
      fc.property(
        language,
        labels,
        fc.array(typing, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 2, 3, 12),
        (tag, list, typed, limit) => {
          const index = open(tag, list);
          const reference = createReference(tag, list);
          for (const text of typed.map((choice) => typeLabel(list, choice))) {
            const expected = reference.complete(text, limit).map(({ label }) => label);
            expect({ text, labels: index.complete(text, { limit }).map(({ label }) => label) }).toEqual({
              text,
              labels: expected,
            });
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('gives the labels of the reference under a filter', () => {
    fc.assert(
      fc.property(labels, typing, fc.integer({ min: 1, max: 4 }), (list, choice, limit) => {
        const tag = parseLanguageTag('de')!;
        const accept = (concept: number): boolean => concept % 3 === 1;
        for (const text of ['', typeLabel(list, choice)]) {
          const expected = createReference(tag, list)
            .complete(text, limit, accept)
            .map(({ label }) => label);
          expect(
            open(tag, list)
              .complete(text, { limit, accept })
              .map(({ label }) => label),
          ).toEqual(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('scores fall from 1 towards 0 along the list, and highlights lie in the text, apart, in order', () => {
    fc.assert(
      fc.property(language, labels, typing, (tag, list, choice) => {
        const text = typeLabel(list, choice);
        let before = 1;
        for (const { label, concept, score, highlights } of open(tag, list).complete(text, { limit: 20 })) {
          expect(list[label]!.concept).toBe(concept);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(before);
          before = score;
          expect(highlights.length > 0).toBe(fold(text) !== '');
          let end = 0;
          for (const highlight of highlights) {
            expect(highlight.start).toBeGreaterThanOrEqual(end);
            expect(highlight.end).toBeGreaterThan(highlight.start);
            end = highlight.end;
          }
          expect(end).toBeLessThanOrEqual(list[label]!.text.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the same labels in another order give the same bytes', () => {
    fc.assert(
      fc.property(labels, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const tag = parseLanguageTag('de')!;
        const shuffled = list
          .map((label) => ({ label, at: numbers.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ label }) => label);
        expect(buildPrefixIndex(tag, shuffled)).toEqual(buildPrefixIndex(tag, list));
      }),
      { numRuns: 60 },
    );
  });

  it('any text at all is answered, and only with labels that the reference accepts', () => {
    const list: IndexedLabel[] = [
      'manager',
      'Manager of a winery',
      'software engineer',
      'aaaa aaaa',
      'كاتب',
      '软件工程师',
      'नर्स',
      'медсестра',
      '👩‍🚒 firefighter',
    ].map((text, label) => ({ label, text, concept: label, kind: 'PREFERRED', popularity: 0 }));
    const tag = parseLanguageTag('en')!;
    const index = open(tag, list);
    const reference = createReference(tag, list);
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(fc.nat({ max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(anything, fc.nat({ max: 8 }), (noise, which) => {
        for (const text of [noise, noise + list[which]!.text.slice(0, 5), list[which]!.text.slice(0, 6) + noise]) {
          for (const { label } of index.complete(text, { limit: 10 }))
            expect(reference.accepts(text, label)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
