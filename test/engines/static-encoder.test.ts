import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSection, writeContainer } from '../../worker/engines/snapshot/container.ts';
import { describeStaticFileFailure, openStaticEncoder } from '../../worker/engines/encoder/static/index.ts';
import { createSyntheticEncoder, featuresOf } from '../support/static-encoder.ts';

const TITLES = [
  'software developer',
  'Softwareentwickler (m/w/d)',
  'Ingénieure en génie civil',
  'C++ / .NET developer',
  '软件工程师',
  '看護師 nurse',
  '간호사',
  'Электрик',
  'مهندس برمجيات',
  '👩🏽‍⚕️ nurse',
  'nurse \ud800',
];
// Half of what the titles hold is stored; the rest falls to the rows of signs.
const synthetic = createSyntheticEncoder(TITLES.flatMap(featuresOf).filter((_, index) => index % 2 === 0));
const { encoder } = synthetic;

const encode = (text: string): Float32Array => {
  const vector = new Float32Array(encoder.identity.dimensions);
  encoder.encodeInto(text, vector);
  return vector;
};

describe('static encoder', () => {
  it('finds the features that the definition names', () => {
    expect(featuresOf('Java')).toEqual([' java', '<ja', 'jav', 'ava', 'va>', '<jav', 'java', 'ava>']);
    expect(featuresOf('工程师')).toEqual([' 工程师', '工', '程', '师', '工程', '程师', '工程师']);
    const { rows } = createSyntheticEncoder(featuresOf('Java'));
    expect(rows('java')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const own = createSyntheticEncoder(featuresOf('Java')).encoder;
    expect([...own.rows('JAVA')]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('answers the rows and the vector of the definition for titles in many scripts', () => {
    for (const title of TITLES) {
      expect([...encoder.rows(title)], title).toEqual(synthetic.rows(title));
      const expected = synthetic.vector(title);
      for (const [dimension, value] of encode(title).entries()) expect(value).toBeCloseTo(expected[dimension]!, 6);
    }
  });

  it('does so for any text, however long its words are', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(...TITLES),
      fc.integer({ min: 140, max: 180 }).map((length) => 'x'.repeat(length)),
      fc.integer({ min: 40, max: 180 }).map((length) => '护'.repeat(length)),
      fc.constant('\udc00'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom(' ', ''), (pieces, separator) => {
        const text = pieces.join(separator);
        expect([...encoder.rows(text)]).toEqual(synthetic.rows(text));
        const expected = synthetic.vector(text);
        const vector = encode(text);
        expect(vector.every((value, dimension) => Math.abs(value - expected[dimension]!) < 1e-6)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('gives vectors of length 1, and nothing but zeros for a text without a word', async () => {
    const [title, nothing] = await encoder.encode(['software developer', ' – !']);
    expect(Math.hypot(...title!)).toBeCloseTo(1, 6);
    expect(nothing!.every((value) => value === 0)).toBe(true);
  });

  it('overwrites what it is given, and depends on no text before', () => {
    const first = encode('software developer');
    const vector = new Float32Array(encoder.identity.dimensions).fill(7);
    encoder.encodeInto('护'.repeat(500), vector);
    encoder.encodeInto('software developer', vector);
    expect(vector).toEqual(first);
  });

  it('says what each word adds: together, the whole vector', () => {
    const title = '  Ingénieure en Génie-civil, 软件工程师';
    const words = encoder.wordContributions(title);
    expect(words.map(({ text, start, end }) => [text, title.slice(start, end)])).toEqual([
      ['ingenieure', 'Ingénieure'],
      ['en', 'en'],
      ['genie', 'Génie'],
      ['civil', 'civil'],
      ['软件工程师', '软件工程师'],
    ]);
    const sum = new Float32Array(encoder.identity.dimensions);
    for (const { vector } of words) for (const [dimension, value] of vector.entries()) sum[dimension]! += value;
    const whole = encode(title);
    for (const [dimension, value] of whole.entries()) expect(sum[dimension]!).toBeCloseTo(value, 5);
    expect(encoder.wordContributions('')).toEqual([]);
    expect(encoder.wordContributions('a '.repeat(40))).toHaveLength(16);
    expect(encoder.wordContributions(`${'x'.repeat(200)} nurse`)).toHaveLength(1);
  });

  it('knows what made its vectors', () => {
    expect(encoder.identity).toEqual({ tier: 'STATIC', name: 'synthetic', hash: synthetic.hash, dimensions: 64 });
  });
});

describe('a damaged file', () => {
  const refusal = (bytes: Uint8Array): string => {
    const opened = openStaticEncoder(bytes, 'hash');
    if (opened.ok) throw new Error('The file was opened');
    return describeStaticFileFailure('static.bin', opened.failure);
  };

  it('is refused with its section and what mends it', () => {
    const { bytes } = synthetic;
    const damaged = bytes.slice();
    damaged[damaged.length - 9]! ^= 16;
    expect(refusal(damaged)).toMatch(
      /^static\.bin: section "steps" is refused \(checksum\).*export the model again\.$/,
    );
    expect(refusal(bytes.slice(0, -64))).toContain('section "steps" is refused (truncated)');
    expect(refusal(new Uint8Array(100))).toContain('foreign_file');
    expect(refusal(writeContainer({ other: Uint8Array.of(1) }))).toContain(
      'section "header" is refused (missing_section)',
    );
  });

  it('is refused when its sections do not fit together', () => {
    const header = { name: 'x', dimensions: 32, rows: 2, fallbackRows: 10, fallbackMultiplier: 5 };
    const sections = {
      header: jsonSection(header),
      checksums: new Uint32Array(2),
      multipliers: new Uint8Array(2),
      steps: new Uint32Array(8),
    };
    expect(refusal(writeContainer({ ...sections, steps: new Uint32Array(7) }))).toContain('expected 8 numbers, got 7');
    expect(refusal(writeContainer({ ...sections, checksums: new Uint32Array(3) }))).toContain('section "checksums"');
    expect(refusal(writeContainer({ ...sections, multipliers: new Int8Array(2) }))).toContain('wrong_type');
    for (const wrong of [
      { dimensions: 33 },
      { fallbackRows: 0 },
      { fallbackMultiplier: 256 },
      { rows: -1 },
      { name: 1 },
    ])
      expect(refusal(writeContainer({ ...sections, header: jsonSection({ ...header, ...wrong }) }))).toContain(
        'wrong_header',
      );
    expect(refusal(writeContainer({ ...sections, header: jsonSection(null) }))).toContain('wrong_header');
  });
});
