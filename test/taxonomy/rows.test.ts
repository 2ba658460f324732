import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problems, TaxonomyRefused } from '../../taxonomy/problems.ts';
import { type Row, type RowsOptions, readCsv, readTsv } from '../../taxonomy/sources/rows.ts';
import { csv, tsv } from './esco-fixture.ts';

/** The bytes in pieces that are cut anywhere, in the middle of a character too. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

type Reader = (bytes: AsyncIterable<Uint8Array>, options: RowsOptions) => AsyncGenerator<Row>;

async function readAll(
  reader: Reader,
  content: string | Uint8Array,
  options: Partial<RowsOptions> = {},
  size = 1024,
): Promise<{ rows: Row[]; errors: readonly string[]; notes: string[] }> {
  const problems = new Problems();
  const rows: Row[] = [];
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for await (const row of reader(pieces(bytes, size), { file: 'table', columns: [], problems, ...options }))
    rows.push(row);
  try {
    problems.check('refused');
    return { rows, errors: [], notes: problems.notes() };
  } catch (error) {
    return { rows, errors: error instanceof TaxonomyRefused ? error.errors : [], notes: problems.notes() };
  }
}

const columns = ['a', 'b', 'c'];
const tableOf = (cell: fc.Arbitrary<string>): fc.Arbitrary<string[][]> =>
  fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
const cellsOf = (rows: readonly Row[]): string[][] => rows.map((row) => columns.map((column) => row.raw(column)));

describe('readTsv', () => {
  it('gives back what was written, however the bytes arrive', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\t\n\r]/.test(text));
    await fc.assert(
      fc.asyncProperty(tableOf(cell), fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const { rows, errors } = await readAll(readTsv, tsv([columns, ...table]), { columns }, size);
        expect(errors).toEqual([]);
        expect(cellsOf(rows)).toEqual(table);
        expect(rows.map(({ line }) => line)).toEqual(table.map((_, index) => index + 2));
      }),
    );
  });

  it('takes \\r\\n, a byte order mark and a last line without an end', async () => {
    const { rows } = await readAll(readTsv, '\ufeffa\tb\tc\r\n1\t2\t3\r\n4\t5\t6', { columns });
    expect(cellsOf(rows)).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
    ]);
  });

  it('refuses rows of another width, and goes on', async () => {
    const { rows, errors } = await readAll(readTsv, 'a\tb\tc\n1\t2\n\n1\t2\t3\n', { columns });
    expect(cellsOf(rows)).toEqual([['1', '2', '3']]);
    expect(errors).toEqual([
      'table, line 2: the row has 2 cells where the header has 3. Add or remove cells, or quote the one that holds a separator.',
      expect.stringContaining('table, line 3: the row has 1 cells'),
    ]);
  });

  it('names the cell whose bytes are not UTF-8', async () => {
    const bytes = new TextEncoder().encode('a\tb\tc\n1\t2\t3\n1\tX\t3\n');
    bytes[bytes.indexOf(0x58)] = 0xe9; // "é" in Latin-1
    const { rows } = await readAll(readTsv, bytes, { columns });
    const problems = new Problems();
    for await (const row of readTsv(pieces(bytes, 3), { file: 'table', columns, problems })) row.text('b');
    expect(rows).toHaveLength(2);
    expect(() => problems.check('refused')).toThrow(
      'table, line 3, column "b": the cell holds bytes that are not UTF-8. Save the file as UTF-8, or download it again.',
    );
  });

  it('refuses an empty file and one with other columns', async () => {
    expect((await readAll(readTsv, '', { columns })).errors).toEqual(['table: the file is empty. Download it again.']);
    expect((await readAll(readTsv, 'a\tx\n', { columns })).errors[0]).toMatch(
      /^table, line 1, column "b", "c": the column is missing; the header has "a", "x"\./,
    );
  });

  it('wants clean cells where it is strict', async () => {
    const problems = new Problems();
    const content = 'a\tb\tc\nx \ty\u200b\tA\u0308\n';
    for await (const row of readTsv(pieces(new TextEncoder().encode(content), 9), {
      file: 'table',
      columns,
      problems,
      strict: true,
    }))
      columns.forEach((column) => row.text(column));
    expect(() => problems.check('refused')).toThrow(
      /"x " holds stray spaces\. Write "x"\.[^]*holds invisible characters \(U\+200B\)\. Write "y"\.[^]*holds text that is not in Unicode form NFC/,
    );
    expect(problems.errorCount).toBe(3);
  });
});

describe('readCsv', () => {
  it('gives back what was written, with the line on which each row begins', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '語', ',', '"', '\n', ' ', '😀'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(tableOf(cell), fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const { rows, errors } = await readAll(readCsv, csv([columns, ...table]), { columns }, size);
        expect(errors).toEqual([]);
        expect(cellsOf(rows)).toEqual(table);
        let line = 2;
        for (const [index, row] of table.entries()) {
          expect(rows[index]?.line).toBe(line);
          line += 1 + row.join('').split('\n').length - 1;
        }
      }),
    );
  });

  it('splits cells that hold several texts and leaves out empty ones', async () => {
    const { rows } = await readAll(readCsv, csv([['a'], ['one\r\ntwo \n\n three']]));
    expect(rows[0]?.texts('a', '\n')).toEqual(['one', 'two', 'three']);
    const [row] = (await readAll(readCsv, csv([['a'], ['one | two']]))).rows;
    expect(row?.texts('a', ' | ')).toEqual(['one', 'two']);
    expect(row?.texts('missing', ' | ')).toEqual([]);
  });

  it('lets ragged rows be shorter, never longer', async () => {
    const { rows, errors } = await readAll(readCsv, 'a,b,c\n1\n1,2,3,4\n', { columns, ragged: true });
    expect(cellsOf(rows)).toEqual([['1', '', '']]);
    expect(errors).toHaveLength(1);
  });
});
