/** Long descriptions by a model whose vectors are known: what is asked of it, what its answer does, and what happens without one. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../worker/core/limits.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import type { Encoder } from '../../worker/engines/encoder/encoder.ts';
import { createLongDescriptions } from '../../worker/domain/long-descriptions.ts';
import {
  type TitleInput,
  type TitleNormalization,
  createTitleNormalizer,
} from '../../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { createConceptStore } from '../../worker/stores/concepts.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const OPTIONS = { limit: 5, minConfidence: 0 };
const ENGLISH = parseLanguageTag('en')!;
const GERMAN = parseLanguageTag('de')!;
const TITLE = 'software nurse';
/** Long, and of no occupation's skills. */
const FILLER = 'We offer a friendly place with good coffee. '.repeat(10);
const CARE = `care ${FILLER}`;
const LEAD = `lead ${FILLER}`;

const stores = createStoresOf([taxonomyOf(CONTENTS)]);
const { snapshot, d1 } = stores;
const table = await snapshot.concepts();

/** Care lies along the first axis, leading along the second, everything else between. */
function vectorOf(text: string): Float32Array {
  if (/^(?:registered nurse|Krankenpfleger|care)/.test(text)) return Float32Array.of(1, 0);
  if (/^(?:nurse manager|Pflegedienstleiter|lead)/.test(text)) return Float32Array.of(0, 1);
  return Float32Array.of(Math.SQRT1_2, Math.SQRT1_2);
}

function setUp(answer = vectorOf, served = stores) {
  const asked: (readonly string[])[] = [];
  const failures: unknown[] = [];
  const encoder: Encoder = {
    identity: { tier: 'WORKERS_AI', name: '@cf/known', hash: 'f'.repeat(16), dimensions: 2 },
    encode: async (texts) => {
      asked.push(texts);
      return texts.map(answer);
    },
  };
  const longDescriptions = createLongDescriptions({
    snapshot: served.snapshot,
    concepts: createConceptStore(served.d1.client),
    encoder,
    onFailure: (error) => failures.push(error),
  });
  const normalizer = createTitleNormalizer({ snapshot: served.snapshot, lexicon: BUILT_IN_LEXICON, longDescriptions });
  return { asked, failures, normalizer, longDescriptions };
}

const local = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
const input = (description: string, language = ENGLISH): TitleInput => ({ title: TITLE, language, description });
const idsOf = ({ matches }: TitleNormalization): string[] => matches.map(({ occupation }) => table.id(occupation));
const describedBy = ({ matches }: TitleNormalization): Map<string, readonly [string, number]> =>
  new Map(
    matches.flatMap(({ occupation, evidence }) =>
      evidence
        .filter(({ source }) => source === 'description')
        .map(({ detail, weight }) => [table.id(occupation), [detail, weight] as const] as const),
    ),
  );

describe('a long description', () => {
  it('puts the occupations into the order in which the model has them, and the answer names the model', async () => {
    const { normalizer, failures } = setUp();
    const care = await normalizer.normalize(input(CARE), OPTIONS);
    const lead = await normalizer.normalize(input(LEAD), OPTIONS);
    expect(idsOf(care)[0]).toBe('occupation:nurse');
    expect(idsOf(lead)[0]).toBe('occupation:nurse-manager');
    expect([care.encoder, lead.encoder]).toEqual(['WORKERS_AI', 'WORKERS_AI']);
    // The farthest has no evidence; what lies between has some.
    const evidence = describedBy(care);
    expect(evidence.get('occupation:nurse')).toEqual(['@cf/known', 1]);
    expect(evidence.get('occupation:software-developer')).toEqual(['@cf/known', expect.closeTo(Math.SQRT1_2, 2)]);
    expect(evidence.has('occupation:nurse-manager')).toBe(false);
    expect(failures).toEqual([]);
  });

  it('is sent in one batch with the texts of occupations that are not remembered, in its language or in English', async () => {
    const { normalizer, asked } = setUp();
    await normalizer.normalize(input(CARE, GERMAN), OPTIONS);
    await normalizer.normalize(input(LEAD, GERMAN), OPTIONS);
    expect(asked).toHaveLength(2);
    const [[description, ...texts], again] = asked as [string[], string[]];
    expect(description).toBe(CARE);
    expect(texts).toContain('Softwareentwickler\nEntwickelt Software.');
    expect(texts).toContain('Krankenpfleger\nPflegt Kranke.');
    expect(texts).toContain('Entwickler eingebetteter Systeme\n');
    expect(again).toEqual([LEAD]);
    // In English these are other texts; what has a description in German only has none.
    await normalizer.normalize(input(CARE), OPTIONS);
    expect(asked[2]).toContain('registered nurse\n');
    expect(asked[2]).toContain('software developer\nDevelops software.');
  });

  it('hardly moves occupations that the model has close together', async () => {
    const { normalizer } = setUp((text) => {
      const angle = text.startsWith('registered nurse') ? 0.1 : 0.11;
      return text === CARE ? Float32Array.of(1, 0) : Float32Array.of(Math.cos(angle), Math.sin(angle));
    });
    const weights = [...describedBy(await normalizer.normalize(input(CARE), OPTIONS)).values()].map(([, one]) => one);
    expect(weights).toEqual([expect.closeTo((Math.cos(0.1) - Math.cos(0.11)) / 0.1, 2)]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('out of capacity'))],
    ['cannot be asked, for D1 does not answer', undefined],
  ])('is read by its passages where the model %s', async (_, encode) => {
    const failures: unknown[] = [];
    const identity = { tier: 'WORKERS_AI', name: '@cf/known', hash: 'f'.repeat(16), dimensions: 2 } as const;
    const longDescriptions = createLongDescriptions({
      snapshot,
      concepts:
        encode === undefined ? { details: () => Promise.reject(new Error('D1')) } : createConceptStore(d1.client),
      encoder: { identity, encode: encode ?? (async (texts) => texts.map(vectorOf)) },
      onFailure: (error) => failures.push(error),
    });
    const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON, longDescriptions });
    const given = input(`You debug software and know Java. ${FILLER}`);
    const answer = await normalizer.normalize(given, OPTIONS);
    expect(answer).toEqual(await local.normalize(given, OPTIONS));
    expect(answer.encoder).toBe('STATIC');
    expect(describedBy(answer).get('occupation:software-developer')?.[0]).toContain('Java');
    expect(failures).toHaveLength(1);
  });

  it('is sent for the first titles of a call only, and for none after a failure', async () => {
    const many = Array.from({ length: LIMITS.longDescriptionsPerCall + 2 }, () => input(CARE));
    const { normalizer, asked } = setUp();
    const answers = await normalizer.normalizeAll(many, OPTIONS);
    expect(asked).toHaveLength(LIMITS.longDescriptionsPerCall);
    const tiers = many.map((_, place) => (place < LIMITS.longDescriptionsPerCall ? 'WORKERS_AI' : 'STATIC'));
    expect(answers.map(({ encoder }) => encoder)).toEqual(tiers);

    const failing = setUp(() => {
      throw new Error('out of capacity');
    });
    const local = await failing.normalizer.normalizeAll(many, OPTIONS);
    expect(failing.asked).toHaveLength(1);
    expect(new Set(local.map(({ encoder }) => encoder))).toEqual(new Set(['STATIC']));
    await failing.normalizer.normalizeAll(many, OPTIONS);
    expect(failing.asked).toHaveLength(2);
  });

  it.each([
    ['is short', { title: TITLE, description: 'You care for patients.' }],
    ['says nothing', { title: TITLE, description: '– '.repeat(300) }],
    ['is missing', { title: TITLE }],
    ['meets no occupation', { title: 'qwertz asdf', description: CARE }],
  ])('is not sent where it %s', async (_, given) => {
    const { normalizer, asked } = setUp();
    expect(await normalizer.normalize(given, OPTIONS)).toEqual(await local.normalize(given, OPTIONS));
    expect(asked).toEqual([]);
  });
});

describe('the vectors of occupations', () => {
  it('are remembered up to a thousand; those used last stay', async () => {
    const entries = Array.from({ length: 1_200 }, (_, n) => ({
      id: `occupation:${String(n).padStart(4, '0')}`,
      labels: { en: [`trade ${n}`] },
    }));
    const served = createStoresOf([taxonomyOf({ entries, relations: [], replacements: [], codes: [] })]);
    const { longDescriptions, asked } = setUp(vectorOf, served);
    const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, n) => from + n);
    for (const occupations of [range(0, 600), range(0, 2), range(600, 1_200), [0, 1, 2, 1_199]])
      await longDescriptions.forCall()(CARE, ENGLISH, occupations);
    expect(asked.map((texts) => texts.length - 1)).toEqual([600, 0, 600, 1]);
    expect(asked[3]).toEqual([CARE, 'trade 2\n']);
  });
});
