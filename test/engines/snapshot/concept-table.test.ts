import { describe, expect, it } from 'vitest';
import {
  type ConceptRecord,
  buildConceptTable,
  compareConcepts,
  openConceptTable,
} from '../../../worker/engines/snapshot/concept-table.ts';
import { readContainer } from '../../../worker/engines/snapshot/container.ts';

const concept = (id: string, fields: Partial<ConceptRecord>): ConceptRecord => ({
  id,
  uri: `https://example.org/${id}`,
  kind: 'OCCUPATION',
  code: '',
  isco: '',
  category: undefined,
  reuseLevel: undefined,
  isGroup: false,
  deprecated: false,
  popularity: 0,
  ...fields,
});

const records = [
  concept('skill:triage', { kind: 'SKILL', category: 'HARD_SKILL', reuseLevel: 'sector-specific' }),
  concept('occupation:nurse', { code: '2221.1', isco: '2221', popularity: 200 }),
  concept('group:2221', { kind: 'GROUP', code: '2221', isco: '2221' }),
  concept('occupation:matron', { code: '2221.9', isco: '2221', deprecated: true }),
].toSorted(compareConcepts);
const at = (id: string): number => records.findIndex((record) => record.id === id);

function open() {
  const relations = [
    { from: at('occupation:nurse'), kind: 'BROADER', to: at('group:2221') },
    { from: at('occupation:matron'), kind: 'BROADER', to: at('group:2221') },
    { from: at('occupation:nurse'), kind: 'ESSENTIAL', to: at('skill:triage') },
  ] as const;
  const read = readContainer(
    buildConceptTable(records, relations, [{ from: at('occupation:matron'), to: at('occupation:nurse') }]),
  );
  if (!read.ok) throw new Error(read.failure.reason);
  return openConceptTable(read.value);
}

describe('concept table', () => {
  it('keeps groups, occupations and skills in ranges of their own', () => {
    expect(open().range).toEqual({
      GROUP: { start: 0, end: 1 },
      OCCUPATION: { start: 1, end: 3 },
      SKILL: { start: 3, end: 4 },
    });
  });

  it('gives back every fact', () => {
    const table = open();
    for (const [index, record] of records.entries()) {
      expect({
        id: table.id(index),
        uri: table.uri(index),
        kind: table.kind(index),
        code: table.code(index),
        isco: table.isco(index),
        category: table.category(index),
        reuseLevel: table.reuseLevel(index),
        isGroup: table.isGroup(index),
        deprecated: table.deprecated(index),
        popularity: table.popularity(index),
      }).toEqual(record);
      expect(table.findId(record.id)).toBe(index);
      expect(table.findUri(record.uri)).toBe(index);
    }
    expect(table.findCode('2221.1')).toBe(at('occupation:nurse'));
    expect(table.findCode('')).toBeUndefined();
    expect(table.findId('occupation:astronaut')).toBeUndefined();
  });

  it('follows relations both ways', () => {
    const table = open();
    expect([...table.related(at('occupation:nurse'), 'ESSENTIAL')]).toEqual([at('skill:triage')]);
    expect([...table.relatedBackwards(at('group:2221'), 'BROADER')]).toEqual([
      at('occupation:matron'),
      at('occupation:nurse'),
    ]);
    expect([...table.related(at('skill:triage'), 'OPTIONAL')]).toEqual([]);
    expect([...table.replacedBy(at('occupation:matron'))]).toEqual([at('occupation:nurse')]);
  });
});
