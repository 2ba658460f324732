import { describe, expect, it } from 'vitest';
import { CrosswalkFailure } from '../../worker/core/failures.ts';
import { parseLanguageTag } from '../../worker/core/language.ts';
import { type TitleInput, createTitleNormalizer } from '../../worker/domain/normalize-title.ts';
import { BUILT_IN_LEXICON } from '../../worker/domain/title-cleaning/built-in.ts';
import { CONTENTS, createStoresOf, taxonomyOf } from '../support/taxonomy.ts';

const { snapshot } = createStoresOf([taxonomyOf(CONTENTS)]);
const normalizer = createTitleNormalizer({ snapshot, lexicon: BUILT_IN_LEXICON });
const concepts = await snapshot.concepts();
const OPTIONS = { limit: 5, minConfidence: 0 };
const german = parseLanguageTag('de');

async function occupations(input: TitleInput, options = OPTIONS): Promise<string[]> {
  const { matches } = await normalizer.normalize(input, options);
  return matches.map(({ occupation }) => concepts.id(occupation));
}

const failureOf = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => undefined,
    (error: unknown) => (error instanceof CrosswalkFailure ? error.failure : error),
  );

describe('normalizeTitle', () => {
  it('cleans, detects the language and finds the occupation by its very name', async () => {
    const title = 'Senior Softwareentwickler (m/w/d) Berlin';
    const { cleaned, language, seniority, encoder, matches } = await normalizer.normalize({ title }, OPTIONS);
    expect({ cleaned, language, seniority, encoder }).toEqual({
      cleaned: 'Softwareentwickler',
      language: 'de',
      seniority: 'SENIOR',
      encoder: 'STATIC',
    });
    const [best] = matches;
    expect(concepts.id(best!.occupation)).toBe('occupation:software-developer');
    expect(best).toMatchObject({
      kind: 'EXACT',
      matchedLabel: { text: 'Softwareentwickler', language: 'de', kind: 'PREFERRED' },
    });
    expect(best!.evidence).toContainEqual({
      source: 'label',
      detail: 'Softwareentwickler',
      weight: 1,
    });
  });

  it('finds names that are written alike, in the given language and in English', async () => {
    const { matches } = await normalizer.normalize({ title: 'registerd nurses', language: german }, OPTIONS);
    expect(concepts.id(matches[0]!.occupation)).toBe('occupation:nurse');
    expect(matches[0]).toMatchObject({ kind: 'LEXICAL', matchedLabel: { text: 'registered nurse', language: 'en' } });
    expect(matches[0]!.evidence.map(({ source }) => source)).toEqual(expect.arrayContaining(['label', 'words']));
  });

  it('reads a word that no label has as the one of the labels that has a typo less', async () => {
    for (const title of ['Softwaentwickler', 'Softwareentwikler (m/w/d)', 'SOFTWAREENTWICKLRE']) {
      const { matches } = await normalizer.normalize({ title, language: german }, OPTIONS);
      expect(concepts.id(matches[0]!.occupation)).toBe('occupation:software-developer');
      expect(matches[0]!.kind).toBe('LEXICAL'); // a supposition, however near
    }
    const [exact, mistyped] = await Promise.all(
      ['registered nurse', 'regstered nurse'].map(async (title) => normalizer.normalize({ title }, OPTIONS)),
    );
    expect(mistyped!.matches[0]!.occupation).toBe(exact!.matches[0]!.occupation);
    expect(mistyped!.matches[0]!.confidence).toBeLessThan(exact!.matches[0]!.confidence);
  });

  it('answers with nothing where nothing fits, and never with less than the confidence asked for', async () => {
    expect(await occupations({ title: 'qwertz asdf' })).toEqual([]);
    expect(await occupations({ title: '' })).toEqual([]);
    expect(await occupations({ title: '🚀' })).toEqual([]);
    const title = 'software nurse';
    expect(await occupations({ title })).not.toEqual([]);
    expect(await occupations({ title }, { limit: 5, minConfidence: 0.99 })).toEqual([]);
  });

  it('leaves deprecated occupations out and keeps to the limit', async () => {
    expect(await occupations({ title: 'applications programmer' })).not.toContain('occupation:applications-programmer');
    expect(await occupations({ title: 'software developer' }, { limit: 1, minConfidence: 0 })).toHaveLength(1);
  });

  it('is sharpened by skills and by a description, and says by which', async () => {
    const title = 'manager software nurse';
    const plain = await normalizer.normalize({ title }, OPTIONS);
    const confidence = ({ matches }: typeof plain, id: string): number =>
      matches.find(({ occupation }) => concepts.id(occupation) === id)?.confidence ?? 0;
    const developer = 'occupation:software-developer';
    const withSkills = await normalizer.normalize({ title, skills: ['Java programming', 'painting'] }, OPTIONS);
    expect(confidence(withSkills, developer)).toBeGreaterThan(confidence(plain, developer));
    const description = 'You debug software, work in teams and know Java.';
    const withDescription = await normalizer.normalize({ title, description }, OPTIONS);
    expect(confidence(withDescription, developer)).toBeGreaterThan(confidence(plain, developer));
    const evidence = [withSkills, withDescription].flatMap(({ matches }) =>
      matches.filter(({ occupation }) => concepts.id(occupation) === developer).flatMap((match) => match.evidence),
    );
    const [bySkills] = evidence.filter(({ source }) => source === 'skills');
    expect(bySkills?.detail).toBe('Java programming');
    // Java is needed; painting is not, nor anything like it.
    expect(bySkills?.weight).toBeGreaterThanOrEqual(0.5);
    expect(bySkills?.weight).toBeLessThan(0.6);
    expect(
      evidence
        .find(({ source }) => source === 'description')
        ?.detail.split(', ')
        .sort(),
    ).toEqual(['Java', 'debug software', 'work in teams']);
  });

  it('prefers the name that is the whole title, even where cleaning would take a word of it', async () => {
    expect((await occupations({ title: 'staff nurse' }))[0]).toBe('occupation:nurse');
    expect((await occupations({ title: 'nurse manager' }))[0]).toBe('occupation:nurse-manager');
  });

  it('normalises many titles in their order', async () => {
    const answers = await normalizer.normalizeAll([{ title: 'Krankenpfleger' }, { title: 'programmer' }], OPTIONS);
    expect(answers.map(({ input }) => input)).toEqual(['Krankenpfleger', 'programmer']);
  });

  it('refuses what no title is, and says how to mend it', async () => {
    const refused = (input: TitleInput, options = OPTIONS): Promise<unknown> =>
      failureOf(normalizer.normalize(input, options));
    expect(await refused({ title: 'x'.repeat(513) })).toMatchObject({ code: 'TEXT_TOO_LONG', maximum: 512 });
    expect(await refused({ title: 'nur\u0000se' })).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'title' });
    expect(await refused({ title: 'nurse\ud83d' })).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'title' });
    expect(await refused({ title: 'nurse', language: parseLanguageTag('xx') })).toMatchObject({
      code: 'INVALID_LANGUAGE',
      tag: 'xx',
    });
    expect(await refused({ title: 'nurse', skills: Array.from({ length: 101 }, () => 'x') })).toMatchObject({
      code: 'LIST_TOO_LONG',
    });
    expect(await refused({ title: 'nurse' }, { limit: 0, minConfidence: 0 })).toMatchObject({ code: 'OUT_OF_RANGE' });
    expect(await refused({ title: 'nurse' }, { limit: 1, minConfidence: Number.NaN })).toMatchObject({
      code: 'OUT_OF_RANGE',
    });
    const many = Array.from({ length: 101 }, () => ({ title: 'nurse' }));
    expect(await failureOf(normalizer.normalizeAll(many, OPTIONS))).toMatchObject({ code: 'LIST_TOO_LONG' });
  });
});
