import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatResult, isBlank, parseCsv, parseHeader, parseRows, rowEnds } from '../../worker/domain/bulk-rows.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A field as another program may write it. */
const quote = (field: string, always: boolean): string =>
  always || /[",;\t\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

const field = fc.oneof(
  fc.constantFrom('', 'nurse', 'a, b', '"', '""', 'a\nb', 'a\r\nb', 'Ärztin', '看護師', ' x '),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\r')),
);

describe('CSV', () => {
  it('is read as it was written, whatever stands in a field', () => {
    const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        records,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (rows, delimiter, end, always) => {
          const text = rows.map((row) => row.map((one) => quote(one, always)).join(delimiter)).join(end);
          expect(parseCsv(text, delimiter)).toEqual(rows);
          // The ends of rows, found in the bytes, cut it into the same records.
          const bytes = encode(text);
          const ends = rowEnds(bytes, 'CSV', true);
          const cut = ends.flatMap((at, place) => {
            const part = bytes.slice(ends[place - 1] ?? 0, at);
            return isBlank(part, 'CSV')
              ? []
              : parseCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(part), delimiter);
          });
          expect(cut).toEqual(rows);
        },
      ),
    );
  });

  it('has a header in any order, with any of three delimiters', () => {
    expect(parseHeader('\ufeffID;Title; Language \r\n')).toEqual({
      delimiter: ';',
      names: ['id', 'title', 'language'],
    });
    expect(parseHeader('title')).toEqual({ delimiter: ',', names: ['title'] });
    expect(parseHeader('"title"\tid')).toEqual({ delimiter: '\t', names: ['title', 'id'] });
    expect(parseHeader('job title,id')).toMatch(/one must be "title"/);
    expect(parseHeader('')).toMatch(/one must be "title"/);
  });

  it('leaves out what is not asked for', () => {
    const header = { delimiter: ',', names: ['x', 'title'] };
    expect(parseRows('1,nurse\n\n2, midwife ,3\n4\n', 'CSV', header)).toEqual([
      { id: undefined, title: 'nurse', language: undefined },
      { id: undefined, title: 'midwife', language: undefined },
      { id: undefined, title: '', language: undefined },
    ]);
  });
});

it('NDJSON says of each line what is wrong with it', () => {
  const lines = ['{"title":"a","id":1}', '[]', 'null', '{"title":1}', '{', '', '  ', '{"title":"b","language":"de"}'];
  expect(parseRows(lines.join('\r\n'), 'NDJSON', undefined)).toEqual([
    { id: '1', title: 'a', language: undefined },
    'no "title"',
    'not a JSON object',
    'no "title"',
    'not JSON',
    { id: undefined, title: 'b', language: 'de' },
  ]);
  expect(rowEnds(encode('{"a":"\\n"}\n{}'), 'NDJSON', true)).toHaveLength(2);
  expect(rowEnds(encode('{}\n{}'), 'NDJSON', false)).toEqual([3]);
});

it('a result is CSV that can be read again, with a line a match', () => {
  const match = { occupation: 'occupation:x', code: '1', iscoCode: '2', label: 'x, y "z"', confidence: 0.5 };
  const result = {
    row: 3,
    id: 'a\nb',
    title: 'T',
    cleaned: 't',
    language: 'en',
    matches: [match, match],
    error: undefined,
  };
  const line = ['3', 'a\nb', 'T', 't', 'en', 'occupation:x', '1', '2', 'x, y "z"', '0.5', ''];
  expect(parseCsv(formatResult(result, 'CSV'), ',')).toEqual([line, line]);
  expect(JSON.parse(formatResult(result, 'NDJSON'))).toMatchObject({ row: 3, matches: [match, match] });
});
