/** CSV as the explorer reads and writes it, held against csv-parse. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITERS, decode, formatCsv, parseCsv } from '../../web/explorer/csv.ts';

describe('reading', () => {
  it.each([
    [
      'a,b\r\n1,2\r\n',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1;2',
      ';',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\tb\r1\t2',
      '\t',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['title\nnurse\n\nbaker\n', ',', [['title'], ['nurse'], ['baker']]],
    [
      '"a;b",c\n1,2',
      ',',
      [
        ['a;b', 'c'],
        ['1', '2'],
      ],
    ],
    [
      't,n\n"Chef, ""the best""\nof all",3\n',
      ',',
      [
        ['t', 'n'],
        ['Chef, "the best"\nof all', '3'],
      ],
    ],
    [
      '\ufefftitle,x\nÄrztin,',
      ',',
      [
        ['title', 'x'],
        ['Ärztin', ''],
      ],
    ],
    [
      'a,b\n5" pipe fitter,2',
      ',',
      [
        ['a', 'b'],
        ['5" pipe fitter', '2'],
      ],
    ],
    ['a,b\n"never closed,2\n3', ',', [['a', 'b'], ['never closed,2\n3']]],
    ['', ',', []],
  ])('of %j', (text, delimiter, rows) => {
    expect(parseCsv(text)).toEqual({ delimiter, rows });
  });

  it('knows the encoding by its bytes', () => {
    const encode = (bytes: number[]): string => decode(Uint8Array.from(bytes));
    expect(encode([0xc3, 0x84])).toBe('Ä');
    expect(encode([0xc4, 0x72, 0x7a])).toBe('Ärz'); // Windows-1252
    expect(encode([0xff, 0xfe, 0xc4, 0x00])).toBe('Ä');
    expect(encode([0xfe, 0xff, 0x00, 0xc4])).toBe('Ä');
  });
});

describe('writing', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'Ä', '护', '"', ',', ';', '\t', '|', '\n', '\r\n', ' ', '=', ''),
  });
  // A row of one empty cell is an empty line, which nobody can tell from none.
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });

  it('is read by csv-parse as what was written, whatever stands in the cells', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...DELIMITERS), (table, delimiter) => {
        const written = formatCsv({ delimiter, rows: table });
        const read: unknown = parse(written, { delimiter, bom: true, relax_column_count: true });
        expect(read).toEqual(table);
      }),
    );
  });

  it('comes back through its own reader, delimiter and all', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...DELIMITERS), (table, delimiter) => {
        const header = ['first name', 'second'];
        const written = formatCsv({ delimiter, rows: [header, ...table] });
        expect(parseCsv(written)).toEqual({ delimiter, rows: [header, ...table] });
      }),
    );
  });
});
